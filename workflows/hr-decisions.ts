import type { TicketRow } from "../db/reads/tickets";
import type { Actor } from "./actor";
import { findAuthority, findFacts } from "./authority";
import { personIdOf, scopeOf, type HrParts } from "./hr-office";
import { recentChangesOf, maskAddress, type RecentChange } from "./hr-people";
import { restore } from "./machines";
import { pathPicture, type PictureStep } from "./path-picture";
import { Refusal } from "./refusal";
import { firstBreak } from "./rules";
import type { Claims, HistoryRow, Ticket } from "../db/reads/tickets";
import type { EventType, TicketContext } from "./types";

/** What an HR actor may do on a ticket; each has its own resource in the app. */
export const hrActs = ["APPROVE", "RETURN", "CONFIRM_SECOND", "REFUSE_SECOND", "REISSUE", "HAND_OVER"] as const;
export type HrAct = (typeof hrActs)[number];

/** What waits, by what it waits for. */
export const waitings = ["decision", "confirmation", "second-person", "delivery"] as const;
export type Waiting = (typeof waitings)[number];

export interface PendingCase {
  ticket: TicketRow;
  waiting: Waiting;
  /** Who has to decide by now, since the case has come up. */
  escalation: TicketContext["escalation"];
  /** Who has acted so far, by name. */
  before: string[];
  /** Why this actor may not act, where another person must. */
  shut: string | null;
}

export interface TicketForHr {
  ticket: Ticket;
  claims: Claims | null;
  /** The person on record, with the address masked. */
  person: {
    id: string;
    name: string;
    agencyName: string;
    unit: string | null;
    title: string | null;
    account: string | null;
    nationalIdMasked: string;
    email: string | null;
    officePhone: string | null;
    extension: string | null;
  };
  agencyClaimed: string | null;
  recentChanges: RecentChange[];
  history: (HistoryRow & { actorName: string | null })[];
  picture: PictureStep[];
  /** Why each act is refused to this actor now; absent means allowed. */
  refused: Partial<Record<HrAct, string>>;
  disableOldPassword: boolean;
}

const states: Record<string, Waiting> = {
  awaitingDecision: "decision",
  awaitingConfirmation: "confirmation",
  awaitingSecondPerson: "second-person",
  "passwordHandover.undeliverable": "delivery",
  "passwordHandover.lapsed": "delivery",
  "passwordHandover.locked": "delivery",
};

const acts: Record<Waiting, EventType> = {
  decision: "APPROVE",
  confirmation: "APPROVE",
  "second-person": "CONFIRM_SECOND",
  delivery: "REISSUE",
};

/** Refusals that mean the case is none of this actor's business, rather than one for another of the same office. */
const elsewhere: readonly string[] = ["not-hr", "another-agency", "upward", "delegation-expired"];

/**
 * What waits for HR in the actor's agencies, what came up to the actor included; most urgent first. Cases that the actor
 * may not act on, such as an own one, say why.
 *
 * @throws Refusal `not-hr`, `delegation-expired`
 */
export async function pendingFor(parts: HrParts, actor: Actor): Promise<PendingCase[]> {
  const { store, desk } = parts;
  const { served, above } = await scopeOf(parts, actor);
  const tickets = await store.tickets.pendingAt([...served, ...above], Object.keys(states));
  const cases = await Promise.all(
    tickets.map(async (ticket): Promise<PendingCase | null> => {
      const waiting = states[ticket.state];
      if (waiting === undefined) return null;
      const act = acts[waiting];
      const shut = (await desk.refusals(ticket.number, actor, [act]))[act] ?? null;
      if (shut !== null && elsewhere.includes(shut)) return null;
      const { escalation, involved } = ticket.snapshot.context as TicketContext;
      const people = await store.people.byIds(involved.map((one) => one.personId));
      const before = involved.flatMap((one) => people.get(one.personId)?.name ?? []);
      return { ticket, waiting, escalation, before, shut };
    }),
  );
  return cases.filter((one) => one !== null);
}

/**
 * A ticket with everything HR decides by.
 *
 * @throws Refusal `no-such-ticket`, or why the case is none of this actor's
 */
export async function ticketForHr(parts: HrParts, actor: Actor, number: string): Promise<TicketForHr> {
  const { store, desk, clock } = parts;
  const viewerId = personIdOf(actor);
  const at = clock();
  const ticket = await store.tickets.byNumber(number);
  if (!ticket) throw new Refusal("no-such-ticket");
  const { context } = restore(ticket.path, ticket.snapshot);
  const { subject } = context;
  const { facts: actorFacts } = await findAuthority(store, actor, { ticket, subject, at });
  const event = { type: "NOTE", text: "", at, actor: actorFacts, facts: await findFacts(store, subject, at) } as const;
  const broken = firstBreak(["nobody-for-themselves", "hr-in-scope", "subject-known"], { context, event });
  if (broken) throw new Refusal(broken.code);

  const person = await store.people.byId(subject?.personId ?? "");
  if (!person) throw new Refusal("no-subject");
  const rows = await store.tickets.historyOf(ticket.id);
  const names = await store.people.byIds(rows.flatMap((row) => row.actorId ?? []));
  const claims = (await store.tickets.claimsOf(ticket.id)) ?? null;
  return {
    ticket,
    claims,
    agencyClaimed: claims?.agencyId ? ((await store.agencies.byId(claims.agencyId))?.fullName ?? null) : null,
    person: {
      id: person.id,
      name: person.name,
      agencyName: person.agencyName,
      unit: person.unit,
      title: person.title,
      account: person.account,
      nationalIdMasked: person.nationalIdMasked,
      email: person.email === null ? null : maskAddress(person.email),
      officePhone: person.officePhone,
      extension: person.extension,
    },
    recentChanges: await recentChangesOf(parts, person.id, viewerId),
    history: rows.map((row) => ({ ...row, actorName: names.get(row.actorId ?? "")?.name ?? null })),
    picture: pathPicture(ticket, rows),
    refused: await desk.refusals(number, actor, [...hrActs]),
    disableOldPassword: context.disableOldPassword,
  };
}
