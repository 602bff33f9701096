import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import type { Connection } from "../database";
import { batchesOf, type RawRow, type RawTable, type RawValue } from "../raw-rows";

/** What a table holds, to be compared over two databases. */
export interface Content {
  rows: number;
  /** Of its rows in the order of their keys, in hexadecimal. */
  sha256: string;
}

export async function contentOf(connection: Connection, table: RawTable, batch: number): Promise<Content> {
  const hash = createHash("sha256");
  let count = 0;
  for await (const rows of batchesOf(connection, table, batch)) {
    for (const row of rows) hash.update(`${rowText(row)}\n`);
    count += rows.length;
    await setImmediate();
  }
  return { rows: count, sha256: hash.digest("hex") };
}

/** A table in one of two databases. */
interface Side {
  connection: Connection;
  table: RawTable;
}

/** How far two tables are the same, in the order of keys. */
export interface CommonBeginning {
  /** The key of the last row that is the same; `null` where not even the first is. */
  key: RawValue[] | null;
  rows: number;
  /** Whether the second table has rows behind it. */
  hasMore: boolean;
}

export async function commonBeginning(one: Side, other: Side, batch: number): Promise<CommonBeginning> {
  const left = rowsOf(one, batch);
  const right = rowsOf(other, batch);
  let last: RawRow | undefined;
  for (let rows = 0; ; rows += 1) {
    const [mine, theirs] = [await left.next(), await right.next()];
    const isSame = !mine.done && !theirs.done && rowText(mine.value) === rowText(theirs.value);
    if (!isSame) return { key: last ? one.table.keyOf(last) : null, rows, hasMore: !theirs.done };
    last = mine.value;
  }
}

async function* rowsOf({ connection, table }: Side, batch: number): AsyncGenerator<RawRow, undefined> {
  for await (const rows of batchesOf(connection, table, batch)) {
    yield* rows;
    await setImmediate();
  }
  return undefined;
}

const rowText = (row: RawRow): string =>
  JSON.stringify(
    Object.values(row).map((value) =>
      Buffer.isBuffer(value) ? { base64: value.toString("base64") } : value,
    ),
  );
