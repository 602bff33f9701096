import { randomBytes } from "node:crypto";
import type { Database } from "../database";
import type { Clock, Random } from "../types";
import { adopt } from "./adopt";
import { keepRecord, passingRecord } from "./keeper";
import { recordKeysIn } from "./keys";
import { migrateSealed } from "./reseal";
import { recordError, type RecordError } from "./record-error";
import { recorderOf, type Recorder } from "./recorder";
import { sealsOf } from "./seals";

/** Where the record of a database in a file lies, unless said otherwise. */
export const recordFolderOf = (databaseFile: string): string => `${databaseFile}-record`;

export interface RecordOptions {
  /** Where the record's key and head lie; beside the database unless said. One that ends with the process where there is no place. */
  recordFolder?: string;
  /** Where copies of the head go that are never overwritten. */
  recordCopyFolder?: string;
  clock?: Clock;
  /** Makes the key. */
  random?: Random;
}

/**
 * Brings a database to this version's schema and opens its record, or begins one where there is none.
 *
 * @throws RecordError `key-missing` where its rows are sealed by a key that is not in the record's folder
 */
export async function openRecord(database: Database, options: RecordOptions): Promise<Recorder> {
  const { recordFolder, recordCopyFolder, clock = Date.now, random = randomBytes } = options;
  await migrateSealed(database, recordFolder);
  const { recordState } = database.schema;
  const isSealed = (await database.query.select({ id: recordState.id }).from(recordState)).length > 0;
  if (isSealed && recordFolder !== undefined && !recordKeysIn(recordFolder)) throw keyMissing(recordFolder);
  const keeper =
    recordFolder === undefined
      ? passingRecord(random)
      : keepRecord(recordFolder, random, { copyFolder: recordCopyFolder });
  try {
    const seals = await sealsOf(database.writing, keeper.keys);
    const { head } = keeper.heads();
    if (head === undefined && !isSealed) await adopt(database, { seals, keys: keeper.keys }, clock());
    const recorder = recorderOf(database, seals, keeper);
    if (head !== undefined) await recorder.lookAtHead();
    else if ((await database.transaction(() => seals.state())) !== null) await recorder.sealAsItIs(clock());
    else throw keyMissing(recordFolder ?? "");
    return recorder;
  } catch (error) {
    await keeper.close();
    throw error;
  }
}

/** There is no key in the record's folder, or another than the rows are sealed by. */
export function keyMissing(folder: string): RecordError {
  return recordError("key-missing", "misused", {
    zh: `資料庫的紀錄由另一把金鑰封存，${folder} 沒有該金鑰。請放回原紀錄資料夾（RECORD_DIR），或以 desk restore 還原資料庫。`,
    en: `The record of this database is sealed by another key than ${folder} holds. Put the record's folder (RECORD_DIR) back, or restore the database with desk restore.`,
  });
}
