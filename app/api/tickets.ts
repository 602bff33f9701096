import { isTicketView, listQuery, newTicket, type NewTicket } from "./schemas";
import { endpoint, idempotencyOf, json, outcomeAnswer, readBody, readQuery, type Call } from "./endpoint";
import { ticketSummary } from "./ticket-json";
import type { TicketRow } from "../../db/queries/tickets";
import { overviewOf } from "../web/overview";
import { pendingFor } from "../../workflows/hr/decisions";
import { startReset } from "../../workflows/hr/reset";
import { openPhoneTicket } from "../../workflows/helpdesk/phone-ticket";
import { requireDeskReader } from "../../workflows/reading/ticket-reading";

type Page = { limit: number; offset: number };

/** One view of the desk, or what waits for HR, or one's own tickets. */
async function list(call: Call): Promise<Response> {
  const { view, ...page } = readQuery(call, listQuery);
  const rows = await rowsOf(call, view, { ...page, limit: page.limit + 1 });
  const next = rows.length > page.limit ? nextOf(call.request, page) : null;
  return json(
    { view, items: rows.slice(0, page.limit).map(ticketSummary), next },
    next === null ? {} : { headers: { Link: `<${next}>; rel="next"` } },
  );
}

async function rowsOf(
  { context, caller }: Call,
  view: string,
  { limit, offset }: Page,
): Promise<TicketRow[]> {
  const { store, clock } = context;
  const personId = caller.person.id;
  if (view === "own") return (await store.tickets.ofPerson(personId, offset + limit)).slice(offset);
  if (!isTicketView(view))
    return (await pendingFor(context, caller.actor))
      .map(({ ticket }) => ticket)
      .slice(offset, offset + limit);
  requireDeskReader(caller.roles);
  const { tickets } = await overviewOf(context, personId);
  return tickets.list(view, { personId, at: clock() }, { limit, offset });
}

/** Opens a case: HR with the decision, or an agent for a caller. */
async function create(call: Call): Promise<Response> {
  const wanted = await readBody(call, newTicket);
  const outcome = await open(call, wanted);
  return outcomeAnswer(outcome, { status: 201, headers: { Location: `/api/v1/tickets/${outcome.number}` } });
}

function open(call: Call, wanted: NewTicket) {
  const { context, caller } = call;
  const idempotency = idempotencyOf(call, wanted);
  if (wanted.path === "helpdesk") return openPhoneTicket(context, caller.actor, wanted, idempotency);
  return startReset(context, caller.actor, wanted.personId, wanted, idempotency);
}

function nextOf(request: Request, { limit, offset }: Page): string {
  const url = new URL(request.url);
  url.searchParams.set("limit", String(limit));
  url.searchParams.set("offset", String(offset + limit));
  return url.pathname + url.search;
}

const answer = endpoint({
  GET: { scope: "tickets:read", handle: list },
  POST: { scope: "tickets:act", handle: create },
});
export const loader = answer;
export const action = answer;
