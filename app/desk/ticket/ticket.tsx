import { useLoaderData } from "@remix-run/react";
import { DeskTicket } from "./ticket-page";
import { deskTicketView } from "./view";
import { page } from "../../web/access";
import { readPreferences } from "../../web/preferences";
import { pageTitle } from "../../web/title";
import { deskTicketText } from "./ticket.text";

export const meta = pageTitle((locale) => deskTicketText(locale).history);

export const loader = page({ as: "helpdesk" }, ({ visitor, request, params, context }) =>
  deskTicketView(context, visitor.actor, params.number ?? "", readPreferences(request.headers)),
);

export default function DeskTicketPage() {
  return <DeskTicket view={useLoaderData<typeof loader>()} />;
}
