import { isChangeRefused, update } from "../../db/change";
import { isRefusal } from "../desk/refusal";
import type { DeadlineName } from "../machines/types";
import type { Context } from "../desk/context";

const system = { kind: "system", name: "deadlines" } as const;
const batch = 50;

/**
 * Fires the deadlines that are due, once and in the order they fell, also after a restart. One that the machine refuses
 * belongs to a state long left: it is done, not tried again. Returns how many it took up.
 */
export async function fireDueDeadlines({
  store,
  desk,
  clock,
}: Pick<Context, "store" | "desk" | "clock">): Promise<number> {
  const due = await store.work.dueDeadlines(clock(), batch);
  for (const { id, ticketId, name, issue } of due) {
    const ticket = await store.tickets.byId(ticketId);
    const done = update("deadlines", { id, state: "pending" }, { state: "done" }, "deadline-gone");
    try {
      if (ticket)
        await desk.act(ticket.number, { type: "DEADLINE", name: name as DeadlineName, issue }, system, {
          before: [done],
        });
    } catch (error) {
      if (isRefusal(error))
        await store.commit({
          at: clock(),
          writes: [update("deadlines", { id }, { state: "done" })],
          audit: [],
        });
      else if (!isChangeRefused(error, "deadline-gone")) throw error;
    }
  }
  return due.length;
}
