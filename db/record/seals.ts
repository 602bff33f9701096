import { sql } from "drizzle-orm";
import type { TableName } from "../change";
import type { Connection } from "../database";
import { ask, first, send, touched, type Steps } from "../steps";
import type { RecordKeys } from "./keys";
import type { RawRow, RawValue } from "../raw-rows";
import { codesOf, keyText, sealedTablesOf, type RowCodes, type SealedTable } from "./tables";

/** What all seals together come to, at one count. */
export interface SealState {
  counter: number;
  /** The newest audit row at that count. */
  seq: number;
  /** XOR of a secret number for each row (MSet-XOR-Hash: Clarke, Devadas, van Dijk, Gassend, Suh 2003); 32 bytes. */
  sum: Buffer;
}

export const emptySum = (): Buffer => Buffer.alloc(32);

/** Puts a row's share into the sum, or takes it out again. */
export function mixIn(sum: Buffer, share: Buffer): void {
  for (let index = 0; index < sum.length; index += 1) sum[index] = (sum[index] ?? 0) ^ (share[index] ?? 0);
}

interface StateRow {
  counter: number;
  seq: number;
  sum: string;
  mac: string;
}

/** Reading and writing the seals of rows and their state, within whatever transaction is open. */
export async function sealsOf(connection: Connection, keys: RecordKeys) {
  const tables = await sealedTablesOf(connection);
  const { query, schema } = connection;
  const { rowSeals, recordState } = schema;
  const given = { table: sql.placeholder("table"), key: sql.placeholder("key"), mac: sql.placeholder("mac") };
  const ofRow = sql`${rowSeals.table} = ${given.table} and ${rowSeals.key} = ${given.key}`;
  const readSeal = query.select({ mac: rowSeals.mac }).from(rowSeals).where(ofRow).prepare();
  const addSeal = query.insert(rowSeals).values(given).onConflictDoNothing().prepare();
  const setSeal = query
    .insert(rowSeals)
    .values(given)
    .onConflictDoUpdate({ target: [rowSeals.table, rowSeals.key], set: { mac: sql`excluded.mac` } })
    .prepare();
  const dropSeal = query.delete(rowSeals).where(ofRow).prepare();
  const readState = query
    .select({
      counter: recordState.counter,
      seq: recordState.seq,
      sum: recordState.sum,
      mac: recordState.mac,
    })
    .from(recordState)
    .where(sql`${recordState.id} = 1`)
    .prepare();
  const setState = query
    .insert(recordState)
    .values({
      id: 1,
      counter: sql.placeholder("counter"),
      seq: sql.placeholder("seq"),
      sum: sql.placeholder("sum"),
      mac: sql.placeholder("mac"),
    })
    .onConflictDoUpdate({
      target: recordState.id,
      set: {
        counter: sql`excluded.counter`,
        seq: sql`excluded.seq`,
        sum: sql`excluded.sum`,
        mac: sql`excluded.mac`,
      },
    })
    .prepare();
  const sealedAs = (table: SealedTable, row: RawRow, { seal }: RowCodes) => ({
    table: table.sqlName,
    key: keyText(table.keyOf(row)),
    mac: seal,
  });

  /** The sum as it may be seen: behind a mask of its own for each count, or what is added could be told from two of them. */
  function masked(sum: Buffer, counter: number): Buffer {
    const mask = keys.mac("mask", String(counter));
    return sum.map((byte, index) => byte ^ (mask[index] ?? 0)) as Buffer;
  }
  const stateMac = ({ counter, seq, sum }: Omit<StateRow, "mac">) =>
    keys.mac("state", JSON.stringify([counter, seq, sum])).toString("base64url");

  /** The seal of a row, whether the row fits it or not. */
  function* sealAt(table: SealedTable, key: readonly RawValue[]): Steps<string | undefined> {
    return (yield* first(readSeal, { table: table.sqlName, key: keyText(key) }))?.mac;
  }

  return {
    tables,
    table: (name: TableName): SealedTable | undefined => tables.get(name),
    sealAt,
    /** The codes of a row where it is as its seal says; `null` where it is not. */
    *fitting(table: SealedTable, row: RawRow): Steps<RowCodes | null> {
      const codes = codesOf(keys, table, row);
      return (yield* sealAt(table, table.keyOf(row))) === codes.seal ? codes : null;
    },
    /** Seals a row that has no seal yet. One that is there already stays. */
    *add(table: SealedTable, row: RawRow, sum: Buffer): Steps<void> {
      const codes = codesOf(keys, table, row);
      if ((yield* touched(addSeal, sealedAs(table, row, codes))) > 0) mixIn(sum, codes.share);
    },
    /** Seals a row, whatever its seal was, in a sum that begins with it. */
    *put(table: SealedTable, row: RawRow, sum: Buffer): Steps<void> {
      const codes = codesOf(keys, table, row);
      yield* send(ask(setSeal, sealedAs(table, row, codes)));
      mixIn(sum, codes.share);
    },
    /** Seals a row anew that fitted its seal. */
    *renew(table: SealedTable, row: RawRow, before: RowCodes, sum: Buffer): Steps<void> {
      const codes = codesOf(keys, table, row);
      if (codes.seal === before.seal) return;
      yield* send(ask(setSeal, sealedAs(table, row, codes)));
      mixIn(sum, before.share);
      mixIn(sum, codes.share);
    },
    *drop(table: SealedTable, key: RawValue[], { share }: RowCodes, sum: Buffer): Steps<void> {
      yield* send(ask(dropSeal, { table: table.sqlName, key: keyText(key) }));
      mixIn(sum, share);
    },
    /** Forgets a seal whose row is not there. */
    *forget(table: SealedTable, key: string): Steps<void> {
      yield* send(ask(dropSeal, { table: table.sqlName, key }));
    },
    /** @returns `undefined` where there is none, `null` where it is not by these keys */
    *state(): Steps<(SealState & { mac: string }) | null | undefined> {
      const row = yield* first(readState);
      if (!row) return undefined;
      if (stateMac(row) !== row.mac) return null;
      return { ...row, sum: masked(Buffer.from(row.sum, "base64url"), row.counter) };
    },
    /** @returns its HMAC */
    *writeState({ counter, seq, sum }: SealState): Steps<string> {
      const row = { counter, seq, sum: masked(sum, counter).toString("base64url") };
      const mac = stateMac(row);
      yield* send(ask(setState, { ...row, mac }));
      return mac;
    },
  };
}

export type Seals = Awaited<ReturnType<typeof sealsOf>>;
