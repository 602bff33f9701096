import { update } from "../../db/change";
import type { PersonWithAgency } from "../../db/queries/people";
import type { ApiToken } from "../../db/queries/records";
import { actorColumns, type Actor } from "../desk/actor";
import type { Context } from "../desk/context";
import { deskError, refuseChange } from "../desk/refusal";
import { administratorOf } from "./administrators";

/** A token of the API that still opens something, as it may be shown: by a part of its hash. */
export interface LiveToken {
  id: string;
  token: ApiToken;
  person: PersonWithAgency;
}

/** The tokens that still open something, the newest first; of one person, or of all. */
export async function liveTokens(
  { store, clock }: Pick<Context, "store" | "clock">,
  personId?: string,
): Promise<LiveToken[]> {
  const tokens = await store.records.liveTokens(clock(), personId);
  const people = await store.people.byIds(tokens.map((one) => one.personId));
  return tokens.flatMap((token) => {
    const person = people.get(token.personId);
    return person ? [{ id: token.tokenHash.slice(0, 12), token, person }] : [];
  });
}

/**
 * An administrator ends a token, at once and alone: what takes power away in a hurry waits for nobody.
 *
 * @param id as {@link liveTokens} shows it
 * @throws Refusal `not-administrator`, `token-ended` where it opens nothing any more
 */
export async function endToken(
  parts: Pick<Context, "store" | "clock">,
  actor: Actor,
  id: string,
): Promise<LiveToken> {
  const at = parts.clock();
  const { witnesses } = await administratorOf(parts, actor, at);
  const found = (await liveTokens(parts)).find((one) => one.id === id);
  if (!found) throw deskError("token-ended");
  const { tokenHash, personId } = found.token;
  await parts.store
    .commit({
      at,
      writes: [
        ...witnesses,
        update("apiTokens", { tokenHash, revokedAt: null }, { revokedAt: at }, "token-ended"),
      ],
      audit: [{ ...actorColumns(actor), act: "token.revoked", personId, detail: { id } }],
    })
    .catch(refuseChange("token-ended", "authority-changed"));
  return found;
}
