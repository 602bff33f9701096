import type { Database as Sqlite } from "better-sqlite3";
import type { SealFinding, WholeFinding } from "./findings";
import type { Head } from "../head";
import type { RecordKeys } from "../keys";
import { emptySum, mixIn, sealsOf } from "../seals";
import { batchesOf, keyText, type SealedTable } from "../tables";

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
  sqlite: Sqlite,
  keys: RecordKeys,
  head: Head | null | undefined,
  pause: () => Promise<void>,
): Promise<SealVerdict> {
  const seals = sealsOf(sqlite, keys);
  const findings: SealVerdict["findings"] = [];
  const sum = emptySum();
  let rows = 0;
  for (const table of seals.tables.values()) {
    let sealed = 0;
    for (const some of batchesOf(table)) {
      for (const row of some) {
        const codes = seals.fitting(table, row);
        const hasSeal = codes !== null || seals.hasSeal(table, table.keyOf(row));
        if (hasSeal) sealed += 1;
        if (codes) mixIn(sum, codes.share);
        else if (findings.length < told) {
          const kind = hasSeal ? "row-changed" : "row-added";
          findings.push({ kind, table: table.sqlName, key: keyText(table.keyOf(row)) });
        }
      }
      rows += some.length;
      await pause();
    }
    if (sealed < sealCount(sqlite, table))
      for (const key of sealsWithoutRow(sqlite, table).slice(0, told))
        findings.push({ kind: "row-missing", table: table.sqlName, key });
  }
  const state = seals.state();
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

function sealCount(sqlite: Sqlite, { sqlName }: SealedTable): number {
  const count = sqlite
    .prepare<[string], number>("select count(*) from row_seals where table_name = ?")
    .pluck();
  return count.get(sqlName) ?? 0;
}

/** Keys of seals whose row is not there. */
export function sealsWithoutRow(sqlite: Sqlite, { sqlName, keyColumns }: SealedTable): string[] {
  return sqlite
    .prepare<[string], string>(
      `select row_key from row_seals where table_name = ?
       and row_key not in (select ${keyColumns.join(" || ' ' || ")} from ${sqlName})`,
    )
    .pluck()
    .all(sqlName);
}
