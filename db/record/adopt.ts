import { sql } from "drizzle-orm";
import { genesis, sealOf } from "../audit-chain";
import type { Connection, Database } from "../database";
import { ask, type Steps } from "../steps";
import { auditBatches, auditMac, hashOf, type RawAuditRow } from "./audit-rows";
import type { RecordKeys } from "./keys";
import { emptySum, type Seals } from "./seals";
import { batchesOf } from "../raw-rows";

/**
 * Seals a database from before it had a record, once: gives each audit row whose hash and predecessor hold its MAC, and each row
 * of a sealed table its seal, in batches that may be interrupted and begun again; then records what was taken over as an audit
 * row. A row that does not hold gets no MAC, and is named by every verification after.
 */
export async function adopt(
  database: Database,
  { seals, keys }: { seals: Seals; keys: RecordKeys },
  at: number,
  act = "record.begun",
): Promise<void> {
  const { sound, unsound, last } = await adoptAudit(database, keys);
  const { sum, rows } = await sealRows(database, seals);
  const append = appending(database.writing, keys);
  await database.transaction(function* () {
    if (yield* seals.state()) return;
    let seq = last?.seq ?? 0;
    if (sound + unsound.length + rows > 0) {
      seq += 1;
      yield* append(
        { seq, at, act, previousHash: last?.hash ?? genesis },
        { audit: sound, unsound: unsound.slice(0, 20), rows },
      );
    }
    yield* seals.writeState({ counter: 1, seq, sum });
  });
}

/** An audit row of the system's own, or of whoever restores, outside of any change. */
interface OwnRow {
  seq: number;
  at: number;
  act: string;
  previousHash: string;
  actorKind?: string;
  actorId?: string | null;
}

/** Appends such a row (the function returned). @returns its hash and MAC */
export function appending({ query, schema }: Connection, keys: RecordKeys) {
  const columns = [
    "seq",
    "at",
    "actorKind",
    "actorId",
    "act",
    "detail",
    "previousHash",
    "hash",
    "mac",
  ] as const;
  const given = Object.fromEntries(columns.map((column) => [column, sql.placeholder(column)])) as Record<
    (typeof columns)[number],
    ReturnType<typeof sql.placeholder>
  >;
  const insert = query.insert(schema.audit).values(given).prepare();
  return function* (row: OwnRow, detail: Record<string, unknown>): Steps<{ hash: string; mac: string }> {
    const link = { actorKind: "system", actorId: null, ...row, ticketId: null, personId: null, detail };
    const hash = sealOf(link);
    const mac = auditMac(keys, row.seq, hash);
    yield* ask(insert, { ...link, hash, mac });
    return { hash, mac };
  };
}

/** Gives each audit row its MAC that has its own hash and follows the one before it. @returns how many, and which do not */
export async function adoptAudit(database: Database, keys: RecordKeys) {
  const { query, schema } = database.writing;
  const setMac = query
    .update(schema.audit)
    .set({ mac: sql`${sql.placeholder("mac")}` })
    .where(sql`${schema.audit.seq} = ${sql.placeholder("seq")}`)
    .prepare();
  const unsound: number[] = [];
  let sound = 0;
  let last: RawAuditRow | undefined;
  for await (const rows of auditBatches(database)) {
    const macs: { seq: number; mac: string }[] = [];
    for (const row of rows) {
      const isNext = row.seq === (last?.seq ?? 0) + 1 || row.act === "record.joined";
      const follows = isNext && row.previousHash === (last?.hash ?? genesis) && row.hash === hashOf(row);
      if (follows) {
        sound += 1;
        const mac = auditMac(keys, row.seq, row.hash);
        if (row.mac !== mac) macs.push({ seq: row.seq, mac });
      } else unsound.push(row.seq);
      last = row;
    }
    await database.transaction(function* () {
      for (const one of macs) yield* ask(setMac, one);
    });
  }
  return { sound, unsound, last };
}

/** Seals every row of the sealed tables as it is, a transaction for each batch. @returns what they come to */
export async function sealRows(database: Database, seals: Seals): Promise<{ sum: Buffer; rows: number }> {
  const sum = emptySum();
  let rows = 0;
  for (const table of seals.tables.values()) {
    for await (const some of batchesOf(database, table)) {
      const before = Buffer.from(sum);
      await database.transaction(function* () {
        // Begun again where the connection was lost in between.
        before.copy(sum);
        for (const row of some) yield* seals.put(table, row, sum);
      });
      rows += some.length;
    }
  }
  return { sum, rows };
}
