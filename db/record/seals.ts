import type { Database as Sqlite } from "better-sqlite3";
import type { TableName } from "../change";
import type { RecordKeys } from "./keys";
import {
  codesOf,
  keyText,
  sealedTablesOf,
  type RawRow,
  type RawValue,
  type RowCodes,
  type SealedTable,
} from "./tables";

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
export function sealsOf(sqlite: Sqlite, keys: RecordKeys) {
  const tables = sealedTablesOf(sqlite);
  const readSeal = sqlite
    .prepare<[string, string], string>("select mac from row_seals where table_name = ? and row_key = ?")
    .pluck();
  const addSeal = sqlite.prepare(
    "insert into row_seals (table_name, row_key, mac) values (?, ?, ?) on conflict do nothing",
  );
  const setSeal = sqlite.prepare(
    `insert into row_seals (table_name, row_key, mac) values (?, ?, ?)
     on conflict (table_name, row_key) do update set mac = excluded.mac`,
  );
  const dropSeal = sqlite.prepare("delete from row_seals where table_name = ? and row_key = ?");
  const readState = sqlite.prepare<[], StateRow>(
    "select counter, seq, sum, mac from record_state where id = 1",
  );
  const setState = sqlite.prepare(
    `insert into record_state (id, counter, seq, sum, mac) values (1, @counter, @seq, @sum, @mac)
     on conflict (id) do update set counter = @counter, seq = @seq, sum = @sum, mac = @mac`,
  );

  /** The sum as it may be seen: behind a mask of its own for each count, or what is added could be told from two of them. */
  function masked(sum: Buffer, counter: number): Buffer {
    const mask = keys.mac("mask", String(counter));
    return sum.map((byte, index) => byte ^ (mask[index] ?? 0)) as Buffer;
  }
  const stateMac = ({ counter, seq, sum }: Omit<StateRow, "mac">) =>
    keys.mac("state", JSON.stringify([counter, seq, sum])).toString("base64url");

  return {
    tables,
    table: (name: TableName): SealedTable | undefined => tables.get(name),
    hasSeal: (table: SealedTable, key: RawValue[]): boolean =>
      readSeal.get(table.sqlName, keyText(key)) !== undefined,
    /** The codes of a row where it is as its seal says; `null` where it is not. */
    fitting(table: SealedTable, row: RawRow): RowCodes | null {
      const codes = codesOf(keys, table, row);
      return readSeal.get(table.sqlName, keyText(table.keyOf(row))) === codes.seal ? codes : null;
    },
    /** Seals a row that has no seal yet. One that is there already stays. */
    add(table: SealedTable, row: RawRow, sum: Buffer): void {
      const { seal, share } = codesOf(keys, table, row);
      if (addSeal.run(table.sqlName, keyText(table.keyOf(row)), seal).changes > 0) mixIn(sum, share);
    },
    /** Seals a row, whatever its seal was, in a sum that begins with it. */
    put(table: SealedTable, row: RawRow, sum: Buffer): void {
      const { seal, share } = codesOf(keys, table, row);
      setSeal.run(table.sqlName, keyText(table.keyOf(row)), seal);
      mixIn(sum, share);
    },
    /** Seals a row anew that fitted its seal. */
    renew(table: SealedTable, row: RawRow, before: RowCodes, sum: Buffer): void {
      const { seal, share } = codesOf(keys, table, row);
      if (seal === before.seal) return;
      setSeal.run(table.sqlName, keyText(table.keyOf(row)), seal);
      mixIn(sum, before.share);
      mixIn(sum, share);
    },
    drop(table: SealedTable, key: RawValue[], { share }: RowCodes, sum: Buffer): void {
      dropSeal.run(table.sqlName, keyText(key));
      mixIn(sum, share);
    },
    /** @returns `undefined` where there is none, `null` where it is not by these keys */
    state(): (SealState & { mac: string }) | null | undefined {
      const row = readState.get();
      if (!row) return undefined;
      if (stateMac(row) !== row.mac) return null;
      return { ...row, sum: masked(Buffer.from(row.sum, "base64url"), row.counter) };
    },
    /** @returns its HMAC */
    writeState({ counter, seq, sum }: SealState): string {
      const row = { counter, seq, sum: masked(sum, counter).toString("base64url") };
      const mac = stateMac(row);
      setState.run({ ...row, mac });
      return mac;
    },
  };
}

export type Seals = ReturnType<typeof sealsOf>;
