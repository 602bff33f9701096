import { newApiToken, type Scope } from "../../accounts/access/api-tokens";
import { update } from "../../db/change";
import { liveTokens, type LiveToken } from "../administration/tokens";
import { nameOnShell, personOf, type ConsoleContext } from "./console";
import { commitFromShell } from "./shell-acts";
import { consoleError } from "./console-refused";

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
  await commitFromShell(
    parts,
    { command: "user token", about: `${nameOnShell(person)} ${wish.scopes.join(",")}` },
    { at: createdAt, writes: [write], audit: { act: "token.issued", personId: person.id, detail } },
  );
  return { personId: person.id, token, expiresAt };
}

/**
 * The tokens that still open something, the newest first.
 *
 * @param login whose; everybody's without it
 * @throws ConsoleRefused `no-such-person`
 */
export async function listTokens(parts: ConsoleContext, login?: string): Promise<LiveToken[]> {
  return liveTokens(parts, login === undefined ? undefined : (await personOf(parts, login)).id);
}

/**
 * Ends a token at once. All administrators and auditors are told.
 *
 * @param id as {@link listTokens} shows it
 * @throws ConsoleRefused `no-such-token`
 */
export async function revokeToken(parts: ConsoleContext, id: string): Promise<LiveToken> {
  const at = parts.clock();
  const found = (await listTokens(parts)).find((one) => one.id === id);
  if (!found) throw consoleError("no-such-token", id);
  const { tokenHash, personId } = found.token;
  await commitFromShell(
    parts,
    { command: "token revoke", about: `${id} ${nameOnShell(found.person)}` },
    {
      at,
      writes: [update("apiTokens", { tokenHash, revokedAt: null }, { revokedAt: at })],
      audit: { act: "token.revoked", personId, detail: { id } },
    },
  );
  return found;
}
