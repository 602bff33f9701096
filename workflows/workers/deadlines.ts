import { isChangeRefused, update } from "../../db/change";
import { isDecided, isRefusal } from "../desk/refusal";
import type { DeadlineName } from "../machines/types";
import type { Context } from "../desk/context";

const system = { kind: "system", name: "deadlines" } as const;
const batch = 50;

/**
 * Fires the deadlines that are due, once and in the order they fell, also after a restart. One that the machine refuses
 * belongs to a state long left: it is done, not tried again; one whose case is busy stays due. Returns how many it is done
 * with.
 */
export async function fireDueDeadlines({
  store,
  desk,
  clock,
}: Pick<Context, "store" | "desk" | "clock">): Promise<number> {
  const due = await store.work.dueDeadlines(clock(), batch);
  let done = 0;
  for (const { id, ticketId, name, issue } of due) {
    const ticket = await store.tickets.byId(ticketId);
    const fired = update("deadlines", { id, state: "pending" }, { state: "done" }, "deadline-gone");
    try {
      if (ticket)
        await desk.act(ticket.number, { type: "DEADLINE", name: name as DeadlineName, issue }, system, {
          before: [fired],
        });
    } catch (error) {
      if (isRefusal(error) && !isDecided(error)) continue;
      if (isRefusal(error))
        await store.commit({
          at: clock(),
          writes: [update("deadlines", { id }, { state: "done" })],
          audit: [],
        });
      else if (!isChangeRefused(error, "deadline-gone")) throw error;
    }
    done += 1;
  }
  return done;
}
