import { sealClaimedNationalId } from "../../accounts/identity/kept-national-id";
import { insert, isChangeRefused, type NewTicket, type NewRow } from "../../db/change";
import { newId } from "../../db/ids";
import type { Ticket } from "../../db/queries/tickets";
import { eventTypes } from "../machines/acts";
import { stateName } from "../machines/machines";
import { contextOf } from "../machines/stored";
import type { CallerPolicy, Claim, EventType, TicketAct, TicketInput } from "../machines/types";
import type { Actor } from "./actor";
import { cardOf, createSteps, subjectNamedBy } from "./advance";
import { mayOpen, readingOf, refusalsOf } from "./allowed";
import { subjectOf } from "./authority";
import type { Context } from "./context";
import type { ActOn, ActOptions, Desk, Opening, Outcome } from "./desk";
import { concernedBy, concernedByAll, readFacts, type FactSet } from "./facts";
import { firstOn } from "./first";
import { once, remember } from "./idempotency";
import { auditRows, historyRows, movedRows, progressOf, ticketColumns, type Moved } from "./progress";
import { isRefusal, deskError } from "./refusal";
import { ticketNumberPrefix } from "./ticket-number";

const tries = 5;
const defaultPolicy: CallerPolicy = {
  mandatory: ["call-back"],
  facts: ["joined-month", "manager-name", "national-id-tail"],
  factsNeeded: 2,
};

/** What several tickets' machines decided on at one instant. */
interface Decided {
  at: number;
  moved: readonly Moved[];
  leftOut: string[];
}

/** The one way in: open a ticket, act on tickets. Each act is decided purely and committed once, on however many tickets. */
export function createDesk(parts: Omit<Context, "desk" | "wait" | "lanes">): Desk {
  const { store, clock, random, secrets } = parts;
  const { advance, started } = createSteps(parts);

  return { open, act, actTogether, allowedEvents };

  async function open(opening: Opening, actor: Actor, options: ActOptions = {}): Promise<Outcome> {
    const opened = await once(store, actor, options.idempotency, () => begun(opening, actor, options));
    return opened.replayed ? numbered(opened) : opened;
  }

  async function begun(opening: Opening, actor: Actor, options: ActOptions): Promise<Outcome> {
    const at = options.facts?.at ?? clock();
    const ticketId = newId(random);
    const { personId } = opening;
    const concerned = concernedBy([actor, opening.thenBy], []);
    if (personId !== null) concerned.subjects.push(personId);
    const facts = await readFacts(store, at, concerned, options.facts);
    const subject = personId === null ? null : subjectOf(facts, personId);
    if (personId !== null && subject === null) throw deskError("no-such-person");
    const refused = mayOpen(facts, actor, subject);
    if (refused) throw deskError(refused);

    const input: TicketInput = {
      kind: opening.kind,
      channel: opening.channel,
      subject,
      policy: await callerPolicy(),
    };
    const progress = await started(opening.path, input, {
      ticketId,
      actor,
      facts,
      dueAt: null,
      pausedMinutes: null,
      previousPath: null,
    });
    for (const one of opening.then ?? [])
      await advance(progress, one, { ticketId, actor: opening.thenBy ?? actor, facts });

    const agencyId = subject?.agencyId ?? opening.claim.agencyId;
    const { snapshot } = progress;
    const newTicket: NewTicket = {
      op: "openTicket",
      numberPrefix: ticketNumberPrefix(at),
      row: {
        id: ticketId,
        channel: opening.channel,
        agencyId,
        applicantName: opening.claim.name,
        locale: opening.claim.locale,
        openedAt: at,
        ...ticketColumns(progress, at),
        version: progress.entries.length,
      },
    };
    const writes = [
      ...progress.witnesses,
      newTicket,
      insert("claims", { ...claimRow(ticketId, opening.claim), unmatchedSince: opening.toMatch ? at : null }),
      ...historyRows(ticketId, actor, at, 0, progress.entries),
      ...progress.writes,
      ...(opening.alongside?.(ticketId) ?? []),
      ...(options.alongside ?? []),
    ];
    const outcome = {
      ticketId,
      state: stateName(snapshot),
      version: progress.entries.length,
      replayed: false,
    };
    return remember<Outcome>(store, actor, options.idempotency, at, async (record) => {
      const committed = await store
        .commit({
          at,
          countsAges: true,
          writes: [...record({ ...outcome, number: "" }), ...writes],
          audit: auditRows(ticketId, actor, progress, 0),
        })
        .catch(translate);
      return { ...outcome, number: committed.numbers.get(ticketId) ?? "" };
    });
  }

  /** The number is given out inside the commit, so a repeated call finds it by the ticket. */
  async function numbered(outcome: Outcome): Promise<Outcome> {
    const ticket = await store.tickets.byId(outcome.ticketId);
    return { ...outcome, number: ticket?.number ?? "", replayed: true };
  }

  function act(number: string, wanted: TicketAct, actor: Actor, options?: ActOptions): Promise<Outcome> {
    return actTogether([{ number, act: wanted }], actor, options);
  }

  function actTogether(acts: readonly ActOn[], actor: Actor, options: ActOptions = {}): Promise<Outcome> {
    return once(store, actor, options.idempotency, async () => {
      const issuesSeen = new Map<string, number>();
      for (let attempt = 0; attempt < tries; attempt += 1) {
        const facts = attempt === 0 ? options.facts : undefined;
        const decided = await decide(acts, actor, { facts, issuesSeen });
        try {
          return await commit(decided, actor, options);
        } catch (error) {
          if (!isChangeRefused(error, "version-moved") && !isChangeRefused(error, "authority-changed"))
            translate(error);
        }
      }
      throw deskError("busy");
    });
  }

  /** Has each ticket's machine decide on its own act, all on facts of one instant; nothing is written here. */
  async function decide(
    acts: readonly ActOn[],
    actor: Actor,
    { facts: given, issuesSeen }: { facts: FactSet | undefined; issuesSeen: Map<string, number> },
  ): Promise<Decided> {
    const at = given?.at ?? clock();
    const moving: (ActOn & Moved)[] = [];
    for (const one of acts) {
      const ticket = await store.tickets.byNumber(one.number);
      if (!ticket) throw deskError("no-such-ticket");
      moving.push({ ...one, ticket, actor: one.by ?? actor, progress: progressOf(ticket) });
    }
    const facts = await readFacts(store, at, concernedByAll(moving.map(concernedByAct)), given);
    const leftOut: string[] = [];
    for (const { act: wanted, mayBeLeftOut, ...moved } of moving) {
      const { ticket, progress } = moved;
      const { issue } = progress.snapshot.context;
      const issueSeen = issuesSeen.get(ticket.id) ?? issue;
      issuesSeen.set(ticket.id, issueSeen);
      try {
        await advance(progress, wanted, { ticketId: ticket.id, actor: moved.actor, facts });
      } catch (error) {
        if (!mayBeLeftOut || !isRefusal(error)) await sayWhy(error, { facts, actor: moved.actor, ticket });
        leftOut.push(ticket.number);
      }
      // Somebody issued a password while this act was under way: another would kill it before it is read.
      if (issue !== issueSeen && progress.snapshot.context.issue > issue)
        throw deskError("not-now", await firstOn(store, ticket.id));
    }
    return { at, moved: moving, leftOut };
  }

  /** Writes down what was decided, on however many tickets. */
  async function commit(
    { at, moved, leftOut }: Decided,
    actor: Actor,
    { idempotency, before = [], alongside = [], audit = [] }: ActOptions,
  ): Promise<Outcome> {
    const last = moved.at(-1);
    if (!last) throw new RangeError("an act is on one ticket at least");
    const outcome: Outcome = {
      ticketId: last.ticket.id,
      number: last.ticket.number,
      state: stateName(last.progress.snapshot),
      version: last.ticket.version + last.progress.entries.length,
      replayed: false,
      ...(leftOut.length > 0 && { leftOut }),
    };
    return remember(store, actor, idempotency, at, async (record) => {
      await store.commit({
        at,
        countsAges: true,
        writes: [
          ...record(outcome),
          ...moved.flatMap(({ progress }) => progress.witnesses),
          ...before,
          ...moved.flatMap((one) => movedRows(one, at)),
          ...alongside,
        ],
        audit: [
          ...moved.flatMap((one) => auditRows(one.ticket.id, one.actor, one.progress, one.ticket.version)),
          ...audit,
        ],
      });
      return outcome;
    });
  }

  async function allowedEvents(number: string, actor: Actor): Promise<EventType[]> {
    const ticket = await store.tickets.byNumber(number);
    if (!ticket) throw deskError("no-such-ticket");
    const { subject, card } = contextOf(ticket);
    const facts = await readFacts(store, clock(), concernedBy([actor], [subject], card));
    const refused = refusalsOf(facts, ticket, actor, eventTypes);
    return eventTypes.filter((type) => refused[type] === undefined);
  }

  /**
   * Where an act comes too late, who was quicker belongs to the reason. Whoever may not read the case is told that and no
   * other reason: each would say where the case stands.
   */
  async function sayWhy(
    error: unknown,
    { facts, actor, ticket }: { facts: FactSet; actor: Actor; ticket: Ticket },
  ): Promise<never> {
    if (!isRefusal(error)) throw error;
    if (actor.kind === "person") readingOf(facts, actor, ticket);
    throw error.code === "not-now" ? deskError(error.code, await firstOn(store, ticket.id)) : error;
  }

  async function callerPolicy(): Promise<CallerPolicy> {
    return ((await store.records.setting("caller-policy")) as CallerPolicy | undefined) ?? defaultPolicy;
  }

  function claimRow(ticketId: string, claim: Claim): NewRow<"claims"> {
    const id = claim.nationalId === null ? null : sealClaimedNationalId(secrets, claim.nationalId);
    return {
      ticketId,
      agencyId: claim.agencyId,
      name: claim.name,
      account: claim.account,
      nationalIdSealed: id?.sealed ?? null,
      nationalIdMasked: id?.masked ?? null,
      contact: claim.contact,
      story: claim.story,
    };
  }
}

/** Whom one of several acts concerns. */
function concernedByAct({ act, actor, progress }: ActOn & Moved) {
  const { subject, card } = progress.snapshot.context;
  const concerned = concernedBy([actor], [subject, subjectNamedBy(act)], cardOf(act) ?? card);
  if (act.type === "REASSIGN") concerned.actors.push(act.to);
  return concerned;
}

function translate(error: unknown): never {
  if (isChangeRefused(error, "another-ticket-open")) throw deskError("another-ticket-open");
  if (isChangeRefused(error, "authority-changed")) throw deskError("authority-changed");
  if (isChangeRefused(error, "clock-behind")) throw deskError("clock-behind");
  throw error;
}
