import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { defineText } from "../../language/text";
import { IdempotencyField } from "../ui/idempotency-field";
import { Button } from "../ui/elements";
import { PublicPage } from "../ui/frames/public-page";
import { ExpiredPage } from "../ui/password/expired-page";
import { page } from "../web/access";
import { formIdempotency, newFormKey } from "../web/form-actions";
import { useLocale } from "../web/page-facts";
import { passwordLink } from "./link-visit";
import { sessionCookie } from "../web/session";
import { pageTitle } from "../web/title";
import { readForm } from "../web/form-fields";

const linkText = defineText({
  zh: {
    title: "設定自己的密碼",
    lead: "這個連結只能使用一次。按下按鈕後，請在 30 分鐘內設定一組只有您知道的密碼。",
    notYours: "若您並未提出申請，請不要按，並與我們聯絡。",
    go: "開始設定密碼",
    deadTitle: "這個連結不能使用",
    dead: "連結只能使用一次，並有期限；重新寄送後，先前的連結即失效。請由信中的案件網址再寄一次，或重新申請。",
  },
  en: {
    title: "Set a password of your own",
    lead: "This link works once. After pressing the button you have 30 minutes to set a password that only you know.",
    notYours: "If you did not ask for this, do not press it, and contact us.",
    go: "Set a password",
    deadTitle: "This link does not work",
    dead: "A link works once and for a limited time, and a newer one ends the older ones. Have it sent again from the address in the mail, or ask anew.",
  },
});

export const meta = pageTitle((locale) => linkText(locale).title);

/** Shows a button and uses nothing up: only a person presses buttons. */
export const loader = page({ as: "everybody" }, ({ request, context }) => {
  return { held: passwordLink.read(request, context) !== null, formKey: newFormKey(context) };
});

export const action = page({ as: "everybody" }, async ({ request, context }) => {
  const token = passwordLink.read(request, context);
  if (token === null) return data({ dead: true }, 410);
  const { key } = formIdempotency(context, request, await readForm(request));
  const result = await context.signIn.openLink({ token, address: context.address, formKey: key });
  if (!("token" in result))
    return data({ dead: true }, { status: 410, headers: { "Set-Cookie": passwordLink.forget() } });
  return redirect("/set-password", {
    status: 303,
    headers: { "Set-Cookie": await sessionCookie(result.token) },
  });
});

export default function PasswordLink() {
  const { held, formKey } = useLoaderData<typeof loader>();
  const dead = useActionData<typeof action>()?.dead ?? !held;
  const text = linkText(useLocale());
  return (
    <PublicPage narrow>
      {dead ? (
        <ExpiredPage title={text.deadTitle} why={text.dead} />
      ) : (
        <form className="form" method="post">
          <header>
            <h1>{text.title}</h1>
            <p className="lead">{text.lead}</p>
            <p className="soft">{text.notYours}</p>
          </header>
          <IdempotencyField value={formKey} />
          <div>
            <Button kind="primary">{text.go}</Button>
          </div>
        </form>
      )}
    </PublicPage>
  );
}
