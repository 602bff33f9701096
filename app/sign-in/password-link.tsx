import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { DeadPassword } from "../../workflows/sign-in/sign-in";
import { defineText } from "../../language/text";
import { IdempotencyField } from "../ui/idempotency-field";
import { Button } from "../ui/elements";
import { PublicPage } from "../ui/frames/public-page";
import { ExpiredPage } from "../ui/password/expired-page";
import { page } from "../web/access";
import { formIdempotency, newFormKey } from "../web/form-actions";
import { useLocale } from "../web/page-facts";
import { passwordLink } from "./link-visit";
import { openedSessionCookie } from "../web/session";
import { pageTitle } from "../web/title";
import { readForm } from "../web/form-fields";

const linkText = defineText({
  zh: {
    title: "設定自己的密碼",
    lead: "按下按鈕後，請在 30 分鐘內設定一組只有您知道的密碼；設定完成後，這個連結即失效。",
    notYours: "若您並未提出申請，請不要按，並與我們聯絡。",
    go: "開始設定密碼",
    goneTitle: "這個連結不能使用",
    gone: "請重新開啟信中的連結。打開連結後，須在 30 分鐘內按下按鈕。",
    usedTitle: "這個連結已經用過",
    used: "您已用它設定了自己的密碼，請以自己的密碼登入。若不是您設定的，請立即與我們聯絡。",
    expiredTitle: "這個連結已過有效期限",
    expired:
      "期限寫在信裡。系統會另寄一封「一次性密碼已失效」的通知，由其中的網址可以再寄一次；沒有收到，請洽您的人事單位，或重新申請。",
    voidedTitle: "這個連結已作廢",
    voided:
      "可能已寄出新的連結、申請已撤回，或您的資料在核准後有變更。請使用最新一封信中的連結；沒有新的信，請洽您的人事單位，或重新申請。",
  },
  en: {
    title: "Set a password of your own",
    lead: "After pressing the button you have 30 minutes to set a password that only you know; the link then ends.",
    notYours: "If you did not ask for this, do not press it, and contact us.",
    go: "Set a password",
    goneTitle: "This link does not work",
    gone: "Please open the link in the mail again, and press the button within 30 minutes.",
    usedTitle: "This link has been used",
    used: "You have set a password of your own with it: sign in with that one. If it was not you, contact us at once.",
    expiredTitle: "This link has run out",
    expired:
      "Its end is named in the mail. You are also mailed a notice that it has lapsed; the address in that notice sends another. If it has not come, ask your personnel office, or ask anew.",
    voidedTitle: "This link was stopped",
    voided:
      "A newer one was mailed, the request was withdrawn, or your record changed after the approval. Use the link of the newest mail; if there is none, ask your personnel office, or ask anew.",
  },
});

/** Why the link opens nothing; `gone` where the browser no longer holds it. */
type DeadLink = DeadPassword | "gone";

interface Dead {
  dead: DeadLink;
}

export const meta = pageTitle((locale) => linkText(locale).title);

/** Shows a button and uses nothing up: only a person presses buttons. */
export const loader = page({ as: "everybody" }, ({ request, context }) => {
  return { held: passwordLink.read(request, context) !== null, formKey: newFormKey(context) };
});

export const action = page({ as: "everybody" }, async ({ request, context }) => {
  const token = passwordLink.read(request, context);
  if (token === null) return data<Dead>({ dead: "gone" }, 410);
  const { key } = formIdempotency(context, request, await readForm(request));
  const result = await context.signIn.openLink({ token, address: context.address, formKey: key });
  if (!("token" in result)) {
    // The form's visit has ended; the link may still open another, from a new form.
    if (result.outcome === "signed-out") return data<Dead>({ dead: "gone" }, 409);
    const dead: DeadLink =
      result.outcome === "used" || result.outcome === "expired" ? result.outcome : "voided";
    return data<Dead>({ dead }, { status: 410, headers: { "Set-Cookie": passwordLink.forget() } });
  }
  return redirect("/set-password", {
    status: 303,
    headers: { "Set-Cookie": await openedSessionCookie(request, context, result.token) },
  });
});

export default function PasswordLink() {
  const { held, formKey } = useLoaderData<typeof loader>();
  const dead: DeadLink | null = useActionData<typeof action>()?.dead ?? (held ? null : "gone");
  const text = linkText(useLocale());
  return (
    <PublicPage narrow>
      {dead ? (
        <ExpiredPage title={text[`${dead}Title`]} why={text[dead]} />
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
