import type { HistoryRow } from "../../db/queries/tickets";
import type { Actor } from "./actor";
import { findAuthority, findFacts, isAgent } from "./authority";
import type { EffectParts } from "./effect-situation";
import { planEffects } from "./effects";
import { begin, refusalOf, stateName, step, type Step } from "../machines/machines";
import type { Progress } from "./progress";
import { Refusal, type First } from "./refusal";
import type { TicketAct, TicketEvent, TicketInput, TicketPath } from "../machines/types";

/** The pure step and what it means, gathered into a {@link Progress}; nothing is written here. */
export function createSteps(parts: EffectParts) {
  const { store } = parts;

  return { advance, started };

  /** Asks the machine, takes the step, and gathers what it means. A handover starts the next path in the same commit. */
  async function advance(
    progress: Progress,
    wanted: TicketAct,
    {
      ticketId,
      actor,
      at,
      last,
    }: { ticketId: string; actor: Actor; at: number; last: HistoryRow | null | undefined },
  ): Promise<void> {
    const { subject } = progress.snapshot.context;
    const about = wanted.type === "CHOOSE_PERSON" || wanted.type === "IDENTIFY" ? wanted.subject : subject;
    const { facts: actorFacts, witnesses } = await findAuthority(store, actor, {
      ticket: { id: ticketId },
      subject: about,
      at,
    });
    const event: TicketEvent = { ...wanted, at, actor: actorFacts, facts: await findFacts(store, about, at) };
    const refusal = refusalOf(progress.snapshot, event);
    if (refusal !== null)
      throw new Refusal(refusal, refusal === "not-now" && last ? await firstOf(last) : null);

    if (wanted.type === "REASSIGN" && !(await isAgent(store, wanted.to, at))) throw new Refusal("not-agent");

    const fromState = stateName(progress.snapshot);
    const taken = step(progress.path, progress.snapshot, event);
    progress.witnesses.push(...witnesses);
    progress.entries.push({
      path: progress.path,
      type: event.type,
      event: { ...event },
      fromState,
      toState: stateName(taken.snapshot),
    });
    await absorb(progress, taken, { ticketId, at, actor, reason: reasonOf(wanted) });

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
        { ticketId, at, actor, dueAt: null, pausedMinutes: null, previousPath },
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
    start: { ticketId: string; at: number; actor: Actor } & Pick<
      Progress,
      "dueAt" | "pausedMinutes" | "previousPath"
    >,
  ): Promise<Progress> {
    const first = begin(path, input);
    const progress: Progress = {
      ...start,
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
    { ticketId, at, actor, reason }: { ticketId: string; at: number; actor: Actor; reason: string | null },
  ): Promise<void> {
    const actorName = await nameOf(actor);
    const { dueAt, pausedMinutes } = progress;
    const plan = await planEffects(parts, effects, {
      ticketId,
      at,
      snapshot,
      reason,
      actorName,
      dueAt,
      pausedMinutes,
    });
    progress.snapshot = snapshot;
    progress.writes.push(...plan.writes);
    progress.dueAt = plan.dueAt;
    progress.pausedMinutes = plan.pausedMinutes;
  }

  async function nameOf(actor: Actor): Promise<string | null> {
    if (actor.kind === "console") return actor.operator;
    return actor.kind === "person" ? ((await store.people.byId(actor.personId))?.name ?? null) : null;
  }

  async function firstOf(row: HistoryRow): Promise<First> {
    const person = row.actorId === null ? undefined : await store.people.byId(row.actorId);
    return {
      type: row.type,
      actorKind: row.actorKind,
      actorId: row.actorId,
      actorName: person?.name ?? null,
      at: row.at,
    };
  }
}

function reasonOf(act: TicketAct): string | null {
  if ("reason" in act) return act.reason;
  if ("text" in act) return act.text;
  return "response" in act ? act.response : null;
}
