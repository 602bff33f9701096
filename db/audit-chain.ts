import { createHash } from "node:crypto";

/** The first predecessor of the chain. */
export const genesis = "0".repeat(64);

/** What an audit row says, and the hash of the one before it. */
export interface Link {
  seq: number;
  at: number;
  actorKind: string;
  actorId: string | null;
  act: string;
  ticketId: string | null;
  personId: string | null;
  detail: Record<string, unknown>;
  previousHash: string;
}

/** The hash that seals one audit row to its predecessor: SHA-256 over a fixed order of its fields, in hexadecimal. */
export function sealOf(link: Link): string {
  const fields = [
    link.previousHash,
    link.seq,
    link.at,
    link.actorKind,
    link.actorId,
    link.act,
    link.ticketId,
    link.personId,
    JSON.stringify(link.detail),
  ];
  return createHash("sha256").update(JSON.stringify(fields)).digest("hex");
}
