import type { Actor } from "../desk/actor";
import { subjectOf } from "../desk/authority";
import { readFacts } from "../desk/facts";
import type { ActOptions, Desk, Outcome } from "../desk/desk";
import { once } from "../desk/idempotency";
import { stillAbout, withOpenCase } from "../desk/open-case";
import { deskError } from "../desk/refusal";
import type { Context } from "../desk/context";

/**
 * Says whom a case is about. Where that person has an open case already, this one joins it, and both are one commit: an
 * account has at most one.
 *
 * @returns the case to go on with
 * @throws Refusal `no-such-person`, or why the machine refuses
 */
export async function identify(
  { store, desk, clock }: Pick<Context, "store" | "desk" | "clock">,
  actor: Actor,
  { number, personId }: { number: string; personId: string },
  options: Pick<ActOptions, "idempotency" | "alongside"> = {},
): Promise<Outcome> {
  return once(store, actor, options.idempotency, () =>
    withOpenCase(store, personId, async (open) => {
      const facts = await readFacts(store, clock(), { subjects: [personId] });
      const active = facts.people.get(personId)?.status === "active";
      const subject = active ? subjectOf(facts, personId) : null;
      if (!subject) throw deskError("no-such-person");
      if (!open || open.number === number)
        return desk.act(number, { type: "IDENTIFY", subject }, actor, { ...options, facts });
      const both: Parameters<Desk["actTogether"]>[0] = [
        { number, act: { type: "JOIN", into: open.number } },
        { number: open.number, act: { type: "JOINED_BY", number } },
      ];
      return desk.actTogether(both, actor, { ...options, facts, before: [stillAbout(personId, open)] });
    }),
  );
}
