import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { desc } from "drizzle-orm";
import { genesis } from "../audit-chain";
import type { AuditEntry } from "../change";
import type { Connection, Database } from "../database";
import { openSqlite } from "../dialect/sqlite-database";
import type { Steps } from "../steps";
import type { Random } from "../types";
import { adoptAudit, appending, sealRows } from "./adopt";
import type { Head } from "./head";
import { readHeads, writeHead } from "./heads";
import { readJournal, type Revocation } from "./journal";
import { toDiskNow } from "./keeper";
import { keepRecordKeys, recordFiles, type RecordKeys } from "./keys";
import { lockOf } from "./lock";
import { recordError, type RecordError } from "./record-error";
import { migrateSealed } from "./reseal";
import { emptySum, sealsOf, type Seals, type SealState } from "./seals";
import { verifyAuditRows } from "./verify/verify-audit";
import { verifySeals } from "./verify/verify-seals";

/** A database that was put in the place of another, to be joined to the record that goes on. */
export interface Joining {
  /** The database that is there now: the restored one. Nothing else has it open. */
  databaseFile: string;
  /** The record's folder of this installation: its key, its head and its journal are kept and go on. */
  recordFolder: string;
  at: number;
  /** Who restores, for the row that joins: `record.joined`. */
  actor: Pick<AuditEntry, "actorKind" | "actorId">;
  /** More for that row; no personal data. */
  detail?: Record<string, unknown>;
  /**
   * Takes a database whose rows are not of this record's key (its key is lost, or it comes from another installation): its
   * chain of hashes is all that then speaks for it, and the row says so. Without it such a database is refused.
   */
  foreign?: boolean;
  /** Makes a key where there is none. */
  random?: Random;
}

/** How the two were joined. */
export interface Joined {
  /** The newest row that the restored database had. */
  restored: { seq: number; hash: string };
  /** The head that stood before; `null` where this installation had none. */
  before: Head | null;
  /** The number of the row that joins: past both. */
  seq: number;
  /** What was revoked since the restored database's newest row, for the restore to apply with the desk's own commit. */
  revocations: Revocation[];
  /** Whether the rows were taken over from another key. */
  foreign: boolean;
}

/**
 * Joins a restored database to the record: appends the row that names both heads, numbered past both, and seals the head with
 * it, so that `audit verify` takes the gap between them as explained and nothing else. Before, the restored rows themselves are
 * verified. Ended in between, it is to be done again, from the start. Ending sessions, tokens, links, codes and temporary
 * passwords, and applying `revocations`, is the caller's, through the store, afterwards.
 *
 * @throws RecordError `restored-rows-changed` where the database is not as it was sealed; `foreign-record` where it is of
 *   another key and `foreign` was not said; `head-of-another-key` where it was said, and the folder's head is not signed
 *   by the folder's key: `audit verify` would name it for ever
 */
export async function joinRecord({
  databaseFile,
  recordFolder,
  at,
  actor,
  detail = {},
  foreign = false,
  random = randomBytes,
}: Joining): Promise<Joined> {
  const database = openSqlite(databaseFile);
  try {
    const keys = keepRecordKeys(recordFolder, random);
    await migrateSealed(database, recordFolder);
    const seals = await sealsOf(database, keys);
    const state = await database.run(seals.state());
    const isForeign = await mustBeTakenOver(database, keys, state, foreign);
    const { head: found } = readHeads(recordFolder, keys.publicPem);
    if (isForeign && found === null) throw folderOfAnotherKey();
    const before = found ?? null;
    const taken = isForeign ? await takeOver(database, keys, seals) : null;
    const last = await newestRow(database);
    const seq = Math.max(last.seq, before?.seq ?? 0) + 1;
    const counter = Math.max(state?.counter ?? 0, before?.counter ?? 0) + 1;
    const restored = { seq: last.seq, hash: last.hash };
    const append = appending(database, keys);
    const head = await database.transaction(function* (): Steps<Head> {
      const row = yield* append(
        { seq, at, act: "record.joined", previousHash: last.hash, ...actor },
        {
          ...detail,
          restored,
          before: before && { seq: before.seq, hash: before.hash, counter: before.counter, at: before.at },
          ...(taken ? { foreign: true, unsound: taken.unsound } : {}),
        },
      );
      const sum = taken?.sum ?? state?.sum ?? emptySum();
      const mac = yield* seals.writeState({ counter, seq, sum });
      return { seq, ...row, counter, state: mac, at, brokenAt: null };
    });
    await sealJoined(recordFolder, keys, head);
    const { revocations } = readJournal(recordFolder, keys);
    // Counts of another record say nothing here.
    const isSince = ({ counter: count, at: then }: Revocation) =>
      isForeign ? then > last.at : count > (state?.counter ?? 0);
    return { restored, before, seq, revocations: revocations.filter(isSince), foreign: isForeign };
  } finally {
    await database.close();
  }
}

/** Whether the rows are to be sealed anew, because nothing genuine says what they were. */
async function mustBeTakenOver(
  database: Connection,
  keys: RecordKeys,
  state: SealState | null | undefined,
  isSaid: boolean,
): Promise<boolean> {
  const audit = state && (await verifyAuditRows(database, keys, undefined, setImmediate));
  const rows = state && (await verifySeals(database, keys, undefined, setImmediate));
  const findings = [...(audit?.findings ?? []), ...(rows?.findings ?? [])];
  if (state && findings.length === 0) return false;
  if (!isSaid) throw joinRefused(state ? "restored-rows-changed" : "foreign-record", findings);
  return true;
}

async function takeOver(
  database: Database,
  keys: RecordKeys,
  seals: Seals,
): Promise<{ sum: Buffer; unsound: number[] }> {
  const { unsound } = await adoptAudit(database, keys);
  const { rowSeals, revocationsToJournal } = database.schema;
  await database.query.delete(rowSeals);
  await database.query.delete(revocationsToJournal);
  return { ...(await sealRows(database, seals)), unsound: unsound.slice(0, 20) };
}

async function newestRow({
  query,
  schema: { audit },
}: Connection): Promise<{ seq: number; hash: string; at: number }> {
  const [row] = await query
    .select({ seq: audit.seq, hash: audit.hash, at: audit.at })
    .from(audit)
    .orderBy(desc(audit.seq))
    .limit(1);
  return row ?? { seq: 0, hash: genesis, at: 0 };
}

/** A restore goes on whatever the head said before. */
async function sealJoined(folder: string, keys: RecordKeys, head: Head): Promise<void> {
  const lock = lockOf(folder);
  try {
    await lock.withinSoon(() => writeHead(folder, keys, head, readHeads(folder, keys.publicPem)));
    toDiskNow(join(folder, recordFiles.heads));
  } finally {
    lock.close();
  }
}

function joinRefused(
  code: "restored-rows-changed" | "foreign-record",
  findings: readonly unknown[],
): RecordError {
  const words =
    code === "foreign-record"
      ? {
          zh: "此資料庫由另一把金鑰封存，或尚未封存。確認來源可信後，可指定接管（--foreign）。",
          en: "This database is sealed by another key, or by none. If you trust where it comes from, take it over (--foreign).",
        }
      : {
          zh: "此備份的資料與封存不符，遭變動。請改用另一份備份；確認無誤後，可指定接管（--foreign）。",
          en: "The rows of this backup are not as they were sealed. Use another backup; if you are sure of it, take it over (--foreign).",
        };
  return recordError(code, "conflict", { ...words, findings: findings.slice(0, 20) });
}

function folderOfAnotherKey(): RecordError {
  return recordError("head-of-another-key", "conflict", {
    zh: "紀錄資料夾的封存首不是由其中的金鑰簽署。請放回原金鑰；若已遺失或外洩，請將整個資料夾（RECORD_DIR）移開保存後再還原，將另產生金鑰。",
    en: "The head in the record's folder is not signed by the key there. Put that key back; where it is lost or known to others, set the whole folder (RECORD_DIR) aside, keep it, and restore again: another key is made.",
  });
}
