import type { Actor } from "./actor";
import { findAuthority, findFacts, isAgent } from "./authority";
import { planEffects, type EffectContext } from "./effects";
import type { FactSet } from "./facts";
import { begin, refusalOf, stateName, step, type Step } from "../machines/machines";
import type { Progress } from "./progress";
import { deskError } from "./refusal";
import type { CardFacts, Subject, TicketAct, TicketEvent, TicketInput, TicketPath } from "../machines/types";

/** Who acts, on which ticket, and what is known of everybody concerned. */
interface Acting {
  ticketId: string;
  actor: Actor;
  facts: FactSet;
}

/** The pure step and what it means, gathered into a {@link Progress}; nothing is written here. */
export function createSteps(parts: EffectContext) {
  return { advance, started };

  /** Asks the machine, takes the step, and gathers what it means. A handover starts the next path in the same commit. */
  async function advance(
    progress: Progress,
    wanted: TicketAct,
    { ticketId, actor, facts }: Acting,
  ): Promise<void> {
    const { at } = facts;
    const about = subjectNamedBy(wanted) ?? progress.snapshot.context.subject;
    const card = cardOf(wanted) ?? progress.snapshot.context.card;
    const authority = findAuthority(facts, actor, { ticket: { id: ticketId }, subject: about, card });
    const event: TicketEvent = { ...wanted, at, actor: authority.facts, facts: findFacts(facts, about) };
    const refusal = refusalOf(progress.snapshot, event);
    if (refusal !== null) throw deskError(refusal);

    if (wanted.type === "REASSIGN" && !isAgent(facts, wanted.to)) throw deskError("not-agent");

    const fromState = stateName(progress.snapshot);
    const taken = step(progress.path, progress.snapshot, event);
    progress.witnesses.push(...authority.witnesses);
    progress.entries.push({
      path: progress.path,
      type: event.type,
      event: { ...event },
      fromState,
      toState: stateName(taken.snapshot),
    });
    await absorb(progress, taken, { ticketId, actor, facts, reason: reasonOf(wanted) });

    const { goesTo } = taken.snapshot.context;
    if (taken.snapshot.matches("handedOver") && goesTo !== null) {
      const {
        kind,
        channel,
        subject: carried,
        policy,
        involved,
        issue,
        deadlineIssue,
        card,
        keeper,
        resentAt,
        unread,
      } = taken.snapshot.context;
      const previousPath = progress.path;
      const next = await started(
        goesTo,
        {
          kind,
          channel,
          subject: carried,
          policy,
          involved,
          issue,
          deadlineIssue,
          resentAt,
          unread,
          card: goesTo === "agency-certificate" ? card : null,
          keeper,
        },
        { ticketId, actor, facts, dueAt: null, pausedMinutes: null, previousPath },
      );
      Object.assign(progress, {
        ...next,
        entries: [...progress.entries, ...next.entries],
        writes: [...progress.writes, ...next.writes],
        witnesses: progress.witnesses,
      });
    }
  }

  async function started(
    path: TicketPath,
    input: TicketInput,
    start: Acting & Pick<Progress, "dueAt" | "pausedMinutes" | "previousPath">,
  ): Promise<Progress> {
    const first = begin(path, input);
    const { dueAt, pausedMinutes, previousPath } = start;
    const progress: Progress = {
      dueAt,
      pausedMinutes,
      previousPath,
      path,
      snapshot: first.snapshot,
      entries: [],
      writes: [],
      witnesses: [],
    };
    progress.entries.push({
      path,
      type: "OPENED",
      event: { type: "OPENED", input },
      fromState: null,
      toState: stateName(first.snapshot),
    });
    await absorb(progress, first, { ...start, reason: null });
    return progress;
  }

  async function absorb(
    progress: Progress,
    { snapshot, effects }: Step,
    { ticketId, actor, facts, reason }: Acting & { reason: string | null },
  ): Promise<void> {
    const { dueAt, pausedMinutes } = progress;
    const plan = await planEffects(parts, effects, {
      ticketId,
      at: facts.at,
      facts,
      snapshot,
      reason,
      actorName: nameOf(actor, facts),
      dueAt,
      pausedMinutes,
    });
    progress.snapshot = snapshot;
    progress.writes.push(...plan.writes);
    progress.dueAt = plan.dueAt;
    progress.pausedMinutes = plan.pausedMinutes;
  }
}

/** Whom an act says the case is about from now on. */
export function subjectNamedBy(act: TicketAct): Subject | null {
  return act.type === "CHOOSE_PERSON" || act.type === "IDENTIFY" ? act.subject : null;
}

/** The card that an act brings along. */
export function cardOf(act: TicketAct): CardFacts | null {
  return act.type === "HAND_OVER" ? (act.card ?? null) : null;
}

function nameOf(actor: Actor, { people }: FactSet): string | null {
  if (actor.kind === "console") return actor.operator;
  return actor.kind === "person" ? (people.get(actor.personId)?.name ?? null) : null;
}

function reasonOf(act: TicketAct): string | null {
  if ("reason" in act) return act.reason;
  if ("text" in act) return act.text;
  return "response" in act ? act.response : null;
}
