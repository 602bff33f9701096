import { randomBytes } from "node:crypto";
import { inMemory, type Database } from "../connection";
import type { Clock, Random } from "../types";
import { adopt } from "./adopt";
import { keepRecord, passingRecord } from "./keeper";
import { recordKeysIn } from "./keys";
import { migrateSealed } from "./reseal";
import { recordError, type RecordError } from "./record-error";
import { recorderOf, type Recorder } from "./recorder";

/** Where the record of a database lies, unless said otherwise. */
export const recordFolderOf = (databaseFile: string): string => `${databaseFile}-record`;

export interface RecordOptions {
  /** Where the record's key and head lie; beside the database unless said. */
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
export function openRecord(database: Database, databaseFile: string, options: RecordOptions): Recorder {
  const { sqlite } = database;
  const {
    recordFolder = recordFolderOf(databaseFile),
    recordCopyFolder,
    clock = Date.now,
    random = randomBytes,
  } = options;
  const isPassing = databaseFile === inMemory;
  migrateSealed(database, isPassing ? undefined : recordFolder);
  const isSealed = sqlite.prepare("select 1 from record_state").get() !== undefined;
  if (isSealed && !isPassing && !recordKeysIn(recordFolder)) {
    sqlite.close();
    throw keyMissing(recordFolder);
  }
  const keeper = isPassing
    ? passingRecord(random)
    : keepRecord(recordFolder, random, { copyFolder: recordCopyFolder });
  const found = keeper.heads().head;
  if (found === undefined && !isSealed) adopt(sqlite, keeper, clock());
  const recorder = recorderOf(sqlite, keeper);
  if (found === undefined && recorder.seals.state() === null) {
    keeper.close();
    sqlite.close();
    throw keyMissing(recordFolder);
  }
  if (found === undefined) recorder.sealAsItIs(clock());
  return recorder;
}

function keyMissing(folder: string): RecordError {
  return recordError("key-missing", "misused", {
    zh: `資料庫的紀錄由另一把金鑰封存，${folder} 沒有該金鑰。請放回原紀錄資料夾（RECORD_DIR），或以 desk restore 還原資料庫。`,
    en: `The record of this database is sealed by another key than ${folder} holds. Put the record's folder (RECORD_DIR) back, or restore the database with desk restore.`,
  });
}
