import { nationalIdHashes } from "../../accounts/identity/kept-national-id";
import type { PersonWithAgency } from "../../db/queries/people";
import type { Store } from "../../db/store";
import { actorColumns, type Actor } from "../desk/actor";
import { matchOf, type PersonMatch } from "./people";
import { deskError } from "../desk/refusal";
import type { TicketKind } from "../machines/types";
import type { Context } from "../desk/context";

/** One person as an agent's list shows them. */
export interface FoundPerson extends PersonMatch {
  /** The number of the case that is open already. */
  openTicket: string | null;
}

export interface FoundPeople {
  people: FoundPerson[];
  /** There are more than are shown. */
  more: boolean;
}

const atMost = 20;

/**
 * Looks anybody up, for a caller or a case that nobody is known for: a whole 身分證字號 or 自訂帳號, or a name, followed
 * by words of the agency where there are many. An act of the agent, recorded with its purpose and by ids only.
 *
 * @throws Refusal `not-agent`
 */
export async function lookUpAnybody(
  parts: Pick<Context, "store" | "clock" | "secrets">,
  actor: Actor,
  { query, purpose, ticketId = null }: { query: string; purpose: TicketKind; ticketId?: string | null },
): Promise<FoundPeople> {
  const { store, clock, secrets } = parts;
  const at = clock();
  const roles = actor.kind === "person" ? await store.people.rolesOf(actor.personId, at) : [];
  if (!roles.some(({ role }) => role === "agent")) throw deskError("not-agent");

  const hashes = nationalIdHashes(secrets, query);
  const matching = (
    hashes.length > 0 ? await byNationalId(store, hashes) : await byWords(store, query)
  ).filter((one) => one.status === "active");
  const shown = matching.slice(0, atMost);
  await store.commit({
    at,
    writes: [],
    audit: [
      {
        ...actorColumns(actor),
        act: "people.looked-up",
        ticketId,
        personId: shown.length === 1 ? shown[0]?.id : null,
        detail: {
          purpose,
          by: hashes.length > 0 ? "national-id" : "name-or-account",
          found: shown.map((one) => one.id),
        },
      },
    ],
  });
  const open = await store.tickets.openOfAll(shown.map((one) => one.id));
  const people = shown.map((one) => ({ ...matchOf(one), openTicket: open.get(one.id)?.number ?? null }));
  return { people, more: matching.length > atMost };
}

async function byNationalId(store: Store, hashes: string[]): Promise<PersonWithAgency[]> {
  const person = await store.people.byNationalId(hashes);
  return person ? [person] : [];
}

/** The first word is of the person, the others of the agency: 王明 警政署. */
async function byWords(store: Store, query: string): Promise<PersonWithAgency[]> {
  const [name = "", ...agency] = query.normalize("NFKC").replaceAll("台", "臺").trim().split(/\s+/);
  const found = await store.people.search(name, null, agency.length > 0 ? 500 : atMost + 1);
  const inAgency = (one: PersonWithAgency) =>
    agency.every((word) => one.agencyName.replaceAll("台", "臺").includes(word));
  return found.filter(inAgency);
}
