import type { Claims, Ticket, TicketRow } from "../../db/queries/tickets";
import type { Locale } from "../../language/locale";
import type { Actor } from "../desk/actor";
import type { Context } from "../desk/context";
import { refusalsOf } from "../desk/allowed";
import { findAuthority, findFacts } from "../desk/authority";
import { concernedBy, readFacts } from "../desk/facts";
import { personIdOf, scopeOf } from "./office";
import { historyLines, peopleNamedIn, type HistoryLine } from "../reading/history-words";
import { isUnconfirmed } from "../desk/address-standing";
import {
  changeView,
  handsOf,
  maskAddress,
  matchOf,
  recentAmong,
  type PersonMatch,
  type RecentChange,
} from "./people";
import { actsBy, type ActsBy } from "../machines/acts";
import { restore, stateName, step } from "../machines/machines";
import { pathPicture, type PictureStep } from "../machines/path-line";
import { deskError } from "../desk/refusal";
import { firstBreak } from "../machines/rules";
import { contextOf } from "../machines/stored";
import { factsOf, recordLook } from "../reading/ticket-reading";
import type { EventType, TicketContext } from "../machines/types";

/** What an HR actor may do on a ticket; each has its own resource in the app. */
export const hrActs = actsBy("hr");
export type HrAct = ActsBy<"hr">;

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
  refusal: string | null;
}

export interface TicketForHr {
  ticket: Omit<Ticket, "snapshot">;
  claims:
    | (Pick<Claims, "name" | "account" | "nationalIdMasked" | "contact" | "story"> & {
        agencyName: string | null;
      })
    | null;
  person: PersonMatch & {
    email: string | null;
    /** Recorded, but nobody who reads its mail has confirmed it yet. */
    unconfirmed: boolean;
    officePhone: string | null;
    extension: string | null;
    hasPassword: boolean;
  };
  recentChanges: RecentChange[];
  lines: HistoryLine[];
  steps: PictureStep[];
  /** Who has to decide by now, while it waits for a decision and has come up. */
  escalation: TicketContext["escalation"];
  /** Until when the mailed temporary password may be used. */
  expiresAt: number | null;
  disableOldPassword: boolean;
  /** Why each act is refused to this actor now; absent means allowed, `not-now` that the case is elsewhere. */
  refused: Partial<Record<HrAct, string>>;
  /** Where an approval by this actor would lead; null where it is refused. */
  approvalLeadsTo: string | null;
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
export async function pendingFor(
  parts: Pick<Context, "store" | "clock">,
  actor: Actor,
): Promise<PendingCase[]> {
  const { store } = parts;
  const { served, above, facts: own } = await scopeOf(parts, actor);
  const tickets = await store.tickets.pendingAt([...served, ...above], Object.keys(states));
  const subjects = tickets.map((ticket) => contextOf(ticket).subject);
  const facts = await readFacts(store, own.at, concernedBy([actor], subjects), own);
  const people = await store.people.byIds(
    tickets.flatMap((ticket) => contextOf(ticket).involved.flatMap((one) => one.personId ?? [])),
  );
  return tickets.flatMap((ticket): PendingCase[] => {
    const waiting = states[ticket.state];
    if (waiting === undefined) return [];
    const act = acts[waiting];
    const refusal = refusalsOf(facts, ticket, actor, [act])[act] ?? null;
    if (refusal !== null && elsewhere.includes(refusal)) return [];
    const { escalation, involved } = contextOf(ticket);
    const before = involved.flatMap((one) => people.get(one.personId ?? "")?.name ?? []);
    return [{ ticket, waiting, escalation, before, refusal }];
  });
}

/**
 * A ticket with everything HR decides by; a look at the person it is about, recorded as one.
 *
 * @throws Refusal `no-such-ticket`, or why the case is none of this actor's
 */
export async function ticketForHr(
  parts: Pick<Context, "store" | "clock">,
  actor: Actor,
  { number, locale }: { number: string; locale: Locale },
): Promise<TicketForHr> {
  const { store } = parts;
  const found = await store.tickets.byNumber(number);
  if (!found) throw deskError("no-such-ticket");
  const { snapshot: _, ...ticket } = found;
  const snapshot = restore(found);
  const { subject, expiresAt, disableOldPassword, escalation } = snapshot.context;
  const facts = await factsOf(parts, actor, found);
  const { at } = facts;
  const approval = {
    type: "APPROVE",
    disableOldPassword: false,
    at,
    actor: findAuthority(facts, actor, { ticket, subject }).facts,
    facts: findFacts(facts, subject),
  } as const;
  const broken = firstBreak(["subjectKnown", "nobodyForThemselves", "hrInScope"], {
    context: snapshot.context,
    event: approval,
  });
  if (broken) throw deskError(broken.code);
  const person = facts.people.get(subject?.personId ?? "");
  if (!person) throw deskError("no-subject");
  await recordLook(parts, actor, ticket);

  const rows = await store.tickets.historyOf(ticket.id);
  const changes = facts.changes.get(person.id) ?? [];
  const recent = recentAmong(changes, at);
  const names = await store.people.byIds([...peopleNamedIn(rows), ...recent.flatMap(handsOf)]);
  const refused = refusalsOf(facts, found, actor, hrActs);
  const isDecided = acts[states[found.state] ?? "delivery"] !== "APPROVE";
  return {
    ticket,
    claims: ticket.channel === "hr" ? null : await claimsOf(parts, ticket.id),
    person: {
      ...matchOf(person),
      email: person.email === null ? null : maskAddress(person.email),
      unconfirmed: await isUnconfirmed(store, person, changes),
      officePhone: person.officePhone,
      extension: person.extension,
      hasPassword: person.passwordHash !== null,
    },
    recentChanges: recent.map((one) => changeView(one, names, personIdOf(actor))),
    lines: historyLines(rows, locale, (id) => names.get(id)?.name),
    steps: pathPicture(found, rows),
    escalation: isDecided ? "supervisor" : escalation,
    expiresAt,
    disableOldPassword,
    refused,
    approvalLeadsTo:
      refused.APPROVE === undefined ? stateName(step(found.path, snapshot, approval).snapshot) : null,
  };
}

async function claimsOf({ store }: Pick<Context, "store">, ticketId: string): Promise<TicketForHr["claims"]> {
  const claims = await store.tickets.claimsOf(ticketId);
  if (!claims) return null;
  const { name, account, nationalIdMasked, contact, story, agencyName } = claims;
  return { name, account, nationalIdMasked, contact, story, agencyName };
}
