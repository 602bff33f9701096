import type { Ticket } from "../../db/queries/tickets";
import type { RoleName } from "../../accounts/types";
import { actorColumns, type Actor } from "../desk/actor";
import { concernedBy, readFacts, type FactSet } from "../desk/facts";
import { contextOf } from "../machines/stored";
import { deskError } from "../desk/refusal";
import { readingOf, type Reading } from "../desk/allowed";
import type { Context } from "../desk/context";

/** One look an hour is recorded of each who reads a case, however often its page is loaded: the trail stays readable. */
const lookMs = 60 * 60_000;

/**
 * The same, for whoever opens the ticket now. What staff read of a known person is a look at them, and is recorded with
 * its purpose.
 *
 * @throws Refusal as `readingOf`
 */
export async function openToRead(
  parts: Pick<Context, "store" | "clock">,
  actor: Actor,
  ticket: Ticket,
): Promise<{ reading: Reading; facts: FactSet }> {
  const facts = await factsOf(parts, actor, ticket);
  const reading = readingOf(facts, actor, ticket);
  if (reading === "staff") await recordLook(parts, actor, ticket);
  return { reading, facts };
}

/** What is known now of a ticket's subject and of whoever comes to it. */
export async function factsOf(
  { store, clock }: Pick<Context, "store" | "clock">,
  actor: Actor,
  ticket: Pick<Ticket, "snapshot" | "machineVersion">,
): Promise<FactSet> {
  const { subject } = contextOf(ticket);
  return readFacts(store, clock(), concernedBy([actor], [subject]));
}

/** Records that staff opened a case and saw whom it is about, by ids only. */
export async function recordLook(
  { store, clock }: Pick<Context, "store" | "clock">,
  actor: Actor,
  { id: ticketId, kind, personId }: Pick<Ticket, "id" | "kind" | "personId">,
): Promise<void> {
  if (personId === null || actor.kind !== "person") return;
  const at = clock();
  const look = {
    ...actorColumns(actor),
    act: "person.viewed",
    ticketId,
    personId,
    detail: { purpose: kind },
  };
  const { personId: actorId } = actor;
  const [recent] = await store.records.auditOf({ ticketId, actorId, act: look.act, since: at - lookMs }, 1);
  if (!recent) await store.commit({ at, writes: [], audit: [look] });
}

/** @throws Refusal `not-staff` unless somebody with these roles may read the desk's queue. */
export function requireDeskReader(roles: readonly RoleName[]): void {
  if (!roles.includes("agent") && !roles.includes("auditor")) throw deskError("not-staff");
}
