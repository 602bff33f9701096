import { sql } from "drizzle-orm";
import type { Connection } from "../../database";
import type { SealFinding, WholeFinding } from "./findings";
import type { Head } from "../head";
import type { RecordKeys } from "../keys";
import { emptySum, mixIn, sealsOf } from "../seals";
import { batchesOf } from "../../raw-rows";
import { codesOf, keyText, type SealedTable } from "../tables";

/** That many are told one by one. */
const told = 100;

export interface SealVerdict {
  /** Rows that were looked at. */
  rows: number;
  findings: (SealFinding | WholeFinding)[];
  /** The count at which the database stands; `null` where nothing genuine says so. */
  counter: number | null;
}

/** Holds every row of the sealed tables against its seal, and all seals against what they come to. Of one snapshot. */
export async function verifySeals(
  connection: Connection,
  keys: RecordKeys,
  head: Head | null | undefined,
  pause: () => Promise<void>,
): Promise<SealVerdict> {
  const seals = await sealsOf(connection, keys);
  const findings: SealVerdict["findings"] = [];
  const sum = emptySum();
  let rows = 0;
  for (const table of seals.tables.values()) {
    let sealed = 0;
    for await (const some of batchesOf(connection, table)) {
      for (const row of some) {
        const codes = codesOf(keys, table, row);
        const seal = await connection.run(seals.sealAt(table, table.keyOf(row)));
        const hasSeal = seal !== undefined;
        if (hasSeal) sealed += 1;
        if (seal === codes.seal) mixIn(sum, codes.share);
        else if (findings.length < told) {
          const kind = hasSeal ? "row-changed" : "row-added";
          findings.push({ kind, table: table.sqlName, key: keyText(table.keyOf(row)) });
        }
      }
      rows += some.length;
      await pause();
    }
    if (sealed < (await sealCount(connection, table)))
      for (const key of (await sealsWithoutRow(connection, table)).slice(0, told))
        findings.push({ kind: "row-missing", table: table.sqlName, key });
  }
  const state = await connection.run(seals.state());
  if (!state) {
    // Without head and state there was never anything to seal.
    if (state === null || head !== undefined) findings.push({ kind: "state-forged" });
    return { rows, findings, counter: null };
  }
  // Rows that were named already are why it does not come out.
  const comesOut = findings.length > 0 || sum.equals(state.sum);
  const isAsSealed = head?.counter !== state.counter || head.state === state.mac;
  if (!comesOut || !isAsSealed) findings.push({ kind: "rows-older" });
  return { rows, findings, counter: state.counter };
}

async function sealCount({ statement }: Connection, { sqlName }: SealedTable): Promise<number> {
  const count = statement<{ n: number }>(
    sql`select count(*) as n from row_seals where table_name = ${sqlName}`,
  );
  return (await count.execute())[0]?.n ?? 0;
}

/** Keys of seals whose row is not there. */
export async function sealsWithoutRow(
  { statement }: Connection,
  { sqlName, keyColumns }: SealedTable,
): Promise<string[]> {
  const key = sql.join(
    keyColumns.map((column) => sql`cast(${sql.identifier(column)} as text)`),
    sql` || ' ' || `,
  );
  const rows = await statement<{ key: string }>(
    sql`select row_key as key from row_seals where table_name = ${sqlName}
        and row_key not in (select ${key} from ${sql.identifier(sqlName)})`,
  ).execute();
  return rows.map((row) => row.key);
}
