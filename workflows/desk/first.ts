import type { Store } from "../../db/store";
import type { First } from "./refusal";

/** Who acted last on a ticket; `null` where nobody has. */
export async function firstOn(
  { tickets, people }: Pick<Store, "tickets" | "people">,
  ticketId: string,
): Promise<First | null> {
  const row = await tickets.lastHistory(ticketId);
  if (!row) return null;
  const { type, actorKind, actorId, at } = row;
  const person = actorId === null ? undefined : await people.byId(actorId);
  return { type, actorKind, actorId, actorName: person?.name ?? null, at };
}
