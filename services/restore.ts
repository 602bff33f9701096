import { existsSync } from "node:fs";
import { forgetUnfinished, replaceDatabase, restoringCopy, takeIn } from "../db/copies";
import { update, type Write } from "../db/change";
import { databaseError } from "../db/database-refused";
import { holdAlone } from "../db/presence";
import { openStore } from "../db/store";
import { presentBeside, type Present } from "../db/taken-away";
import type { Clock, Random } from "../db/types";
import { templates, type Template } from "../emails/templates/registry";
import { consoleActor } from "../workflows/console/console";
import { endAllAccess, type EndedAccess } from "../workflows/console/end-all-access";
import { actorColumns } from "../workflows/desk/actor";
import type { Environment } from "./environment";
import { headOf, type Head } from "./record-head";
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
  const { environment, clock, file, reached } = restoring;
  const { databaseFile } = environment;
  const copy = restoringCopy(databaseFile);
  const alone = holdAlone(databaseFile);
  try {
    takeIn(file, copy);
    await refuseBrokenRecord(copy);
    reached("checked");
    const at = clock();
    const present = presentBeside(copy, databaseFile, at);
    const prepared = await prepare(restoring, copy, present);
    reached("prepared");
    const keptAs = existsSync(databaseFile) ? `${databaseFile}.before-restore-${stamp(at)}` : null;
    replaceDatabase(copy, databaseFile, keptAs ?? "");
    reached("replaced");
    return { ...prepared, keptAs };
  } finally {
    forgetUnfinished(databaseFile);
    alone.release();
  }
}

/** Takes away again what was taken away, ends what lets in, and writes down what was joined to what: all in the copy. */
async function prepare(
  { environment, operator, clock, random }: Restoring,
  copy: string,
  present: Present | null,
): Promise<Omit<Restored, "keptAs">> {
  const services = await createServices({
    environment: { ...environment, databaseFile: copy },
    clock,
    random,
    ownMailbox: false,
  });
  try {
    const parts = { ...services, operator };
    const backup = await headOf(services.store);
    const replaced = present?.head ?? null;
    const takenAway = present && rowsOf(present.takenAway);
    const ended = await endAllAccess(
      parts,
      (all) => ({
        ...actorColumns(consoleActor(parts)),
        act: "database.restored",
        detail: { backup, replaced, takenAway, ended: all },
      }),
      [...(present?.takenAway ?? []), ...withLinks.map(cancelled)],
    );
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

/** @throws DatabaseRefused `record-broken` */
async function refuseBrokenRecord(copy: string): Promise<void> {
  const store = openStore(`file:${copy}`);
  try {
    const { brokenAt } = await store.records.verifyAudit();
    if (brokenAt !== null) throw databaseError("record-broken", String(brokenAt));
  } finally {
    store.close();
  }
}

/** An instant as file names can carry it: `20261127T190500Z`. */
const stamp = (at: number) => new Date(at).toISOString().replace(/[-:]|\.\d+/g, "");
