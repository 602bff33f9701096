import { peopleQuery } from "../web/api-schemas";
import { endpoint, json, readQuery, type Call } from "../web/endpoint";
import { lookUp } from "../../workflows/hr-people";

/** Looks people up: an act, recorded with its purpose. */
async function find(call: Call): Promise<Response> {
  const { q, purpose } = readQuery(call, peopleQuery);
  const { people, more } = await lookUp(call.context, call.caller.actor, { query: q, purpose });
  return json({ items: people, more });
}

const answer = endpoint({ GET: { scope: "people:read", handle: find } });
export const loader = answer;
export const action = answer;
