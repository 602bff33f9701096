import { useLoaderData } from "@remix-run/react";
import { DeskTicket } from "./ticket-page";
import { deskTicketView } from "./view";
import { pageTitle } from "../../web/title";
import { deskTicketText } from "./ticket.text";

export const meta = pageTitle((locale) => deskTicketText(locale).history);

export const loader = deskTicketView;

export default function DeskTicketPage() {
  return <DeskTicket view={useLoaderData<typeof loader>()} />;
}
