import { requireRow, type Write } from "../../db/change";
import type { Ticket } from "../../db/queries/tickets";
import type { Store } from "../../db/store";
import { isRefusal } from "./refusal";

const tries = 5;

/**
 * Does what depends on whether somebody has an open case: they have one at most. Where it is refused and another case is open
 * by then, or none any more, it is decided anew.
 */
export async function withOpenCase<T>(
  { tickets }: Pick<Store, "tickets">,
  personId: string,
  act: (open: Ticket | undefined) => Promise<T>,
): Promise<T> {
  let open = await tickets.openOf(personId);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await act(open);
    } catch (error) {
      if (!isRefusal(error) || attempt === tries) throw error;
      const now = await tickets.openOf(personId);
      if (now?.id === open?.id) throw error;
      open = now;
    }
  }
}

/** In the commit of an act on somebody's open case: it is still about them, and nobody said meanwhile that it is another's. */
export const stillAbout = (personId: string, { id }: Pick<Ticket, "id">): Write =>
  requireRow("tickets", { id, personId }, "another-ticket-open");
