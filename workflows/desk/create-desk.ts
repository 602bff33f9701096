import { sealClaimedNationalId } from "../../accounts/identity/kept-national-id";
import { insert, isChangeRefused, update, type NewTicket, type NewRow } from "../../db/change";
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
import type { ActOptions, Desk, Opening, Outcome } from "./desk";
import { concernedBy, readFacts, type FactSet } from "./facts";
import { firstOn } from "./first";
import { recall, remember } from "./idempotency";
import { auditRows, historyRows, progressOf, ticketColumns } from "./progress";
import { isRefusal, deskError } from "./refusal";
import { ticketNumberPrefix } from "./ticket-number";

const tries = 5;
const defaultPolicy: CallerPolicy = {
  mandatory: ["call-back"],
  facts: ["joined-month", "manager-name", "national-id-tail"],
  factsNeeded: 2,
};

/** The one way in: open a ticket, act on a ticket. Each is decided purely and committed once. */
export function createDesk(parts: Omit<Context, "desk" | "wait" | "lanes">): Desk {
  const { store, clock, random, secrets } = parts;
  const { advance, started } = createSteps(parts);

  return { open, act, allowedEvents };

  async function open(opening: Opening, actor: Actor, options: ActOptions = {}): Promise<Outcome> {
    const recalled = await recall<Outcome>(store, actor, options.idempotency);
    if (recalled) return numbered(recalled);

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
    const opened = await remember<Outcome>(store, actor, options.idempotency, at, async (record) => {
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
    return opened.replayed ? numbered(opened) : opened;
  }

  /** The number is given out inside the commit, so a repeated call finds it by the ticket. */
  async function numbered(outcome: Outcome): Promise<Outcome> {
    const ticket = await store.tickets.byId(outcome.ticketId);
    return { ...outcome, number: ticket?.number ?? "", replayed: true };
  }

  async function act(
    number: string,
    wanted: TicketAct,
    actor: Actor,
    options: ActOptions = {},
  ): Promise<Outcome> {
    const recalled = await recall<Outcome>(store, actor, options.idempotency);
    if (recalled) return { ...recalled, replayed: true };

    let issueSeen: number | undefined;
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const given = attempt === 0 ? options.facts : undefined;
      const at = given?.at ?? clock();
      const ticket = await store.tickets.byNumber(number);
      if (!ticket) throw deskError("no-such-ticket");
      const progress = progressOf(ticket);
      const { subject, card, issue } = progress.snapshot.context;
      issueSeen ??= issue;
      const concerned = concernedBy([actor], [subject, subjectNamedBy(wanted)], cardOf(wanted) ?? card);
      if (wanted.type === "REASSIGN") concerned.actors.push(wanted.to);
      const facts = await readFacts(store, at, concerned, given);
      await advance(progress, wanted, { ticketId: ticket.id, actor, facts }).catch((error: unknown) =>
        sayWhy(error, { facts, actor, ticket }),
      );
      // Somebody issued a password while this act was under way: another would kill it before it is read.
      if (issue !== issueSeen && progress.snapshot.context.issue > issue)
        throw deskError("not-now", await firstOn(store, ticket.id));

      const version = ticket.version + progress.entries.length;
      const outcome = {
        ticketId: ticket.id,
        number,
        state: stateName(progress.snapshot),
        version,
        replayed: false,
      };
      const writes = [
        ...progress.witnesses,
        ...(options.before ?? []),
        update(
          "tickets",
          { id: ticket.id, version: ticket.version },
          { ...ticketColumns(progress, at), version },
          "version-moved",
        ),
        ...historyRows(ticket.id, actor, at, ticket.version, progress.entries),
        ...progress.writes,
        ...(options.alongside ?? []),
      ];
      try {
        return await remember<Outcome>(store, actor, options.idempotency, at, async (record) => {
          await store.commit({
            at,
            countsAges: true,
            writes: [...record(outcome), ...writes],
            audit: [...auditRows(ticket.id, actor, progress, ticket.version), ...(options.audit ?? [])],
          });
          return outcome;
        });
      } catch (error) {
        if (!isChangeRefused(error, "version-moved") && !isChangeRefused(error, "authority-changed"))
          translate(error);
      }
    }
    throw deskError("busy");
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

function translate(error: unknown): never {
  if (isChangeRefused(error, "another-ticket-open")) throw deskError("another-ticket-open");
  if (isChangeRefused(error, "authority-changed")) throw deskError("authority-changed");
  if (isChangeRefused(error, "clock-behind")) throw deskError("clock-behind");
  throw error;
}
