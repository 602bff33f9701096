import { setImmediate } from "node:timers/promises";
import { forbidRow, insert, isChangeRefused, type Write } from "../../db/change";
import { newId } from "../../db/ids";
import type { PersonWithAgency } from "../../db/queries/people";
import type { Store } from "../../db/store";
import type { Clock, Random } from "../../db/types";
import {
  countingReport,
  type ImportCounts,
  type ImportLine,
  type ImportListener,
  type Importer,
} from "./import-report";
import { keepNationalId } from "../identity/kept-national-id";
import { personColumns, readPeopleFile, type PersonLine, type PersonRow } from "./people-file";
import { personProblemWords, type PersonProblem } from "./people-file-words";
import { editedFields, personEditWrites } from "../identity/person-edit";
import type { Secrets } from "../access/secrets";

export interface ImportPeopleContext {
  store: Store;
  clock: Clock;
  random: Random;
  secrets: Secrets;
  by: Importer;
}

/** One line of a batch: what it would write, if anything, and what is to be said of it. */
interface Step {
  said: ImportLine;
  writes: Write[];
}

const batchSize = 250;
const accountTaken = "account-taken:";

/**
 * Imports people by CSV, told apart by their national IDs. The file is read twice: first to see that it is whole, so that
 * a broken one changes nothing, then batch by batch. A bad row is reported and left out, the others go on.
 *
 * @param open gives the file from its beginning, each time
 * @throws FileRefused when the file is broken as a whole; nothing has been changed
 */
export async function importPeople(
  parts: ImportPeopleContext,
  open: () => AsyncIterable<Uint8Array>,
  listener: ImportListener = {},
): Promise<ImportCounts> {
  const total = await countRows(open());
  const { counts, report } = countingReport(listener);
  const planner = await planning(parts);
  let done = 0;
  for await (const lines of batches(readPeopleFile(open()), batchSize)) {
    const steps = await planner(lines);
    await commitBatch(parts, steps);
    for (const { said } of steps) report(said);
    done += lines.length;
    listener.onProgress?.(done, total);
    // The database works synchronously: let requests through between batches.
    await setImmediate();
  }
  return counts;
}

async function countRows(source: AsyncIterable<Uint8Array>): Promise<number> {
  let rows = 0;
  for await (const _ of readPeopleFile(source)) rows += 1;
  return rows;
}

async function* batches<T>(source: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const one of source) {
    batch.push(one);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Decides, batch by batch, what is to be written. */
async function planning(parts: ImportPeopleContext): Promise<(lines: PersonLine[]) => Promise<Step[]>> {
  const { store, secrets } = parts;
  const agencyIds = new Map((await store.agencies.all()).map(({ oid, id }) => [oid, id]));
  const seen = new Set<string>();
  // Into an empty table nobody needs to be looked up.
  const empty = (await store.people.count()) === 0;
  return async (lines) => {
    const hashes = new Map<PersonLine, string[]>(
      lines.flatMap((read) =>
        "refused" in read ? [] : [[read, secrets.keyedHashes("national-id", read.row.nationalId)]],
      ),
    );
    const known = empty
      ? new Map<string, PersonWithAgency>()
      : await store.people.byNationalIds([...hashes.values()].flat());
    const steps: Step[] = [];
    for (const read of lines) {
      const own = hashes.get(read) ?? [];
      const person = own.map((hash) => known.get(hash)).find((one) => one !== undefined);
      steps.push(await stepOf(parts, read, { agencyIds, seen, hash: own[0] ?? "", person }));
    }
    return steps;
  };
}

interface KnownOfLine {
  agencyIds: ReadonlyMap<string, string>;
  /** The hashes of the lines before. */
  seen: Set<string>;
  hash: string;
  /** Who has this national ID already. */
  person: PersonWithAgency | undefined;
}

async function stepOf(
  parts: ImportPeopleContext,
  read: PersonLine,
  { agencyIds, seen, hash, person }: KnownOfLine,
): Promise<Step> {
  const { line, name } = read;
  if ("refused" in read) return refusal(line, name, read.refused.column, read.refused.code);
  const { row } = read;
  const agencyId = agencyIds.get(row.agencyOid);
  if (agencyId === undefined) return refusal(line, name, personColumns.agencyOid[0], "agency-unknown");
  if (seen.has(hash)) return refusal(line, name, personColumns.nationalId[0], "twice-in-file");
  seen.add(hash);
  if (!person)
    return {
      said: { line, outcome: "added", about: name },
      writes: additionOf(parts, line, row, agencyId),
    };
  const { nationalId: _, agencyOid: __, ...set } = row;
  // An account once chosen is the person's own: a file that has none does not take it away.
  const wanted = { ...set, agencyId, account: row.account ?? person.account };
  const fields = editedFields(person, wanted);
  if (fields.length === 0) return { said: { line, outcome: "unchanged", about: name }, writes: [] };
  const writes = await personEditWrites(parts, {
    person,
    set: wanted,
    at: parts.clock(),
    changedBy: parts.by.actorId ?? parts.by.actorKind,
    restsOn: basisOf(parts.by),
    proof: "import",
    described: "人員資料匯入作業",
  });
  const guarded = fields.includes("account") ? accountFree(line, wanted.account) : [];
  return { said: { line, outcome: "changed", about: name, fields }, writes: [...guarded, ...writes] };
}

/** The console is nobody who could act for those in the file. */
const basisOf = ({ actorKind, actorId }: Importer): string[] =>
  actorKind === "person" && actorId !== null ? [actorId] : [];

function additionOf(
  { clock, random, secrets, by }: ImportPeopleContext,
  line: number,
  row: PersonRow,
  agencyId: string,
): Write[] {
  const id = newId(random);
  const at = clock();
  const { agencyOid: _, nationalId, ...said } = row;
  const person = {
    id,
    agencyId,
    ...said,
    ...keepNationalId(secrets, nationalId, id),
    createdAt: at,
    updatedAt: at,
  };
  const set: Write[] = [insert("people", person, `${accountTaken}${line}`)];
  if (by.actorId !== null && row.email) {
    // Whoever set an address may not act on that person's ticket; the console is nobody who could.
    set.push(
      insert("personChanges", {
        id: newId(random),
        personId: id,
        field: "email",
        changedBy: by.actorId,
        restsOn: basisOf(by),
        proof: "import",
        at,
      }),
    );
  }
  return set;
}

function accountFree(line: number, account: string | null): Write[] {
  return account === null ? [] : [forbidRow("people", { account }, `${accountTaken}${line}`)];
}

/** Commits a batch as one change; if one line stands in the way, each line by itself, so that only that one is refused. */
async function commitBatch(parts: ImportPeopleContext, steps: Step[]): Promise<void> {
  try {
    await commit(parts, steps);
  } catch (error) {
    if (!isChangeRefused(error)) throw error;
    if (steps.length > 1) {
      for (const step of steps) await commitBatch(parts, [step]);
      return;
    }
    const [step] = steps;
    if (!step) return;
    const { line, about } = step.said;
    const taken = error.code.startsWith(accountTaken);
    step.said = taken
      ? refusal(line, about, personColumns.account[0], "account-taken").said
      : refusal(line, about, "", "person-changed").said;
  }
}

async function commit({ store, clock, by }: ImportPeopleContext, steps: Step[]): Promise<void> {
  const writes = steps.flatMap((step) => step.writes);
  if (writes.length === 0) return;
  const lines = [steps[0]?.said.line, steps.at(-1)?.said.line];
  await store.commit({
    at: clock(),
    writes,
    audit: [{ ...by, act: "people.imported", detail: { changes: writes.length, lines } }],
  });
}

function refusal(line: number, name: string, column: string, code: PersonProblem): Step {
  return {
    said: { line, outcome: "refused", about: name, problem: { column, ...personProblemWords(code) } },
    writes: [],
  };
}
