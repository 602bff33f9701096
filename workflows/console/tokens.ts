import { newApiToken, type Scope } from "../../accounts/access/api-tokens";
import { update } from "../../db/change";
import type { ApiToken } from "../../db/queries/records";
import type { PersonWithAgency } from "../../db/queries/people";
import { actorColumns } from "../desk/actor";
import { consoleActor, personOf, type ConsoleContext } from "./console";
import { consoleError } from "./console-refused";

/** A token of the API that still opens something, as it may be shown: by a part of its hash. */
export interface LiveToken {
  id: string;
  token: ApiToken;
  person: PersonWithAgency;
}

/**
 * Makes a token of the API for a person: it may do what the person may, within its scopes. Shown once.
 *
 * @throws ConsoleRefused `no-such-person`
 */
export async function issueToken(
  parts: ConsoleContext,
  login: string,
  wish: { label: string; scopes: Scope[]; validForMs: number },
): Promise<{ personId: string; token: string; expiresAt: number }> {
  const person = await personOf(parts, login);
  const createdAt = parts.clock();
  const expiresAt = createdAt + wish.validForMs;
  const { token, write } = newApiToken(parts.random, {
    personId: person.id,
    label: wish.label,
    scopes: wish.scopes,
    createdAt,
    expiresAt,
  });
  const detail = { scopes: wish.scopes, expiresAt };
  await parts.store.commit({
    at: createdAt,
    writes: [write],
    audit: [{ ...actorColumns(consoleActor(parts)), act: "token.issued", personId: person.id, detail }],
  });
  return { personId: person.id, token, expiresAt };
}

/**
 * The tokens that still open something, the newest first.
 *
 * @param login whose; everybody's without it
 * @throws ConsoleRefused `no-such-person`
 */
export async function listTokens(parts: ConsoleContext, login?: string): Promise<LiveToken[]> {
  const { store, clock } = parts;
  const of = login === undefined ? undefined : (await personOf(parts, login)).id;
  const tokens = await store.records.liveTokens(clock(), of);
  const people = await store.people.byIds(tokens.map(({ personId }) => personId));
  return tokens.flatMap((token) => {
    const person = people.get(token.personId);
    return person ? [{ id: token.tokenHash.slice(0, 12), token, person }] : [];
  });
}

/**
 * Ends a token at once.
 *
 * @param id as {@link listTokens} shows it
 * @throws ConsoleRefused `no-such-token`
 */
export async function revokeToken(parts: ConsoleContext, id: string): Promise<LiveToken> {
  const at = parts.clock();
  const found = (await listTokens(parts)).find((one) => one.id === id);
  if (!found) throw consoleError("no-such-token", id);
  const { tokenHash, personId } = found.token;
  await parts.store.commit({
    at,
    writes: [update("apiTokens", { tokenHash, revokedAt: null }, { revokedAt: at })],
    audit: [{ ...actorColumns(consoleActor(parts)), act: "token.revoked", personId, detail: { id } }],
  });
  return found;
}
