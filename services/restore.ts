import { existsSync } from "node:fs";
import { basename } from "node:path";
import { forgetUnfinished, replaceDatabase, restoringCopy, takeIn } from "../db/copies";
import { update, type Write } from "../db/change";
import { databaseError } from "../db/database-refused";
import { holdAlone } from "../db/presence";
import { joinRecord, type Joined } from "../db/record/join";
import { settleRecord, stageRecord } from "../db/record/staged";
import { presentBeside, type Present } from "../db/taken-away";
import type { Clock, Random } from "../db/types";
import { templates, type Template } from "../emails/templates/registry";
import { consoleActor } from "../workflows/console/console";
import { endAllAccess, type EndedAccess } from "../workflows/console/end-all-access";
import { tellOfShellAct } from "../workflows/console/shell-acts";
import { actorColumns } from "../workflows/desk/actor";
import type { Environment } from "./environment";
import type { Head } from "./record-head";
import { createServices } from "./services";

/** How far a restore has come. Until `replaced` the present database is what it was. */
export type RestoreStep = "checked" | "prepared" | "replaced";

export interface Restored {
  /** The newest audit row of the backup, and of the database that it replaced. */
  backup: Head;
  replaced: Head | null;
  /** How many things taken away since the backup were taken away again; `null` where that is not known. */
  takenAway: number | null;
  ended: EndedAccess;
  /** Where the database that was replaced lies. */
  keptAs: string | null;
}

interface Restoring {
  environment: Environment;
  /** The name that whoever types has on this machine. */
  operator: string;
  /** The backup. */
  file: string;
  /** Takes a backup whose rows are not sealed by this installation's record. */
  foreign: boolean;
  clock: Clock;
  random: Random;
  reached: (step: RestoreStep) => void;
}

/**
 * Puts a backup in the database's place. Everything is done on a copy beside it: what was taken away since the backup is
 * taken away again, every session, token, link, code and temporary password ends, and an audit row joins the backup's head
 * with that of the database replaced. Then the copy takes the name. Cut short at any moment, there is the old database
 * or the new one.
 *
 * @throws DatabaseRefused; nothing has been changed then
 * @throws EnvironmentError where a secret that the backup was sealed under is not listed
 */
export async function restore(restoring: Restoring): Promise<Restored> {
  const { environment, clock, random, operator, file, foreign, reached } = restoring;
  const { databaseFile, recordFolder } = environment;
  if (databaseFile === undefined) throw databaseError("not-a-file", "pg_restore");
  const copy = restoringCopy(databaseFile);
  const alone = holdAlone(databaseFile);
  try {
    settleRecord(recordFolder, databaseFile);
    takeIn(file, copy);
    const at = clock();
    const staged = {
      ...environment,
      databaseUrl: `file:${copy}`,
      databaseFile: copy,
      recordFolder: stageRecord(recordFolder),
    };
    const joined = await joinRecord({
      databaseFile: copy,
      recordFolder: staged.recordFolder,
      at,
      actor: actorColumns({ kind: "console", operator }),
      foreign,
      random,
    });
    reached("checked");
    const present = await presentBeside(copy, { databaseFile, recordFolder }, at);
    const prepared = await prepare(restoring, staged, joined, present);
    reached("prepared");
    const keptAs = existsSync(databaseFile) ? `${databaseFile}.before-restore-${stamp(at)}` : null;
    replaceDatabase(copy, databaseFile, keptAs ?? "");
    settleRecord(recordFolder, databaseFile);
    reached("replaced");
    return { ...prepared, keptAs };
  } finally {
    settleRecord(recordFolder, databaseFile);
    forgetUnfinished(databaseFile);
    alone.release();
  }
}

/** Takes away again what was taken away, and ends what lets in: all in the copy. */
async function prepare(
  { operator, clock, random, file }: Restoring,
  staged: Environment,
  { restored: backup, revocations }: Joined,
  present: Present | null,
): Promise<Omit<Restored, "keptAs">> {
  const services = await createServices({
    // Copies of the head are for good: not of one whose database may never take its place.
    environment: { ...staged, recordCopyFolder: undefined },
    clock,
    random,
    ownMailbox: false,
  });
  try {
    const parts = { ...services, operator };
    const replaced = present?.head ?? null;
    const again = [...revocations.map(({ write }) => write), ...(present?.takenAway ?? [])];
    const takenAway = present === null && revocations.length === 0 ? null : rowsOf(again);
    const ended = await endAllAccess(
      parts,
      (all) => ({
        ...actorColumns(consoleActor(parts)),
        act: "database.restored",
        detail: { backup, replaced, takenAway, ended: all },
      }),
      [...again, ...withLinks.map(cancelled)],
    );
    await tellOfShellAct(parts, { command: "restore", about: basename(file) });
    return { backup, replaced, takenAway, ended };
  } finally {
    await services.close();
  }
}

/** How many rows these writes are about. */
const rowsOf = (writes: readonly Write[]) =>
  new Set(writes.map((write) => JSON.stringify([write.table, "where" in write && write.where]))).size;

/** Mails that carry a link or a password: what waited then was sent since, or carries what has ended. */
const withLinks = Object.entries(templates)
  .filter(([, { joins }]) => joins !== "nothing" && joins !== "number")
  .map(([template]) => template as Template);

const cancelled = (template: Template): Write =>
  update("outbox", { template, state: "waiting" }, { state: "cancelled" });

/** An instant as file names can carry it: `20261127T190500Z`. */
const stamp = (at: number) => new Date(at).toISOString().replace(/[-:]|\.\d+/g, "");
