import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { actOnBinding, bindingByLink } from "../../../workflows/cards/citizen/binding-desk";
import { isRefusal } from "../../../workflows/desk/refusal";
import { BoundCertificate } from "../../ui/card-reader/bound-certificate";
import { Button, ButtonLink, Card, Notice } from "../../ui/elements";
import { PublicPage } from "../../ui/frames/public-page";
import { RefusedNotice } from "../../ui/refused-notice";
import { page } from "../../web/access";
import { pageRefusal } from "../../web/refusals/refusal-page";
import { bindingLinkCookie } from "./binding-link";
import { useLocale } from "../../web/page-facts";
import { pageTitle } from "../../web/title";
import { statusOf } from "../../web/refusals/status-of";
import { boundCertificateText } from "../../ui/card-reader/bound-certificate.text";
import { readForm } from "../../web/form-fields";

export const meta = pageTitle((locale) => boundCertificateText(locale).linkTitle);

/** What the mailed link asks: is this certificate yours? Nothing happens by following it. */
export const loader = page({ as: "everybody" }, async ({ request, context }) => {
  const done = new URL(request.url).searchParams.get("done");
  const link = bindingLinkCookie.read(request, context);
  const waiting = link && (await bindingByLink(context, link.id));
  return { done, binding: waiting?.binding ?? null, account: waiting?.account ?? "" };
});

export const action = page({ as: "everybody" }, async ({ request, context }) => {
  const link = bindingLinkCookie.read(request, context);
  if (!link) return redirect("/certificate/confirm", 303);
  const yes = (await readForm(request)).get("act") === "confirm";
  const act = yes
    ? ({ type: "CONFIRM", by: "mail-link" } as const)
    : ({ type: "UNBIND", reason: null } as const);
  let state;
  try {
    state = await actOnBinding(context, { kind: "link", bindingId: link.id }, link.id, act);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return data({ refused: pageRefusal(error) }, statusOf(error));
  }
  return redirect(`/certificate/confirm?done=${state}`, {
    status: 303,
    headers: { "Set-Cookie": bindingLinkCookie.forget() },
  });
});

export default function ConfirmByLink() {
  const { done, binding, account } = useLoaderData<typeof loader>();
  const tried = useActionData<typeof action>();
  const text = boundCertificateText(useLocale());
  return (
    <PublicPage narrow>
      <div className="stack stack-wide">
        <h1>{text.linkTitle}</h1>
        {done !== null && (
          <Notice tone={done === "ended" ? "warn" : "ok"} role="status">
            {done === "ended"
              ? text.linkRefused
              : done === "awaitingSecondPerson"
                ? text.nowFirst
                : text.linkConfirmed}
          </Notice>
        )}
        {done === null && binding === null && (
          <Notice tone="warn" role="alert" title={text.linkDead}>
            <p>{text.linkDeadWhy}</p>
          </Notice>
        )}
        <RefusedNotice refused={tried?.refused} />
        {binding && (
          <Card title={text.confirmTitle}>
            <form className="stack" method="post">
              <p>{text.linkLead(account)}</p>
              <BoundCertificate binding={binding} />
              <p>{text.confirmLead}</p>
              <div className="row">
                <Button kind="decide" name="act" value="confirm">
                  {text.confirm}
                </Button>
                <Button kind="danger" name="act" value="refuse">
                  {text.refuse}
                </Button>
              </div>
            </form>
          </Card>
        )}
        <p>
          <ButtonLink href="/">{text.home}</ButtonLink>
        </p>
      </div>
    </PublicPage>
  );
}
