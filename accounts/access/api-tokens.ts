import { insert, type Write } from "../../db/change";
import type { Random } from "../../db/types";
import { hashToken, newToken } from "./secrets";

/** What a token may be used for, within what its person may do. */
export const scopes = ["tickets:read", "tickets:act", "people:read"] as const;
export type Scope = (typeof scopes)[number];

export const isScope = (text: string): text is Scope => scopes.some((scope) => scope === text);

/** A new token of the API: its row, and the token itself, which is shown once and kept only as a hash. */
export function newApiToken(
  random: Random,
  token: { personId: string; label: string; scopes: Scope[]; createdAt: number; expiresAt: number },
): { token: string; write: Write } {
  const secret = newToken(random);
  return { token: secret, write: insert("apiTokens", { ...token, tokenHash: hashToken(secret) }) };
}
