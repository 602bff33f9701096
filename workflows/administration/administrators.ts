import { requireRow, type Write } from "../../db/change";
import type { PersonWithAgency } from "../../db/queries/people";
import type { Actor } from "../desk/actor";
import type { Context } from "../desk/context";
import { deskError } from "../desk/refusal";

/** @throws Refusal `not-administrator` */
export async function administratorOf({ store }: Pick<Context, "store">, actor: Actor, at: number) {
  const person = actor.kind === "person" ? await store.people.byId(actor.personId) : undefined;
  const role =
    person?.status === "active"
      ? (await store.people.rolesOf(person.id, at)).find((one) => one.role === "administrator")
      : undefined;
  if (!person || !role) throw deskError("not-administrator");
  const witnesses: Write[] = [
    requireRow("people", { id: person.id, status: "active" }, "authority-changed"),
    requireRow("roles", { id: role.id, validTo: role.validTo }, "authority-changed"),
  ];
  return { administrator: person, witnesses };
}

/** The administrators who could agree. */
export async function secondsFor(
  { store }: Pick<Context, "store">,
  { askedBy, personId }: { askedBy: string; personId: string | null },
  at: number,
): Promise<PersonWithAgency[]> {
  const all = await store.people.holders("administrator", at);
  return all.filter(({ id }) => id !== askedBy && id !== personId);
}

/** Whether somebody could agree to what this administrator asks for; else it is done from the shell. */
export async function hasSecond(
  { store, clock }: Pick<Context, "store" | "clock">,
  personId: string,
): Promise<boolean> {
  return (await secondsFor({ store }, { askedBy: personId, personId: null }, clock())).length > 0;
}
