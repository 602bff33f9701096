import { sql, type SQL } from "drizzle-orm";
import { sealOf, type Link } from "../audit-chain";
import type { Connection } from "../database";
import type { RecordKeys } from "./keys";

const batch = 1000;

/** An audit row as both databases have it. */
export interface RawAuditRow extends Omit<Link, "detail"> {
  detail: string;
  hash: string;
  mac: string | null;
}

/** The columns of an audit row by their names here. */
export const auditColumns = ({ speech }: Pick<Connection, "speech">) =>
  sql`seq, at, actor_kind as "actorKind", actor_id as "actorId", act, ticket_id as "ticketId", person_id as "personId",
    ${speech.raw("detail", "json")}, previous_hash as "previousHash", hash, mac`;

/** Walks the audit in the order of its numbers, a batch at a time. */
export async function* auditBatches(connection: Connection): AsyncGenerator<RawAuditRow[]> {
  const rowsAfter = (after: SQL) =>
    connection.statement<RawAuditRow>(
      sql`select ${auditColumns(connection)} from audit ${after} order by seq limit ${batch}`,
    );
  const next = rowsAfter(sql`where seq > ${sql.placeholder("seq")}`);
  let rows = await rowsAfter(sql``).execute();
  while (rows.length > 0) {
    yield rows;
    rows = await next.execute({ seq: rows.at(-1)?.seq });
  }
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
