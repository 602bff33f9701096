import { setImmediate } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Connection, Database } from "../database";
import { databaseError } from "../database-refused";
import type { RawRow, RawTable } from "../raw-rows";
import { verifySealed, type Outside, type SealedVerdict } from "../record/verify/verify";
import { commonBeginning, contentOf, type CommonBeginning, type Content } from "./content";
import { deletionBehind, fillingOf } from "./filling";
import { mustBeDesk, mustBeEmptyOrCopy, type CopyEnd } from "./refusing";
import { copiedTables, rowsOf, type CopiedTable } from "./tables";

/** What a copy came to. */
export interface Copied {
  /** Each table by its name in SQL, the same in both databases. */
  tables: Record<string, Content>;
  rows: number;
  /** How many of them an earlier copy had brought already. */
  kept: number;
  /** What the record proves of itself on the copy. */
  verdict: SealedVerdict;
}

interface Copying {
  from: CopyEnd;
  to: CopyEnd;
  /** Done when nothing stands in the way, before the moment that is copied. */
  begin?: () => Promise<void>;
  /** The record's keys and its head, read when it is asked for. */
  outside: () => Pick<Outside, "keys" | "head" | "isForged" | "folder">;
  /** Hears after each batch, which is there for good then, how many rows of how many are. What it throws ends the copy. */
  progress: (done: number, total: number) => void | Promise<void>;
}

/**
 * Copies a desk to another database, as the source is at this moment, while it goes on there. What is there of an earlier copy is
 * kept, table by table, up to the first row that is not the same any more: what lies behind is deleted, with all rows of the
 * tables that refer to this one, and copied anew. Cut short at any moment, it goes on so.
 *
 * @throws DatabaseRefused `in-use`, `no-desk`, `outdated`, `not-this-version`, `another-desk`: nothing has been changed;
 *   `not-kept` where a row cannot be there, `copy-differs` where a table is not as its source in the end
 */
export async function copyDesk({ from, to, begin, outside, progress }: Copying): Promise<Copied> {
  return to.database.alone(async () => {
    if ((await to.database.anotherKeyInUse("")) !== null) throw databaseError("in-use", to.name);
    await mustBeDesk(from);
    // The source only goes on: what is a copy of it now is one of the snapshot too.
    await mustBeEmptyOrCopy(from.database, to);
    await begin?.();
    // Read before the snapshot, which is then never behind it.
    const seen = outside();
    return from.database.onSnapshot(async (source) => {
      await to.database.migrate();
      const tables = await bothOf(source, to.database);
      const kept = await keepCommon(source, to.database, tables);
      await fill(source, to.database, tables, kept, progress);
      const contents = await compare(source, to.database, tables);
      const verdict = await to.database.onSnapshot((copy) => verifySealed(copy, seen, () => setImmediate()));
      await to.database.shrinkLog();
      return {
        tables: contents,
        rows: sumOf(Object.values(contents)),
        kept: sumOf([...kept.values()]),
        verdict,
      };
    });
  });
}

/** A table in both databases. */
interface Both {
  copied: CopiedTable;
  there: RawTable;
  here: RawTable;
}

type Kept = Map<CopiedTable["name"], CommonBeginning>;

const sumOf = (counted: { rows: number }[]) => counted.reduce((sum, { rows }) => sum + rows, 0);

async function bothOf(source: Connection, target: Database): Promise<Both[]> {
  const tables: Both[] = [];
  for (const copied of copiedTables)
    tables.push({ copied, there: await rowsOf(source, copied), here: await rowsOf(target, copied) });
  return tables;
}

/** Deletes what is not as in the source. @returns what is left, by table */
async function keepCommon(source: Connection, target: Database, tables: Both[]): Promise<Kept> {
  const kept: Kept = new Map();
  for (const { copied, there, here } of tables) {
    const common = await commonBeginning(
      { connection: source, table: there },
      { connection: target, table: here },
      copied.batch,
    );
    const losesParents = copied.parents.some((parent) => kept.get(parent)?.hasMore);
    const hasRows = common.rows > 0 || common.hasMore;
    kept.set(copied.name, losesParents ? { key: null, rows: 0, hasMore: hasRows } : common);
  }
  for (const { copied, here } of [...tables].reverse()) {
    const common = kept.get(copied.name);
    if (common?.hasMore) await target.transaction(deletionBehind(target, here, common.key));
  }
  return kept;
}

async function fill(
  source: Connection,
  target: Database,
  tables: Both[],
  kept: Kept,
  progress: Copying["progress"],
): Promise<void> {
  const total = await countAll(source, tables);
  let done = sumOf([...kept.values()]);
  await progress(done, total);
  for (const { copied, there } of tables) {
    const filling = fillingOf(target, copied);
    const next = (key: CommonBeginning["key"]) => source.run(there.rowsAfter(key, copied.batch));
    let rows = await next(kept.get(copied.name)?.key ?? null);
    while (rows.length > 0) {
      const some = rows;
      refuseZeros(there, some);
      await target.transaction(() => filling.insert(some));
      done += some.length;
      await progress(done, total);
      await setImmediate();
      rows = await next(there.keyOf(some.at(-1) ?? {}));
    }
    await target.transaction(() => filling.countOn());
  }
}

/** @throws DatabaseRefused `not-kept`: PostgreSQL has no U+0000 in its texts */
function refuseZeros({ sqlName, keyOf }: RawTable, rows: readonly RawRow[]): void {
  for (const row of rows)
    if (Object.values(row).some((value) => typeof value === "string" && value.includes("\0")))
      throw databaseError("not-kept", `${sqlName} ${keyOf(row).map(String).join(" ")}`);
}

async function countAll({ statement }: Connection, tables: Both[]): Promise<number> {
  let total = 0;
  for (const { there } of tables) {
    const [row] = await statement<{ n: number }>(
      sql`select count(*) as n from ${sql.identifier(there.sqlName)}`,
    ).execute();
    total += row?.n ?? 0;
  }
  return total;
}

/** @throws DatabaseRefused `copy-differs` */
async function compare(
  source: Connection,
  target: Database,
  tables: Both[],
): Promise<Record<string, Content>> {
  const contents: Record<string, Content> = {};
  const differing: string[] = [];
  for (const { copied, there, here } of tables) {
    const wanted = await contentOf(source, there, copied.batch);
    const found = await contentOf(target, here, copied.batch);
    if (wanted.sha256 !== found.sha256) differing.push(`${copied.sqlName} (${wanted.rows}, ${found.rows})`);
    contents[copied.sqlName] = found;
  }
  if (differing.length > 0) throw databaseError("copy-differs", differing.join("; "));
  return contents;
}
