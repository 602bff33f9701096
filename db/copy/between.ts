import { existsSync } from "node:fs";
import { databaseError } from "../database-refused";
import { databaseName, isPostgres, pathOf } from "../dialect/database-address";
import { openDatabase } from "../dialect/open";
import { readHeads } from "../record/heads";
import { recordKeysIn } from "../record/keys";
import { keyMissing } from "../record/open";
import { copyDesk, type Copied } from "./copy-desk";
import type { CopyEnd } from "./refusing";
import { tableNamesIn } from "./tables";

/**
 * Copies a desk from one address to another, and verifies the copy by the record in its folder: {@link copyDesk}.
 *
 * @param from its `DATABASE_URL`
 * @param begin done when nothing stands in the way, before the moment that is copied
 * @param progress hears how many rows of how many are there
 * @throws DatabaseRefused, also `not-opened`
 * @throws RecordError `key-missing` where the folder has no key
 */
export async function copyBetween({
  from,
  to,
  recordFolder,
  begin,
  progress,
}: {
  from: string;
  to: string;
  recordFolder: string;
  begin: () => Promise<void>;
  progress: (done: number, total: number) => void;
}): Promise<Copied> {
  const keys = recordKeysIn(recordFolder);
  if (!keys) throw keyMissing(recordFolder);
  if (!isPostgres(from) && !existsSync(pathOf(from))) throw databaseError("no-desk", databaseName(from));
  const source = await openEnd(from);
  try {
    const target = await openEnd(to);
    try {
      const outside = () => ({ keys, ...readHeads(recordFolder, keys.publicPem), folder: recordFolder });
      return await copyDesk({ from: source, to: target, begin, outside, progress });
    } finally {
      await target.database.close();
    }
  } finally {
    await source.database.close();
  }
}

/** @throws DatabaseRefused `not-opened` */
async function openEnd(url: string): Promise<CopyEnd> {
  const name = databaseName(url);
  try {
    const database = await openDatabase(url);
    await tableNamesIn(database);
    return { database, name };
  } catch (error) {
    throw databaseError("not-opened", `${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
