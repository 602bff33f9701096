import type { NewRow } from "../../db/change";
import { hashToken, type Secrets } from "./secrets";

/** How long a session lives, in milliseconds: a working day, or half an hour to set the own password. */
export const sessionLife = { full: 10 * 60 * 60_000, "set-password": 30 * 60_000 } as const;

interface NewSession {
  /** The cookie's; the database learns its hash alone. */
  token: string;
  personId: string;
  via: NewRow<"sessions">["via"];
  /** The client's. */
  address: NewRow<"sessions">["address"];
  at: number;
  /** The temporary password that opened it, for a session in which only the own password can be set, and the end of its life. */
  toSetPassword?: { temporaryPasswordId: string; ticketId: string; opensUntil?: number };
}

/** The row of a session that begins now. Every session is made here. */
export function sessionRow({
  token,
  personId,
  via,
  address,
  at,
  toSetPassword,
}: NewSession): NewRow<"sessions"> {
  const kind = toSetPassword ? "set-password" : "full";
  const { opensUntil = Infinity, ...opener } = toSetPassword ?? {};
  return {
    tokenHash: hashToken(token),
    personId,
    kind,
    via,
    address,
    ...opener,
    createdAt: at,
    lastSeenAt: at,
    expiresAt: Math.min(at + sessionLife[kind], opensUntil),
  };
}

/** The token of the session that a form opens: the same each time the form is sent, and known to nobody before. */
export function tokenOfForm(secrets: Secrets, from: string, formKey: string): string {
  return secrets.keyedHash("session", `${formKey} ${from}`);
}
