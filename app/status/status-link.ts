import { hashToken } from "../../accounts/access/secrets";
import type { StatusLink, Ticket } from "../../db/queries/tickets";
import type { Actor } from "../../workflows/desk/actor";
import type { Services } from "../../services/services";
import { notFound } from "../web/refusals/refuse";
import { statusLinkToken } from "../web/session";

/** A status link that opens, with the ticket it belongs to. */
export interface OpenLink {
  link: StatusLink;
  ticket: Ticket;
  actor: Extract<Actor, { kind: "link" }>;
}

/** Links are dead so long after the ticket's closing, in milliseconds. */
const lifeAfterClosing = 30 * 24 * 60 * 60_000;

/** What a status link's token opens; `null` for one that is unknown or dead. */
export async function openLink(
  token: string | undefined,
  { store, clock }: Pick<Services, "store" | "clock">,
): Promise<OpenLink | null> {
  const link = token ? await store.tickets.linkByHash(hashToken(token)) : undefined;
  const ticket = link && (await store.tickets.byId(link.ticketId));
  if (!ticket || (ticket.closedAt !== null && clock() >= ticket.closedAt + lifeAfterClosing)) return null;
  return { link, ticket, actor: { kind: "link", level: link.level, ticketId: ticket.id } };
}

/** The link that the visitor's cookie holds. */
export async function linkOf(request: Request, context: Services): Promise<OpenLink | null> {
  return openLink(await statusLinkToken(request), context);
}

/**
 * The link of the mail to the address on record, which alone may act.
 *
 * @throws a refusal 404 for anybody else: the page's own link gives nothing away
 */
export async function requireMailLink(request: Request, context: Services): Promise<OpenLink> {
  const open = await linkOf(request, context);
  if (open?.link.level !== "mail") throw notFound();
  return open;
}

/** The header that makes the browser forget the status link. */
export const endedStatusLinkCookie = "__Host-status=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Lax";
