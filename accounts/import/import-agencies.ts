import { setImmediate } from "node:timers/promises";
import { insert, update, type Write } from "../../db/change";
import type { Store } from "../../db/store";
import type { Clock, Random } from "../../db/types";
import { planAgencyImport } from "./agency-import-plan";
import { readAgencyRegistry, rowProblemWords, type RefusedRow } from "./agency-registry";
import {
  countingReport,
  type ImportCounts,
  type ImportLine,
  type ImportListener,
  type Importer,
} from "./import-report";

export interface ImportAgenciesParts {
  store: Store;
  clock: Clock;
  random: Random;
  by: Importer;
}

const batchSize = 250;

/**
 * Imports the registry of agencies: adds what is new, changes what differs, leaves the rest alone, and says so line by
 * line. The file is read and judged whole before the first change.
 *
 * @throws FileRefused when the file is broken as a whole; nothing has been changed
 * @throws ChangeRefused `agency-changed` when somebody changed an agency meanwhile; importing again takes up the rest
 */
export async function importAgencies(
  { store, clock, random, by }: ImportAgenciesParts,
  source: AsyncIterable<Uint8Array>,
  listener: ImportListener = {},
): Promise<ImportCounts> {
  const registry = await readAgencyRegistry(source);
  const plan = planAgencyImport(await store.agencies.all(), registry.rows, random);
  const { counts, report } = countingReport(listener);
  const at = clock();
  const steps = [
    ...plan.added.map(({ line, row }) => ({
      write: insert("agencies", { ...row, createdAt: at, updatedAt: at }, "agency-changed"),
      said: { line, outcome: "added", about: `${row.fullName} ${row.oid}` } satisfies ImportLine,
    })),
    ...plan.changed.map(({ line, agency, set }) => ({
      write: update(
        "agencies",
        { id: agency.id, updatedAt: agency.updatedAt },
        { ...set, updatedAt: at },
        "agency-changed",
      ),
      said: {
        line,
        outcome: "changed",
        about: `${agency.fullName} ${agency.oid}`,
        fields: Object.keys(set),
      } satisfies ImportLine,
    })),
    ...plan.unchanged.map(({ line, agency }) => ({
      write: null,
      said: { line, outcome: "unchanged", about: `${agency.fullName} ${agency.oid}` } satisfies ImportLine,
    })),
    ...registry.refused.map((row) => ({ write: null, said: refusedLine(row) })),
  ].sort((one, other) => one.said.line - other.said.line);

  for (let from = 0; from < steps.length; from += batchSize) {
    const batch = steps.slice(from, from + batchSize);
    const writes = batch.map(({ write }) => write).filter((write): write is Write => write !== null);
    if (writes.length > 0) {
      const lines = [batch[0]?.said.line, batch.at(-1)?.said.line];
      await store.commit({
        at,
        writes,
        audit: [{ ...by, act: "agencies.imported", detail: { changes: writes.length, lines } }],
      });
    }
    for (const { said } of batch) report(said);
    listener.onProgress?.(Math.min(steps.length, from + batchSize), steps.length);
    // The database works synchronously: let requests through between batches.
    await setImmediate();
  }
  return counts;
}

function refusedLine({ line, code, value }: RefusedRow): ImportLine {
  return {
    line,
    outcome: "refused",
    about: value,
    problem: {
      column: columnOf[code],
      zh: rowProblemWords("zh-Hant-TW")[code],
      en: rowProblemWords("en")[code],
    },
  };
}

const columnOf: Record<RefusedRow["code"], string> = {
  "oid-missing": "OID",
  "oid-shape": "OID",
  "name-missing": "機關名稱",
  "dn-shape": "DN",
  "too-long": "",
};
