import type { Actor } from "../desk/actor";
import { subjectOf } from "../desk/authority";
import { readFacts } from "../desk/facts";
import type { Desk, Outcome } from "../desk/desk";
import type { Idempotency } from "../desk/idempotency";
import { isRefusal, deskError } from "../desk/refusal";
import type { Context } from "../desk/context";

/**
 * Says whom a case is about. Where that person has an open case already, this one joins it: an account has at most one.
 *
 * @returns the case to go on with
 * @throws Refusal `no-such-person`, or why the machine refuses
 */
export async function identify(
  { store, desk, clock }: Pick<Context, "store" | "desk" | "clock">,
  actor: Actor,
  { number, personId }: { number: string; personId: string },
  idempotency?: Idempotency,
): Promise<Outcome> {
  const facts = await readFacts(store, clock(), { subjects: [personId] });
  const active = facts.people.get(personId)?.status === "active";
  const subject = active ? subjectOf(facts, personId) : null;
  if (!subject) throw deskError("no-such-person");
  const open = await store.tickets.openOf(personId);
  if (open && open.number !== number) return join(desk, actor, { number, into: open.number }, idempotency);
  try {
    return await desk.act(number, { type: "IDENTIFY", subject }, actor, { idempotency, facts });
  } catch (error) {
    const quicker =
      isRefusal(error) && error.code === "another-ticket-open" ? await store.tickets.openOf(personId) : null;
    if (!quicker) throw error;
    return join(desk, actor, { number, into: quicker.number }, idempotency);
  }
}

async function join(
  desk: Desk,
  actor: Actor,
  { number, into }: { number: string; into: string },
  idempotency: Idempotency | undefined,
): Promise<Outcome> {
  const outcome = await desk.act(number, { type: "JOIN", into }, actor, { idempotency });
  if (!outcome.replayed) await desk.act(into, { type: "JOINED_BY", number }, actor).catch(onlyRefusals);
  return { ...outcome, number: into };
}

/** The other case may have closed meanwhile; the joining stands all the same. */
function onlyRefusals(error: unknown): void {
  if (!isRefusal(error)) throw error;
}
