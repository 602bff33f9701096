import { createReadStream, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importAgencies } from "../accounts/import/import-agencies";
import { importPeople } from "../accounts/import/import-people";
import type { ImportCounts } from "../accounts/import/import-report";
import { inventNationalId } from "../accounts/identity/national-id";
import { readSecrets } from "../accounts/access/secrets";
import { openStore, type Store } from "../db/store";
import { openRegistry } from "../tests/support/desk/demo-files";
import { seededRandom } from "../tests/support/desk/seeded-random";
import { databaseIn } from "../tests/support/desk/test-database";
import { openBareDatabase, type TableRows } from "./bare-database";
import { defineBench, must } from "./frame";

const agencyCount = 8_189;
const peopleCount = 100_000;
const batch = 250;
const mebibyte = 1024 * 1024;

const random = seededRandom(7);
const secrets = readSecrets(["a secret of the benches that is long enough"], random);
const by = { actorKind: "console", actorId: null };
const clock = () => Date.UTC(2026, 10, 23);

interface World {
  folder: string;
  peopleFile: string;
  /** What the import leaves in the tables, for the floor to insert: parents before their children. */
  rows: TableRows[];
}

/** An empty installation takes in the government: the registry as published, and a file of people with every column. */
export const bench = defineBench<World, { ms: number }, { ms: number; againMs: number; moreMb: number }>({
  title: "Import of 8,189 agencies and 100,000 people",
  databases: true,
  rounds: 1,
  async open() {
    const folder = mkdtempSync(join(tmpdir(), "bench-import-"));
    const { store: first, url } = await emptyDesk(folder);
    await importAgencies({ store: first, clock, random, by }, openRegistry());
    const oids = (await first.agencies.all()).map(({ oid }) => oid);
    const peopleFile = join(folder, "people.csv");
    writeFileSync(peopleFile, fileOfPeople(oids));
    await people(first, peopleFile);
    await first.close();
    const bare = await openBareDatabase(url);
    const rows = [await bare.rowsOf("agencies"), await bare.rowsOf("people")];
    await bare.close();
    return { folder, peopleFile, rows };
  },
  async floor({ folder, rows }) {
    const { store, url } = await emptyDesk(folder);
    await store.close();
    const bare = await openBareDatabase(url);
    const began = performance.now();
    for (const table of rows) await bare.insert(table, batch);
    const ms = performance.now() - began;
    must((await bare.count("people")) === peopleCount, "the floor lacks people");
    await bare.close();
    return { ms };
  },
  async run({ folder, peopleFile }) {
    const { store } = await emptyDesk(folder);
    const before = process.memoryUsage().rss;
    let peak = before;
    const watch = () => void (peak = Math.max(peak, process.memoryUsage().rss));
    const began = performance.now();
    const agencies = await importAgencies({ store, clock, random, by }, openRegistry(), {
      onProgress: watch,
    });
    const added = await people(store, peopleFile, watch);
    const ms = performance.now() - began;
    must(agencies.added === agencyCount && added.added === peopleCount, "rows were left out");

    const again = performance.now();
    const second = await people(store, peopleFile);
    const againMs = performance.now() - again;
    must(second.unchanged === peopleCount, "the same file changed something");
    must((await store.records.verifyAudit()).brokenAt === null, "the audit chain is broken");
    await store.close();
    return { ms, againMs, moreMb: (peak - before) / mebibyte };
  },
  reach: [
    { what: "of the rate of bare prepared inserts", of: ({ floor, run }) => floor.ms / run.ms, atLeast: 0.3 },
    {
      what: "× the first time, when the same file comes again",
      of: ({ run }) => run.againMs / run.ms,
      atMost: 1,
    },
  ],
  close: ({ folder }) => Promise.resolve(rmSync(folder, { recursive: true })),
});

/** A desk with nobody in it, in a database of its own. */
async function emptyDesk(folder: string): Promise<{ store: Store; url: string }> {
  const place = mkdtempSync(join(folder, "desk-"));
  const { url } = await databaseIn(place);
  return { url, store: await openStore(url, { recordFolder: join(place, "desk.db-record") }) };
}

function people(store: Store, file: string, onProgress?: () => void): Promise<ImportCounts> {
  return importPeople({ store, clock, random, secrets, by }, () => createReadStream(file), { onProgress });
}

function fileOfPeople(oids: string[]): string {
  const header =
    "機關OID,姓名,身分證字號,自訂帳號,電子郵件,公務電話,分機,職稱,單位,到職年月,直屬主管姓名,狀態";
  const taken = new Set<string>();
  const lines = Array.from({ length: peopleCount }, (_, index) => {
    let id = inventNationalId(random);
    while (taken.has(id)) id = inventNationalId(random);
    taken.add(id);
    const oid = oids[index % oids.length] ?? "";
    return `${oid},王小明,${id},person.${index},person.${index}@agency.example,02-2397-9298,${index % 10_000},科員,第一科,103/07,林怡君,在職`;
  });
  return [header, ...lines, ""].join("\n");
}
