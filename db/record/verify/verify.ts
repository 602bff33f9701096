import type { Connection } from "../../database";
import { furthestCopy } from "../copies";
import type { Finding } from "./findings";
import type { Head } from "../head";
import { readJournal } from "../journal";
import type { RecordKeys } from "../keys";
import { verifyAuditRows } from "./verify-audit";
import { verifySeals } from "./verify-seals";

/** What the record of a database proves of itself. */
export interface SealedVerdict {
  /** Rows of the audit, and of the sealed tables. */
  rows: number;
  sealed: number;
  findings: Finding[];
}

export interface Outside {
  keys: RecordKeys;
  /** Read before the snapshot was taken: the database is never behind it. */
  head: Head | null | undefined;
  /** Whether something lies where a head should that the key did not sign. */
  isForged?: boolean;
  folder?: string;
  copyFolder?: string;
}

/** Verifies audit, sealed rows, head, copies and journal against each other, on one snapshot of the database. */
export async function verifySealed(
  connection: Connection,
  { keys, head, isForged, folder, copyFolder }: Outside,
  pause: () => Promise<void>,
): Promise<SealedVerdict> {
  const audit = await verifyAuditRows(connection, keys, head, pause);
  const seals = await verifySeals(connection, keys, head, pause);
  const findings: Finding[] = [];
  if (head === null || isForged) findings.push({ kind: "head-forged" });
  const copy = copyFolder === undefined ? undefined : furthestCopy(copyFolder, keys.publicPem);
  if (copy && (head?.counter ?? 0) < copy.counter) findings.push({ kind: "head-older", at: copy.at });
  const isOlder = seals.counter !== null && seals.counter < (head?.counter ?? 0);
  // Of a database that is older as a whole the newest rows were not cut off one by one.
  findings.push(
    ...audit.findings.map((one) =>
      isOlder && one.kind === "cut" ? { ...one, kind: "older" as const } : one,
    ),
  );
  if (isOlder && !findings.some(({ kind }) => kind === "older")) findings.push({ kind: "older", rows: [] });
  findings.push(...seals.findings);
  if (head && head.brokenAt !== null && !audit.joinsHead)
    findings.push({ kind: "broken-since", at: head.brokenAt });
  const journal = folder === undefined ? null : readJournal(folder, keys).brokenAt;
  if (journal !== null) findings.push({ kind: "journal-broken", line: journal });
  return { rows: audit.rows, sealed: seals.rows, findings };
}
