import { z } from "zod";
import type { PersonWithAgency } from "../../db/queries/people";
import type { WaitingChange } from "../../db/queries/waiting";
import type { Actor } from "../desk/actor";
import { restsOn } from "../desk/authority";
import type { Context } from "../desk/context";
import { recall, type Idempotency } from "../desk/idempotency";
import { deskError, isRefusal, type DeskRefusalCode } from "../desk/refusal";
import {
  agreeTo,
  giveBack,
  stateOf,
  stillWaiting,
  withdraw,
  type Plan,
  type WaitingState,
} from "../waiting/waiting";
import { personIdOf, requireStanding, scopeOf, standingOf, type Standing } from "./office";
import { maskAddress, matchOf, type PersonMatch } from "./people";
import { planRecord, proofs, recordFields, unitOf, type RecordChange } from "./records";

const kinds = ["record"] as const;
/** How long what is over stays in the lists, for whoever asked for it to see its end. */
const rememberedMs = 30 * 24 * 60 * 60_000;

type Parts = Pick<Context, "store" | "clock" | "random" | "secrets">;

const typedShape = z.object({ field: z.enum(recordFields), value: z.string(), proof: z.enum(proofs) });
/** Everybody whom the change rested on when it was typed. */
const basisShape = z.object({ restsOn: z.array(z.string()) });

/** A prepared change of a record, as HR sees it. */
export interface WaitingRecord {
  id: string;
  person: PersonMatch;
  /** What is typed; of a national ID what may be shown. */
  change: RecordChange;
  /** What it was typed over, an address masked; `null` where there was nothing. */
  before: string | null;
  askedBy: string;
  askedAt: number;
  expiresAt: number;
  state: WaitingState;
  decidedBy: string | null;
  decidedAt: number | null;
  /** Why it was returned. */
  reason: string | null;
  /** By the one who looks, who may withdraw it and cannot confirm it. */
  own: boolean;
}

export interface WaitingRecordForHr extends WaitingRecord {
  /** Why this actor cannot confirm it. */
  refusal: DeskRefusalCode | null;
}

/**
 * The prepared changes that wait in the actor's agencies, and what became of those of the actor's own.
 *
 * @throws Refusal `not-hr`, `delegation-expired`
 */
export async function recordsWaiting(
  parts: Pick<Context, "store" | "clock">,
  actor: Actor,
): Promise<{ waiting: WaitingRecord[]; own: WaitingRecord[] }> {
  const { store } = parts;
  const { served, facts } = await scopeOf(parts, actor);
  const { at } = facts;
  const askedBy = personIdOf(actor);
  const waiting = await store.waiting.waiting({ kinds, agencyIds: served }, at);
  const over = await store.waiting.over({ kinds, askedBy }, { since: at - rememberedMs, at });
  const views = await viewsOf(parts, [...waiting, ...over], askedBy, at);
  return {
    waiting: views.filter(({ state }) => state === "waiting"),
    own: views.filter(({ state, own }) => state !== "waiting" && own),
  };
}

/**
 * The prepared changes of one person that wait, for their page.
 *
 * @throws Refusal why the person is not within the actor's authority
 */
export async function recordsWaitingOf(
  parts: Pick<Context, "store" | "clock">,
  actor: Actor,
  personId: string,
): Promise<WaitingRecord[]> {
  const { at } = await requireStanding(parts, actor, personId);
  const waiting = await parts.store.waiting.waiting({ kinds, personId }, at);
  return viewsOf(parts, waiting, personIdOf(actor), at);
}

/**
 * One prepared change, waiting or over, with whether this actor may confirm it.
 *
 * @throws Refusal `no-such-change`, or why the person is not within the actor's authority
 */
export async function recordWaiting(
  parts: Pick<Context, "store" | "clock">,
  actor: Actor,
  id: string,
): Promise<WaitingRecordForHr> {
  const change = await parts.store.waiting.byId(id);
  if (change?.kind !== "record") throw deskError("no-such-change");
  const standing = await requireStanding(parts, actor, change.personId ?? "");
  const [view] = await viewsOf(parts, [change], personIdOf(actor), standing.at);
  if (!view) throw deskError("no-such-person");
  return { ...view, refusal: whyNotBy(standing, actor, change) };
}

/**
 * Confirms what `prepare` staff typed, which is recorded in the same commit as their and the confirmer's change.
 *
 * @throws Refusal `prepare-only` and the others of HR's authority; `same-person` to whoever prepared it; `record-moved`,
 *   `already-decided`, `change-lapsed`; what recording it would be refused for
 */
export async function confirmRecord(
  parts: Parts,
  actor: Actor,
  id: string,
  idempotency?: Idempotency,
): Promise<{ id: string }> {
  const recalled = await recall<{ id: string }>(parts.store, actor, idempotency);
  if (recalled) return recalled;
  const { change, standing } = await toDecide(parts, actor, id);
  const { person, at, facts, witnesses } = standing;
  const { writes, still, ...planned } = await planTyped(parts, person, change, at);
  const basis = [...basisShape.parse(change.typed).restsOn, ...restsOn(facts, personIdOf(actor))];
  const both = { restsOn: [...new Set(basis)], unit: unitOf(facts, actor) };
  const plan: Plan = {
    ...planned,
    writes: async (hands) => [still, ...(await writes({ ...hands, ...both }))],
  };
  const confirmer = { kind: "person", personId: personIdOf(actor) } as const;
  return agreeTo(parts, confirmer, change, { plan, witnesses, at }, idempotency);
}

/**
 * Returns it to whoever prepared it.
 *
 * @throws Refusal as {@link confirmRecord}; `reason-missing`
 */
export async function returnRecord(
  parts: Parts,
  actor: Actor,
  id: string,
  reason: string,
  idempotency?: Idempotency,
): Promise<{ id: string }> {
  const recalled = await recall<{ id: string }>(parts.store, actor, idempotency);
  if (recalled) return recalled;
  const { change, standing } = await toDecide(parts, actor, id);
  const { at, witnesses } = standing;
  const decider = { kind: "person", personId: personIdOf(actor) } as const;
  return giveBack(parts, decider, change, { reason, witnesses, at }, idempotency);
}

/** Takes back what the actor prepared. */
export const withdrawRecord = (
  parts: Parts,
  actor: Actor,
  id: string,
  idempotency?: Idempotency,
): Promise<{ id: string }> =>
  withdraw(parts, { kind: "person", personId: personIdOf(actor) }, id, kinds, idempotency);

async function toDecide(parts: Parts, actor: Actor, id: string) {
  const change = await stillWaiting(parts, id, kinds, parts.clock());
  const standing = await standingOf(parts, actor, change.personId ?? "");
  const refusal = whyNotBy(standing, actor, change);
  if (refusal !== null) throw deskError(refusal);
  return { change, standing };
}

/** A supervisor confirms as they would decide a case of this person, and never what they prepared themselves. */
function whyNotBy(standing: Standing, actor: Actor, change: WaitingChange): DeskRefusalCode | null {
  const broken = standing.breaks("nobodyForThemselves", "hrDecides");
  if (broken !== null) return broken;
  return change.askedBy === personIdOf(actor) ? "same-person" : null;
}

/** What was typed, planned anew. */
async function planTyped(
  parts: Parts,
  person: PersonWithAgency,
  { id, typed, typedSealed }: WaitingChange,
  at: number,
) {
  const { value, ...change } = typedShape.parse(typed);
  const whole = typedSealed === null ? value : parts.secrets.open(typedSealed, "national-id", id);
  try {
    return await planRecord(parts, person, { ...change, value: whole }, at);
  } catch (error) {
    // What was typed is on record by now: it came by another hand.
    if (isRefusal(error) && error.code === "unchanged") throw deskError("record-moved");
    throw error;
  }
}

async function viewsOf(
  { store }: Pick<Context, "store">,
  changes: readonly WaitingChange[],
  viewerId: string,
  at: number,
): Promise<WaitingRecord[]> {
  const people = await store.people.byIds(
    changes.flatMap(({ personId, askedBy, decidedBy }) =>
      [personId, askedBy, decidedBy].filter((id): id is string => id !== null),
    ),
  );
  return changes.flatMap((one) => {
    const person = people.get(one.personId ?? "");
    if (!person) return [];
    const change = typedShape.parse(one.typed);
    const { value: before } = beforeShape.parse(one.before);
    return {
      id: one.id,
      person: matchOf(person),
      change,
      before: before !== null && change.field === "email" ? maskAddress(before) : before,
      askedBy: people.get(one.askedBy)?.name ?? "",
      askedAt: one.askedAt,
      expiresAt: one.expiresAt,
      state: stateOf(one, at),
      decidedBy: one.decidedBy === null ? null : (people.get(one.decidedBy)?.name ?? ""),
      decidedAt: one.decidedAt,
      reason: one.decidedReason,
      own: one.askedBy === viewerId,
    };
  });
}

const beforeShape = z.object({ value: z.string().nullable() });
