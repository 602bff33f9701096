import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { addressToConfirm, confirmAddress } from "../../workflows/hr/confirm-address";
import { isRefusal } from "../../workflows/desk/refusal";
import { Button, Card, EmptyState, Notice } from "../ui/elements";
import { PublicPage } from "../ui/frames/public-page";
import { RefusedNotice } from "../ui/refused-notice";
import { page } from "../web/access";
import { pageRefusal } from "../web/refusals/refusal-page";
import { useLocale } from "../web/page-facts";
import { pageTitle } from "../web/title";
import { statusOf } from "../web/refusals/status-of";
import { confirmAddressText } from "./confirm-address.text";

export const meta = pageTitle((locale) => confirmAddressText(locale).title);

/** Opening the link changes nothing: mail servers open links too. */
export const loader = page({ as: "everybody" }, async ({ params, context }) => {
  return { found: await addressToConfirm(context, (params.token ?? "").slice(0, 200)) };
});

/** Confirms the address; doing so twice is doing so once. */
export const action = page({ as: "everybody" }, async ({ params, context }) => {
  const token = (params.token ?? "").slice(0, 200);
  try {
    await confirmAddress(context, token);
    return redirect(`/confirm-address/${token}`, 303);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return data({ refused: pageRefusal(error) }, statusOf(error));
  }
});

export default function ConfirmAddress() {
  const { found } = useLoaderData<typeof loader>();
  const tried = useActionData<typeof action>();
  const text = confirmAddressText(useLocale());
  return (
    <PublicPage narrow>
      <div className="stack">
        <h1>{text.title}</h1>
        <RefusedNotice refused={tried?.refused} />
        {!found && <EmptyState title={text.dead}>{text.deadWhy}</EmptyState>}
        {found?.confirmed && (
          <Notice tone="ok" role="status" title={text.done}>
            <p>{text.doneWhy(found.address)}</p>
          </Notice>
        )}
        {found && !found.confirmed && (
          <Card>
            <form className="form" method="post">
              <p>{text.ask(found.address)}</p>
              <p className="soft">{text.why}</p>
              <Button kind="primary">{text.confirm}</Button>
            </form>
          </Card>
        )}
      </div>
    </PublicPage>
  );
}
