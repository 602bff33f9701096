import { peopleQuery } from "./schemas";
import { endpoint, json, readQuery, type Call } from "./endpoint";
import { lookUp, type Found } from "../../workflows/hr/people";
import { lookUpAnybody } from "../../workflows/hr/look-up";
import { deskError } from "../../workflows/desk/refusal";

/** Looks people up: an act, recorded with its purpose. */
async function find(call: Call): Promise<Response> {
  const { people, more } = await found(call);
  const items = people.map(({ id, name, agencyName, unit, title, account, nationalIdMasked }) => {
    return { id, name, agencyName, unit, title, account, nationalIdMasked };
  });
  return json({ items, more });
}

/** Agents look anybody up, for a caller; HR within the agencies served. */
function found(call: Call): Promise<Found> {
  const { context, caller } = call;
  const { q: query, purpose } = readQuery(call, peopleQuery);
  if (!caller.roles.includes("agent")) return lookUp(context, caller.actor, { query, purpose });
  if (purpose !== "first-login" && purpose !== "recovery") throw deskError("not-hr");
  return lookUpAnybody(context, caller.actor, { query, purpose });
}

const answer = endpoint({ GET: { scope: "people:read", handle: find } });
export const loader = answer;
export const action = answer;
