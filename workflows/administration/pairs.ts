import type { OrderedMail } from "../../emails/templates/registry";
import type { Actor } from "../desk/actor";
import type { Context } from "../desk/context";
import { recall, type Idempotency } from "../desk/idempotency";
import { toAddressOf } from "../desk/notifications";
import { deskError } from "../desk/refusal";
import { planAddition, planRemoval, type TrustContext } from "../trust/trust-keeping";
import {
  agreeTo,
  askFor,
  giveBack,
  stillWaiting,
  waitingMs,
  withdraw,
  type Plan,
  type Waits,
} from "../waiting/waiting";
import { planParent } from "./agency-parent";
import { administratorOf, secondsFor } from "./administrators";
import { planGrant, planRevocation, planServiceEnd } from "./grants";
import { subjectOfPinned } from "./pair-views";
import { pairKinds, requestOf, whyNotBy, type PairKind, type PairRequest } from "./requests";

/** What administrators are done with: trust is kept in this process too. */
export interface PairContext extends Pick<Context, "store" | "clock" | "random">, TrustContext {}

const told: Record<PairKind, Extract<OrderedMail, { template: "change-waiting" }>["what"]> = {
  "role-grant": "role",
  "role-revocation": "role",
  "service-revocation": "role",
  "agency-parent": "agency",
  "trust-addition": "trust",
  "trust-removal": "trust",
};

/** What it would do as things are now, with what it is called. */
async function planOf(
  parts: PairContext,
  request: PairRequest,
  reason: string,
  at: number,
): Promise<Plan & { named: string }> {
  const { store } = parts;
  const nameOf = async (personId: string) => (await store.people.byId(personId))?.name ?? "";
  switch (request.kind) {
    case "role-grant": {
      const { writes, ...plan } = await planGrant(parts, request.typed, at);
      return {
        ...plan,
        named: await nameOf(plan.personId),
        writes: ({ askedBy, agreedBy }) => writes({ grantedBy: askedBy, agreedBy }),
      };
    }
    case "role-revocation": {
      const plan = await planRevocation(parts, request.typed, at);
      return {
        ...plan,
        named: await nameOf(plan.personId),
        refusals: ["last-administrator", "role-not-held"],
      };
    }
    case "service-revocation": {
      const plan = await planServiceEnd(parts, request.typed, at);
      return { ...plan, named: await nameOf(plan.personId), refusals: ["role-not-held"] };
    }
    case "agency-parent": {
      const { writes, ...plan } = await planParent(parts, request.typed, reason);
      const agency = await store.agencies.byId(plan.agencyId);
      return {
        ...plan,
        named: agency?.fullName ?? "",
        refusals: ["record-moved"],
        writes: (_, moment) => writes(moment),
      };
    }
    case "trust-addition": {
      const { file, ...wish } = request.typed;
      const { result, writes, ...plan } = await planAddition(parts, {
        ...wish,
        file: Buffer.from(file, "base64"),
      });
      return {
        ...concerningNobody(result.sha256),
        ...plan,
        refusals: ["record-moved"],
        named: result.subject,
        writes: ({ askedBy }) => writes(askedBy),
      };
    }
    case "trust-removal": {
      const { result, writes, ...plan } = await planRemoval(parts, { ...request.typed, reason });
      return {
        ...concerningNobody(result.sha256),
        ...plan,
        refusals: ["record-moved"],
        named: await subjectOfPinned(parts, result.sha256),
        writes: ({ askedBy }) => writes(askedBy),
      };
    }
  }
}

const concerningNobody = (about: string) => ({ about, personId: null, agencyId: null });

/**
 * Asks for a change that takes effect when a second administrator agrees, who is told. Nothing is done yet.
 *
 * @param asking.reason why, for the other administrators and the record
 * @throws Refusal `not-administrator`, `concerns-you` for a role of one's own, `reason-missing`; `no-second-administrator`
 *   where nobody could agree, so that it is done from the shell; what the change itself is refused for; TrustRefused
 */
export async function askInPair(
  parts: PairContext,
  actor: Actor,
  { request, reason }: { request: PairRequest; reason: string },
  idempotency?: Idempotency,
): Promise<Waits> {
  const { store } = parts;
  const recalled = await recall<Waits>(store, actor, idempotency);
  if (recalled) return recalled;
  const at = parts.clock();
  const { administrator, witnesses } = await administratorOf(parts, actor, at);
  const why = reason.trim();
  const { named, ...plan } = await planOf(parts, request, why, at);
  if (why === "") throw deskError("reason-missing");
  if (request.kind === "role-grant" && plan.personId === administrator.id) throw deskError("concerns-you");
  const seconds = await secondsFor(parts, { askedBy: administrator.id, personId: plan.personId }, at);
  if (seconds.length === 0) throw deskError("no-second-administrator");
  const agency = plan.agencyId === null ? undefined : await store.agencies.byId(plan.agencyId);
  const mail: OrderedMail = {
    template: "change-waiting",
    what: told[request.kind],
    askedBy: administrator.name,
    about: named,
    agency: agency && agency.fullName !== named ? agency.fullName : "",
    waitsUntil: at + waitingMs,
  };
  const letters = seconds.flatMap((one) => toAddressOf(parts, mail, one, { ticketId: null, at }));
  return askFor(
    parts,
    { kind: "person", personId: administrator.id },
    { kind: request.kind, typed: request.typed, reason: why },
    { plan, witnesses, told: letters, at },
    idempotency,
  );
}

/**
 * Agrees as the second administrator: the change is done in the same commit.
 *
 * @throws Refusal `not-administrator`, `same-person` to whoever asked, `concerns-you`; `record-moved`, `already-decided`,
 *   `change-lapsed`; what the change itself is refused for; TrustRefused
 */
export async function agreeInPair(
  parts: PairContext,
  actor: Actor,
  id: string,
  idempotency?: Idempotency,
): Promise<{ id: string }> {
  const recalled = await recall<{ id: string }>(parts.store, actor, idempotency);
  if (recalled) return recalled;
  const { change, second, witnesses, at } = await toDecide(parts, actor, id);
  const { named: _, ...plan } = await planOf(parts, requestOf(change), change.reason ?? "", at);
  // Whoever asked must still be an administrator: what they asked for rests on them too.
  const asking = await administratorOf(parts, { kind: "person", personId: change.askedBy }, at).catch(() => {
    throw deskError("record-moved");
  });
  return agreeTo(
    parts,
    { kind: "person", personId: second.id },
    change,
    { plan, witnesses: [...witnesses, ...asking.witnesses], at },
    idempotency,
  );
}

/** Returns it for a reason. @throws Refusal as {@link agreeInPair}; `reason-missing` */
export async function returnInPair(
  parts: PairContext,
  actor: Actor,
  id: string,
  reason: string,
  idempotency?: Idempotency,
): Promise<{ id: string }> {
  const recalled = await recall<{ id: string }>(parts.store, actor, idempotency);
  if (recalled) return recalled;
  const { change, second, witnesses, at } = await toDecide(parts, actor, id);
  const decider = { kind: "person", personId: second.id } as const;
  return giveBack(parts, decider, change, { reason, witnesses, at }, idempotency);
}

/** Takes back what the actor asked for. @throws Refusal `not-administrator`, `no-such-change`, `already-decided` */
export async function withdrawInPair(
  parts: PairContext,
  actor: Actor,
  id: string,
  idempotency?: Idempotency,
): Promise<{ id: string }> {
  const { administrator } = await administratorOf(parts, actor, parts.clock());
  return withdraw(parts, { kind: "person", personId: administrator.id }, id, pairKinds, idempotency);
}

async function toDecide(parts: PairContext, actor: Actor, id: string) {
  const at = parts.clock();
  const { administrator: second, witnesses } = await administratorOf(parts, actor, at);
  const change = await stillWaiting(parts, id, pairKinds, at);
  const refusal = whyNotBy(second.id, change);
  if (refusal !== null) throw deskError(refusal);
  return { change, second, witnesses, at };
}
