import { forbidRow, insert, update, type AuditEntry, type Write } from "../../db/change";
import { newId } from "../../db/ids";
import type { WaitingChange } from "../../db/queries/waiting";
import { actorColumns, type Actor } from "../desk/actor";
import type { Context } from "../desk/context";
import { recall, remember, type Idempotency } from "../desk/idempotency";
import { deskError, refuseChange, type DeskRefusalCode } from "../desk/refusal";

/** How long a change waits before it lapses: two weeks, so that a holiday does not end it. */
export const waitingMs = 14 * 24 * 60 * 60_000;

/** The two on whom a change rests that waited. */
export interface Hands {
  askedBy: string;
  agreedBy: string;
}

/** What a change would do as things are now; made when it is asked for, and anew when somebody agrees. */
export interface Plan {
  /** What it changes, by ids; of the same only one waits at a time. */
  about: string;
  personId: string | null;
  agencyId: string | null;
  /** What it is typed over. Where this has become something else, nobody can agree any more. */
  before: Record<string, unknown>;
  /** The rows of what it does. */
  writes: (hands: Hands, at: number) => Promise<Write[]> | Write[];
  /** The act that it is, once agreed to. */
  audit: Pick<AuditEntry, "act" | "detail">;
  /** Refusals that its rows may meet with in the commit. */
  refusals?: DeskRefusalCode[];
  /** What follows outside the database. */
  after?: () => Promise<void>;
}

/** A change asked for: its kind, and what was typed. */
export interface Asked {
  kind: WaitingChange["kind"];
  typed: Record<string, unknown>;
  /** Seals what must not lie open, for the row's id. */
  seal?: (id: string) => string;
  reason: string | null;
}

export interface Waits {
  /** The change that waits now. */
  waiting: string;
}

/** `lapsed` is nothing that is done: it is so from its instant on. */
export type WaitingState = WaitingChange["status"] | "lapsed";

/** How a change stands at an instant. */
export const stateOf = ({ status, expiresAt }: WaitingChange, at: number): WaitingState =>
  status === "waiting" && expiresAt <= at ? "lapsed" : status;

/**
 * Puts a change where it waits for a second person; nothing of it is done yet.
 *
 * @param witnesses the rows on which it rests that this actor may ask
 * @param told the mails to those who may agree
 * @throws Refusal `already-waiting` where one about the same waits
 */
export async function askFor(
  { store, random }: Pick<Context, "store" | "random">,
  actor: Extract<Actor, { kind: "person" }>,
  { kind, typed, seal, reason }: Asked,
  {
    plan,
    witnesses,
    told,
    at,
  }: { plan: Omit<Plan, "writes" | "after">; witnesses: Write[]; told: Write[]; at: number },
  idempotency?: Idempotency,
): Promise<Waits> {
  const id = newId(random);
  const { about, personId, agencyId, before } = plan;
  const writes = [
    ...witnesses,
    forbidRow(
      "waitingChanges",
      { kind, about, status: "waiting", expiresAt: { moreThan: at } },
      "already-waiting",
    ),
    insert("waitingChanges", {
      id,
      kind,
      about,
      personId,
      agencyId,
      typed,
      typedSealed: seal?.(id) ?? null,
      before,
      reason,
      askedBy: actor.personId,
      askedAt: at,
      expiresAt: at + waitingMs,
      status: "waiting",
    }),
    ...told,
  ];
  const audit = [
    {
      ...actorColumns(actor),
      act: "change.asked",
      personId,
      detail: { change: id, kind, ...plan.audit.detail },
    },
  ];
  return remember<Waits>(store, actor, idempotency, at, async (record) => {
    await store
      .commit({ at, countsAges: true, writes: [...record({ waiting: id }), ...writes], audit })
      .catch(refuseChange("already-waiting", "authority-changed", "clock-behind"));
    return { waiting: id };
  });
}

/**
 * A change that somebody may still decide on.
 *
 * @throws Refusal `no-such-change`, `already-decided`, `change-lapsed`
 */
export async function stillWaiting(
  { store }: Pick<Context, "store">,
  id: string,
  kinds: readonly WaitingChange["kind"][],
  at: number,
): Promise<WaitingChange> {
  const change = await store.waiting.byId(id);
  if (!change || !kinds.includes(change.kind)) throw deskError("no-such-change");
  const state = stateOf(change, at);
  if (state === "lapsed") throw deskError("change-lapsed");
  if (state !== "waiting") throw deskError("already-decided");
  return change;
}

/**
 * Agrees to a change, which is done in the same commit. Whoever calls has judged that this actor may.
 *
 * @throws Refusal `same-person` to whoever asked for it; `record-moved` where it was typed over something else than is so
 *   now; `already-decided` where somebody was quicker; and what its own rows meet with
 */
export async function agreeTo(
  { store }: Pick<Context, "store">,
  actor: Extract<Actor, { kind: "person" }>,
  change: WaitingChange,
  { plan, witnesses, at }: { plan: Plan; witnesses: Write[]; at: number },
  idempotency?: Idempotency,
): Promise<{ id: string }> {
  const { id, askedBy, kind } = change;
  if (askedBy === actor.personId) throw deskError("same-person");
  if (JSON.stringify(plan.before) !== JSON.stringify(change.before)) throw deskError("record-moved");
  const hands = { askedBy, agreedBy: actor.personId };
  // First, for whoever was quicker has changed the standing of everybody concerned, too.
  const writes = [decided(change, actor, "agreed", at), ...witnesses, ...(await plan.writes(hands, at))];
  const { act, detail } = plan.audit;
  const audit = [
    {
      ...actorColumns(actor),
      act,
      personId: plan.personId,
      detail: { change: id, kind, askedBy, ...detail },
    },
  ];
  const agreed = await remember<{ id: string }>(store, actor, idempotency, at, async (record) => {
    await store
      .commit({ at, countsAges: true, writes: [...record({ id }), ...writes], audit })
      .catch(refuseChange("already-decided", "authority-changed", "clock-behind", ...(plan.refusals ?? [])));
    return { id };
  });
  await plan.after?.();
  return agreed;
}

/**
 * Returns a change to whoever asked for it. Whoever calls has judged that this actor may.
 *
 * @throws Refusal `reason-missing`, `already-decided`
 */
export async function giveBack(
  { store }: Pick<Context, "store">,
  actor: Extract<Actor, { kind: "person" }>,
  change: WaitingChange,
  { reason, witnesses, at }: { reason: string; witnesses: Write[]; at: number },
  idempotency?: Idempotency,
): Promise<{ id: string }> {
  const why = reason.trim();
  if (why === "") throw deskError("reason-missing");
  return end({ store }, actor, change, { status: "returned", reason: why, witnesses, at }, idempotency);
}

/**
 * Takes back what one asked for oneself.
 *
 * @throws Refusal `no-such-change` for anybody else's, `already-decided`, `change-lapsed`
 */
export async function withdraw(
  { store, clock }: Pick<Context, "store" | "clock">,
  actor: Extract<Actor, { kind: "person" }>,
  id: string,
  kinds: readonly WaitingChange["kind"][],
  idempotency?: Idempotency,
): Promise<{ id: string }> {
  const recalled = await recall<{ id: string }>(store, actor, idempotency);
  if (recalled) return recalled;
  const at = clock();
  const change = await stillWaiting({ store }, id, kinds, at);
  if (change.askedBy !== actor.personId) throw deskError("no-such-change");
  return end({ store }, actor, change, { status: "withdrawn", reason: null, witnesses: [], at }, idempotency);
}

async function end(
  { store }: Pick<Context, "store">,
  actor: Extract<Actor, { kind: "person" }>,
  change: WaitingChange,
  {
    status,
    reason,
    witnesses,
    at,
  }: { status: "returned" | "withdrawn"; reason: string | null; witnesses: Write[]; at: number },
  idempotency?: Idempotency,
): Promise<{ id: string }> {
  const { id, kind, askedBy, personId } = change;
  const writes = [decided(change, actor, status, at, reason), ...witnesses];
  const detail = { change: id, kind, askedBy };
  const audit = [{ ...actorColumns(actor), act: `change.${status}`, personId, detail }];
  return remember<{ id: string }>(store, actor, idempotency, at, async (record) => {
    await store
      .commit({ at, writes: [...record({ id }), ...writes], audit })
      .catch(refuseChange("already-decided", "authority-changed"));
    return { id };
  });
}

const decided = (
  { id, expiresAt }: WaitingChange,
  { personId }: Extract<Actor, { kind: "person" }>,
  status: WaitingChange["status"],
  at: number,
  reason: string | null = null,
): Write =>
  update(
    "waitingChanges",
    { id, status: "waiting", expiresAt },
    { status, decidedBy: personId, decidedAt: at, decidedReason: reason },
    "already-decided",
  );
