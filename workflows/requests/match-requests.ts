import { openClaimedNationalId } from "../../accounts/identity/kept-national-id";
import { isChangeRefused, update, type Write } from "../../db/change";
import type { PersonWithAgency } from "../../db/queries/people";
import type { UnmatchedClaim } from "../../db/queries/tickets";
import { sameName } from "../../language/names";
import type { Context } from "../desk/context";
import { isDecided, isRefusal } from "../desk/refusal";
import { findByLogin } from "../sign-in/find-by-login";
import { identify } from "./identify";

/** What holding requests against the record rests on. */
type MatchContext = Pick<Context, "store" | "desk" | "clock" | "secrets">;

const intake = { kind: "system", name: "intake" } as const;
const atATime = 50;
const takenUp = "request-taken-up-meanwhile";

/**
 * Holds requests against the people on record: one that fits a person becomes their ticket, or joins the one they have, and
 * their HR and they themselves hear of it; what fits nobody waits for an agent (待確認身分). Done apart from the asking, which
 * is the same for everybody, and at a time that does not depend on it, so that nobody can see the difference.
 *
 * @param before only requests taken before this instant, in epoch milliseconds
 * @returns how many it is done with; one that is busy is looked at again
 */
export async function matchRequests(parts: MatchContext, before: number): Promise<number> {
  const claims = await parts.store.tickets.unmatched(before, atATime);
  let done = 0;
  for (const claim of claims) {
    const { ticketId, unmatchedSince } = claim;
    const looked = update("claims", { ticketId, unmatchedSince }, { unmatchedSince: null }, takenUp);
    try {
      const found = await match(parts, claim, looked);
      if (found === "busy") continue;
      if (found === "nobody") await parts.store.commit({ at: parts.clock(), writes: [looked], audit: [] });
    } catch (error) {
      // Another process was quicker.
      if (!isChangeRefused(error, takenUp)) throw error;
    }
    done += 1;
  }
  return done;
}

/** Where somebody is found, that it was looked at belongs to the commit by which it becomes theirs. */
async function match(
  parts: MatchContext,
  claim: UnmatchedClaim,
  looked: Write,
): Promise<"theirs" | "nobody" | "busy"> {
  // An agent was quicker, or it was closed at once.
  if (claim.personId !== null || claim.closedAt !== null) return "nobody";
  const person = await fitting(parts, claim);
  if (!person) return "nobody";
  try {
    await identify(parts, intake, { number: claim.number, personId: person.id }, { alongside: [looked] });
    return "theirs";
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return isDecided(error) ? "nobody" : "busy";
  }
}

/** The one person whom everything typed fits: account or ID, name, and agency where one was chosen. */
async function fitting(
  { store, secrets }: MatchContext,
  { account, nationalIdSealed, agencyId, name }: UnmatchedClaim,
): Promise<PersonWithAgency | undefined> {
  const login = nationalIdSealed === null ? account : openClaimedNationalId(secrets, nationalIdSealed);
  const person = login === null ? undefined : await findByLogin(store, secrets, login);
  if (person?.status !== "active") return undefined;
  const sameAgency = agencyId === null || (await store.agencies.lineage(person.agencyId)).includes(agencyId);
  return sameName(person.name, name) && sameAgency ? person : undefined;
}
