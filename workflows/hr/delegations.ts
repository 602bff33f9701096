import { insert, remove, update, type Write } from "../../db/change";
import { newId } from "../../db/ids";
import type { Delegation, PersonWithAgency } from "../../db/queries/people";
import { actorColumns, type Actor } from "../desk/actor";
import type { Context } from "../desk/context";
import { findAuthority } from "../desk/authority";
import { personIdOf, standingOf } from "./office";
import { recall, remember, type Idempotency } from "../desk/idempotency";
import type { OrderedMail } from "../../emails/templates/registry";
import { toAddressOf } from "../desk/notifications";
import { deskError, refuseChange } from "../desk/refusal";

export interface Grant {
  delegateId: string;
  /** `deputy`: 職務代理人, who decides as the supervisor would. */
  kind: Delegation["kind"];
  level: Delegation["level"];
  validFrom: number;
  /** The first instant at which it no longer holds. */
  validTo: number;
}

/** A delegation as its page shows it. */
export interface DelegationView {
  id: string;
  kind: Delegation["kind"];
  level: Delegation["level"];
  delegatorName: string;
  delegateName: string;
  validFrom: number;
  validTo: number;
  revokedAt: number | null;
  state: "in-force" | "to-come" | "over" | "revoked";
}

export interface Delegations {
  /** The actor is a supervisor with services of their own, so may delegate. */
  mayGrant: boolean;
  given: DelegationView[];
  received: DelegationView[];
}

export interface Granted {
  id: string;
}

const longestMs = 366 * 24 * 60 * 60_000;

/** What an actor delegated and was delegated, newest first. */
export async function delegationsOf(
  { store, clock }: Pick<Context, "store" | "clock">,
  actor: Actor,
): Promise<Delegations> {
  const at = clock();
  const personId = personIdOf(actor);
  const given = await store.people.delegationsFrom([personId]);
  const received = await store.people.delegationsTo(personId);
  const names = await store.people.byIds(
    [...given, ...received].flatMap((one) => [one.delegatorId, one.delegateId]),
  );
  const view = (one: Delegation): DelegationView => ({
    id: one.id,
    kind: one.kind,
    level: one.level,
    validFrom: one.validFrom,
    validTo: one.validTo,
    revokedAt: one.revokedAt,
    delegatorName: names.get(one.delegatorId)?.name ?? "",
    delegateName: names.get(one.delegateId)?.name ?? "",
    state: stateOf(one, at),
  });
  const mayGrant = (await store.people.servicesOf([personId], at)).length > 0;
  return { mayGrant, given: given.map(view), received: received.map(view) };
}

/**
 * Delegates a supervisor's own authority to a person of the agencies served. It is dated, cannot be passed on, and ends
 * with the supervisor's role. The delegate is told by mail; sessions from before do not carry it, so they end.
 *
 * @throws Refusal `oneself`, `cannot-delegate`, `another-agency`, `upward`, `bad-dates`, `clock-behind`
 */
export async function grantDelegation(
  parts: Pick<Context, "store" | "clock" | "random">,
  actor: Actor,
  grant: Grant,
  idempotency?: Idempotency,
): Promise<Granted> {
  const { store, random } = parts;
  const recalled = await recall<Granted>(store, actor, idempotency);
  if (recalled) return recalled;

  const delegatorId = personIdOf(actor);
  const { at, subject, facts: known } = await standingOf(parts, actor, grant.delegateId);
  if (grant.delegateId === delegatorId) throw deskError("oneself");
  if (!known.services.some((one) => one.personId === delegatorId)) throw deskError("cannot-delegate");
  const { facts, witnesses } = findAuthority(known, actor, { ticket: null, subject });
  const own = facts.authorities.some((one) => one.principal === delegatorId && one.as === "supervisor");
  if (!own) throw deskError(facts.scope === "above" ? "upward" : "another-agency");
  if (!datesHold(grant, at)) throw deskError("bad-dates");

  const id = newId(random);
  const { delegateId, kind, validFrom, validTo } = grant;
  const level = kind === "deputy" ? "decide" : grant.level;
  const row = insert("delegations", {
    id,
    delegatorId,
    delegateId,
    kind,
    level,
    validFrom,
    validTo,
    createdAt: at,
  });
  const sessions = remove("sessions", { personId: delegateId });
  const audit = [
    {
      ...actorColumns(actor),
      act: "delegation.granted",
      personId: delegateId,
      detail: { delegation: id, kind, level, validFrom, validTo },
    },
  ];
  const told = toldOf(
    parts,
    { ...grant, level, delegatorId },
    { template: "delegation-granted" },
    { at, people: known.people },
  );
  return remember<Granted>(store, actor, idempotency, at, async (record) => {
    await store
      .commit({
        at,
        countsAges: true,
        writes: [...record({ id }), ...witnesses, row, sessions, ...told],
        audit,
      })
      .catch(refuseChange("authority-changed", "clock-behind"));
    return { id };
  });
}

/**
 * Takes a delegation back, at once, and tells the delegate unless it was over anyway.
 *
 * @throws Refusal `no-such-delegation` for one that the actor has not given, `already-revoked`
 */
export async function revokeDelegation(
  parts: Pick<Context, "store" | "clock" | "random">,
  actor: Actor,
  id: string,
  idempotency?: Idempotency,
): Promise<Granted> {
  const { store, clock } = parts;
  const recalled = await recall<Granted>(store, actor, idempotency);
  if (recalled) return recalled;

  const at = clock();
  const given = (await store.people.delegationsFrom([personIdOf(actor)])).find((one) => one.id === id);
  if (!given) throw deskError("no-such-delegation");
  const revoked = update("delegations", { id, revokedAt: null }, { revokedAt: at }, "already-revoked");
  const audit = [
    {
      ...actorColumns(actor),
      act: "delegation.revoked",
      personId: given.delegateId,
      detail: { delegation: id },
    },
  ];
  const told =
    given.validTo > at
      ? toldOf(
          parts,
          given,
          { template: "delegation-revoked", revokedAt: at },
          { at, people: await store.people.byIds([given.delegatorId, given.delegateId]) },
        )
      : [];
  return remember<Granted>(store, actor, idempotency, at, async (record) => {
    await store
      .commit({ at, writes: [...record({ id }), revoked, ...told], audit })
      .catch(refuseChange("already-revoked"));
    return { id };
  });
}

/** The mail to whoever holds the delegation, where there is an address for it. */
function toldOf(
  parts: Pick<Context, "random">,
  {
    delegatorId,
    delegateId,
    kind,
    level,
    validFrom,
    validTo,
  }: Pick<Delegation, "delegatorId" | "delegateId" | "kind" | "level" | "validFrom" | "validTo">,
  news: { template: "delegation-granted" } | { template: "delegation-revoked"; revokedAt: number },
  { at, people }: { at: number; people: ReadonlyMap<string, PersonWithAgency> },
): Write[] {
  const delegate = people.get(delegateId);
  const delegator = people.get(delegatorId);
  if (!delegate || !delegator) return [];
  const mail: OrderedMail = {
    ...news,
    delegator: delegator.name,
    agency: delegator.agencyName,
    as: kind === "deputy" ? "deputy" : level,
    validFrom,
    validTo,
  };
  return toAddressOf(parts, mail, delegate, { ticketId: null, at });
}

function stateOf({ revokedAt, validFrom, validTo }: Delegation, at: number): DelegationView["state"] {
  if (revokedAt !== null) return "revoked";
  if (at >= validTo) return "over";
  return at < validFrom ? "to-come" : "in-force";
}

function datesHold({ validFrom, validTo }: Grant, at: number): boolean {
  return validFrom < validTo && validTo > at && validTo - validFrom <= longestMs;
}
