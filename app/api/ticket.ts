import { endpoint, json, type Call } from "./endpoint";
import { historyOf, ticketSummary, withNames } from "./ticket-json";
import { sentEventTypes } from "../../workflows/machines/acts";
import { refusalsOf } from "../../workflows/desk/allowed";
import { deskError } from "../../workflows/desk/refusal";
import { openToRead } from "../../workflows/reading/ticket-reading";

/** One ticket, with what the caller may do with it now. */
async function show({ context, params, caller }: Call): Promise<Response> {
  const { store } = context;
  const ticket = await store.tickets.byNumber(params.number ?? "");
  if (!ticket) throw deskError("no-such-ticket");
  const { reading, facts } = await openToRead(context, caller.actor, ticket);
  const refused = refusalsOf(facts, ticket, caller.actor, sentEventTypes);
  return json({
    ...ticketSummary(await withNames(store, ticket)),
    allowedEvents: sentEventTypes.filter((type) => refused[type] === undefined),
    history: await historyOf(store, await store.tickets.historyOf(ticket.id), reading),
  });
}

const answer = endpoint({ GET: { scope: "tickets:read", handle: show } });
export const loader = answer;
export const action = answer;
