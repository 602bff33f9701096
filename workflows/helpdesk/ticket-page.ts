import type { ClaimsWithAgency, Ticket } from "../../db/queries/tickets";
import type { Store } from "../../db/store";
import type { Locale } from "../../language/locale";
import type { Actor } from "../desk/actor";
import { refusalsOf } from "../desk/allowed";
import { isUnconfirmed } from "../desk/address-standing";
import { callerChecklist, type CallerChecklist } from "./caller-checks";
import { proofsOf, type Proof } from "../cards/evidence";
import { historyLines, peopleNamedIn, type HistoryLine } from "../reading/history-words";
import {
  changeView,
  handsOf,
  maskAddress,
  recentAmong,
  type PersonMatch,
  type RecentChange,
} from "../hr/people";
import type { RefusalCode } from "../machines/machines";
import { pathPicture, type PictureStep } from "../machines/path-line";
import { contextOf } from "../machines/stored";
import { deskError } from "../desk/refusal";
import { openToRead } from "../reading/ticket-reading";
import { actsBy, type ActsBy } from "../machines/acts";
import type { Context } from "../desk/context";

/** What an agent may do on a ticket. */
const deskActs = actsBy("agent");
export type DeskAct = ActsBy<"agent">;

/** The person on record, as far as staff may see. */
export interface PersonOnRecord extends PersonMatch {
  /** Masked. */
  email: string | null;
  /** Recorded, but nobody who reads its mail has confirmed it yet. */
  unconfirmed: boolean;
  officePhone: string | null;
  extension: string | null;
  lastLoginAt: number | null;
}

/** A ticket with everything an agent works by. */
export interface TicketForDesk {
  ticket: Omit<Ticket, "snapshot">;
  claims: Omit<ClaimsWithAgency, "nationalIdSealed"> | null;
  person: PersonOnRecord | null;
  assigneeName: string | null;
  agents: { id: string; name: string }[];
  recentChanges: RecentChange[];
  lines: HistoryLine[];
  steps: (PictureStep & { actorName: string | null })[];
  checklist: CallerChecklist;
  callTries: number;
  failures: number;
  expiresAt: number | null;
  nextCallAt: number | null;
  disableOldPassword: boolean;
  /** What an agency's card signed in this case. */
  proofs: Proof[];
  /** Why each act is refused to this actor now; absent means allowed, `not-now` that the case is elsewhere. */
  refused: Partial<Record<DeskAct, RefusalCode>>;
}

/**
 * Reads a ticket for the desk; a look at the person it is about, recorded as one.
 *
 * @throws Refusal `no-such-ticket`, `oneself` for the agent's own case, or why it may not be read
 */
export async function ticketForDesk(
  parts: Pick<Context, "store" | "clock">,
  actor: Actor & { kind: "person" },
  { number, locale }: { number: string; locale: Locale },
): Promise<TicketForDesk> {
  const { store } = parts;
  const found = await store.tickets.byNumber(number);
  if (!found) throw deskError("no-such-ticket");
  const { reading, facts } = await openToRead(parts, actor, found);
  if (reading !== "staff") throw deskError("oneself");

  const { snapshot: _, ...ticket } = found;
  const context = contextOf(found);
  const rows = await store.tickets.historyOf(ticket.id);
  const person = ticket.personId === null ? undefined : facts.people.get(ticket.personId);
  const changes = facts.changes.get(ticket.personId ?? "") ?? [];
  const recent = recentAmong(changes, facts.at);
  const agents = (await store.people.holders("agent", facts.at)).filter((one) => one.id !== ticket.personId);
  const named = await store.people.byIds([
    ...peopleNamedIn(rows),
    ...recent.flatMap(handsOf),
    ...(ticket.assigneeId ? [ticket.assigneeId] : []),
  ]);
  const nameOf = (id: string) => named.get(id)?.name;
  const claims = await claimsOf(store, ticket.id);
  const deadlines = await store.tickets.pendingDeadlines(ticket.id);
  return {
    ticket,
    claims,
    person: person
      ? {
          id: person.id,
          name: person.name,
          agencyName: person.agencyName,
          unit: person.unit,
          title: person.title,
          account: person.account,
          nationalIdMasked: person.nationalIdMasked,
          email: person.email === null ? null : maskAddress(person.email),
          unconfirmed: await isUnconfirmed(store, person, changes),
          officePhone: person.officePhone,
          extension: person.extension,
          lastLoginAt: person.lastLoginAt,
        }
      : null,
    assigneeName: ticket.assigneeId === null ? null : (nameOf(ticket.assigneeId) ?? null),
    agents: agents.map(({ id, name }) => ({ id, name })),
    recentChanges: recent.map((one) => changeView(one, named, actor.personId)),
    lines: historyLines(rows, locale, nameOf).map((line) =>
      line.seq === 1 ? { ...line, quote: claims?.story ?? null } : line,
    ),
    steps: pathPicture(found, rows).map((step) => ({
      ...step,
      actorName: step.actorId === null ? null : (nameOf(step.actorId) ?? null),
    })),
    checklist: callerChecklist(context, ticket.assigneeId === actor.personId ? person : undefined),
    callTries: context.callTries,
    failures: context.failures,
    expiresAt: context.expiresAt,
    nextCallAt: deadlines.find((one) => one.name === "call-back")?.dueAt ?? null,
    disableOldPassword: context.disableOldPassword,
    proofs: await proofsOf(store, ticket.id),
    refused: refusalsOf(facts, found, actor, deskActs),
  };
}

async function claimsOf(store: Store, ticketId: string): Promise<TicketForDesk["claims"]> {
  const claims = await store.tickets.claimsOf(ticketId);
  if (!claims) return null;
  const { nationalIdSealed: _, ...shown } = claims;
  return shown;
}
