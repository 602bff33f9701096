import { useLoaderData } from "@remix-run/react";
import { PublicPage } from "../ui/frames/public-page";
import { StatusOfClaim } from "./status-of-claim";
import { StatusOfTicket } from "./status-of-ticket";
import { StatusWithoutLink } from "./status-without-link";
import { page } from "../web/access";
import { newFormKey } from "../web/form-actions";
import { applicantView } from "../ui/ticket/applicant-view";
import { claimView } from "./claim-view";
import { readPreferences } from "../web/preferences";
import { linkOf } from "./status-link";
import { statusLinkToken } from "../web/session";
import { pageTitle } from "../web/title";
import { statusText } from "./status.text";

export const meta = pageTitle((locale) => statusText(locale).title);

/** What the link in the visitor's cookie opens: nothing, what was typed, or, by the link of the mail, the whole path. */
export const loader = page({ as: "everybody" }, async ({ request, context }) => {
  const open = await linkOf(request, context);
  if (!open) return { level: "none" as const, dead: (await statusLinkToken(request)) !== undefined };
  if (open.link.level === "page") return { level: "page" as const, claim: await claimView(context, open) };
  return {
    level: "mail" as const,
    ticket: await applicantView(context, open.ticket, open.actor, readPreferences(request.headers)),
    formKey: newFormKey(context),
    done: new URL(request.url).searchParams.get("done"),
  };
});

export default function Status() {
  const status = useLoaderData<typeof loader>();
  return (
    <PublicPage narrow>
      {status.level === "none" && <StatusWithoutLink dead={status.dead} />}
      {status.level === "page" && <StatusOfClaim claim={status.claim} />}
      {status.level === "mail" && <StatusOfTicket {...status} />}
    </PublicPage>
  );
}
