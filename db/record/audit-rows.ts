import type { Database as Sqlite } from "better-sqlite3";
import { sealOf, type Link } from "../audit-chain";
import type { RecordKeys } from "./keys";

const batch = 1000;

/** An audit row as SQLite has it. */
export interface RawAuditRow extends Omit<Link, "detail"> {
  detail: string;
  hash: string;
  mac: string | null;
}

/** The columns of an audit row by their names here. */
export const auditColumns = `seq, at, actor_kind as actorKind, actor_id as actorId, act, ticket_id as ticketId,
  person_id as personId, detail, previous_hash as previousHash, hash, mac`;

/** Walks the audit in the order of its numbers, a batch at a time. */
export function auditBatches(sqlite: Sqlite): Iterable<RawAuditRow[]> {
  const first = sqlite.prepare<[number], RawAuditRow>(
    `select ${auditColumns} from audit order by seq limit ?`,
  );
  const next = sqlite.prepare<[number, number], RawAuditRow>(
    `select ${auditColumns} from audit where seq > ? order by seq limit ?`,
  );
  return {
    *[Symbol.iterator]() {
      let rows = first.all(batch);
      while (rows.length > 0) {
        yield rows;
        rows = next.all(rows.at(-1)?.seq ?? 0, batch);
      }
    },
  };
}

/** The hash that this row should have, under that number. */
export function hashOf(row: RawAuditRow, seq = row.seq): string {
  const { hash: _, mac: __, detail, ...link } = row;
  try {
    return sealOf({ ...link, seq, detail: JSON.parse(detail) as Record<string, unknown> });
  } catch {
    return "";
  }
}

/** How an audit row's MAC is written: its own number before it, so that a row is known wherever it was put. */
export function auditMac(keys: RecordKeys, seq: number, hash: string): string {
  return `${seq}.${keys.mac("audit-row", JSON.stringify([seq, hash])).toString("base64url")}`;
}

/** The number under which a row was sealed; `null` where its MAC is not of its hash. */
export function sealedNumber(
  keys: RecordKeys,
  { mac, hash }: Pick<RawAuditRow, "mac" | "hash">,
): number | null {
  const seq = Number.parseInt(mac ?? "", 10);
  return Number.isSafeInteger(seq) && mac === auditMac(keys, seq, hash) ? seq : null;
}
