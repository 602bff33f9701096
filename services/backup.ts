import { existsSync, statSync } from "node:fs";
import { discard, finishCopy, nameCopy } from "../db/copies";
import { databaseError } from "../db/database-refused";
import { recordFolderOf } from "../db/record/open";
import { copyRecord } from "../db/record/staged";
import { actorColumns, type Actor } from "../workflows/desk/actor";
import type { Context } from "../workflows/desk/context";
import { headOf, type Head } from "./record-head";

/** What a backup holds. */
export interface Backup {
  bytes: number;
  /** The newest row of its audit trail. */
  head: Head;
  /** The keys that its values are kept under. */
  keyIds: string[];
}

/**
 * Copies the database into one file while it is used: of one moment, without the seeds of passwords, checked, its owner's
 * alone. Under its name there is a whole backup or none. Taking it is an act, and the copy tells of it.
 *
 * @param recordFolder what the record keeps outside the database goes with it, but for its key
 * @throws DatabaseRefused `already-there`, `damaged`
 */
export async function backUp(
  { store, clock }: Pick<Context, "store" | "clock">,
  actor: Actor,
  {
    file,
    recordFolder,
    force,
    progress,
  }: { file: string; recordFolder: string; force: boolean; progress: (done: number, total: number) => void },
): Promise<Backup> {
  if (existsSync(file) && !force) throw databaseError("already-there", file);
  const part = `${file}.part`;
  await store.commit({
    at: clock(),
    writes: [],
    audit: [{ ...actorColumns(actor), act: "database.backed-up" }],
  });
  try {
    await store.copyTo(part, progress);
    finishCopy(part);
    if (existsSync(file) && !force) throw databaseError("already-there", file);
    nameCopy(part, file);
    await store.sealed();
    copyRecord(recordFolder, recordFolderOf(file));
  } finally {
    discard(part);
  }
  const keyIds = [...new Set((await store.keys.inUse()).map(({ keyId }) => keyId))];
  return { bytes: statSync(file).size, head: await headOf(store), keyIds };
}
