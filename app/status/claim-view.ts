import type { Claims } from "../../db/queries/tickets";
import type { TicketKind, TicketPath } from "../../workflows/machines/types";
import type { Services } from "../../services/services";
import type { OpenLink } from "./status-link";

/** What the page's own link shows: what was typed and a promise, the same today and in a month. */
export interface ClaimView extends Pick<
  Claims,
  "name" | "account" | "nationalIdMasked" | "contact" | "story"
> {
  number: string;
  kind: TicketKind;
  /** As asked for; a later handover does not show. */
  path: TicketPath;
  agency: string | null;
  askedAt: number;
  promiseAt: number | null;
}

/** Reads what somebody not signed in typed; nothing of what became of it. */
export async function claimView(
  { store }: Pick<Services, "store">,
  { ticket, link }: OpenLink,
): Promise<ClaimView | null> {
  const claims = await store.tickets.claimsOf(ticket.id);
  if (!claims) return null;
  const [opened] = await store.tickets.historyOf(ticket.id);
  const agency = claims.agencyId === null ? undefined : await store.agencies.byId(claims.agencyId);
  const { name, account, nationalIdMasked, contact, story } = claims;
  return {
    number: ticket.number,
    kind: ticket.kind,
    path: opened?.path ?? ticket.path,
    agency: agency?.fullName ?? null,
    askedAt: link.createdAt,
    promiseAt: link.promiseAt,
    name,
    account,
    nationalIdMasked,
    contact,
    story,
  };
}
