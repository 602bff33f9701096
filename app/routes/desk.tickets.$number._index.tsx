import { useLoaderData } from "@remix-run/react";
import { DeskTicket } from "../components/desk-ticket";
import { deskTicketView } from "../web/desk-ticket-view";
import { pageTitle } from "../web/title";
import { deskTicketText } from "./desk-ticket.text";

export const meta = pageTitle((locale) => deskTicketText(locale).history);

export const loader = deskTicketView;

export default function DeskTicketPage() {
  return <DeskTicket view={useLoaderData<typeof loader>()} />;
}
