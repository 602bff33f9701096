import { createHash } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { integer } from "../certificates/asn1/der-writer";
import { extension } from "../certificates/demo/issuing";
import { oids } from "../certificates/asn1/oids";
import { takeList } from "../workflows/trust/list-intake";
import { createTrust } from "../workflows/trust/trust";
import { addAuthority } from "../workflows/trust/trust-keeping";
import { day, forge, now } from "../tests/support/forge/forge";
import { manyEntries, moicaEntries } from "../tests/support/forge/many-entries";
import { createWorld } from "../tests/support/desk/population";
import { defineBench, must } from "./frame";
import { watchStalls } from "./stalls";

const console = { kind: "console", operator: "bench" } as const;
const rounds = 3;

/**
 * A new list of MOICA's size comes to a desk that serves pages meanwhile, as at every refresh (`taken`), and a desk that
 * starts reads it from its database (`load`). A visitor in a thread of its own keeps asking for the home page.
 */
export const bench = defineBench({
  title: "A revocation list of 412,000 entries and 20 MB, while pages are served",
  pages: true,
  rounds,
  async open() {
    const world = await createWorld({ at: now });
    const url = await world.serve();
    const parts = { ...world.services, trust: world.services.card.trust };
    const { root, authority } = forge({});
    for (const file of [root, authority])
      await addAuthority(parts, { file, purposes: ["agency"], crlUrls: [], ocspUrl: null }, console);
    const entries = manyEntries(moicaEntries, now - day);
    const lists = Array.from({ length: rounds + 1 }, (_, round) => listOf(entries, 200 + round));
    const visitor = new Worker(visits, { eval: true, workerData: url });
    await new Promise((resolve) => visitor.once("message", resolve));
    // Once beforehand, so that no round pays for code that is run for the first time.
    const [first = new Uint8Array()] = lists.splice(0, 1);
    await takeList(parts, first, { source: "imported", address: null, at: now });
    return { world, parts, lists, visitor };
  },
  async floor({ lists }) {
    const hashing = watchStalls();
    createHash("sha256")
      .update(lists[0] ?? new Uint8Array())
      .digest();
    const { ms } = hashing.end();
    const rest = await watched(() => wait(1500));
    return { ms, stall: rest.stall };
  },
  async run({ world, parts, lists }) {
    const der = lists.shift() ?? new Uint8Array();
    const file = der.length / 1e6;
    const taken = await watched(() => takeList(parts, der, { source: "imported", address: null, at: now }));
    must(taken.result.isNew && taken.result.list.entries === moicaEntries, "the list was not taken");

    const starting = createTrust(world.store);
    const load = await watched(() => starting.current());
    const [list] = load.result.trust.crls.filter(({ entries }) => entries.count === moicaEntries);
    must(list?.sha256 === taken.result.list.sha256, "the list in force is not the one taken");
    return {
      load: load.ms,
      loadStall: load.stall,
      loadMegabytes: load.megabytes - file,
      taken: taken.ms,
      takenStall: taken.stall,
      takenMegabytes: taken.megabytes - file,
    };
  },
  reach: [
    { what: "ms to load", of: ({ run }) => run.load, atMost: 2000 },
    {
      what: "ms a request waits longer than at rest, loading",
      of: ({ run, floor }) => run.loadStall - floor.stall,
      atMost: 50,
    },
    {
      what: "ms a request waits longer than at rest, taking",
      of: ({ run, floor }) => run.takenStall - floor.stall,
      atMost: 50,
    },
    { what: "MB above the file, at most, loading", of: ({ run }) => run.loadMegabytes, atMost: 100 },
    { what: "MB above the file, at most, taking", of: ({ run }) => run.takenMegabytes, atMost: 100 },
    { what: "× hashing the file, loading", of: ({ run, floor }) => run.load / floor.ms, atMost: 100 },
  ],
  async close({ world, visitor }) {
    await visitor.terminate();
    await world.close();
  },
});

function listOf(entries: Uint8Array, number: number): Uint8Array {
  const list = forge({
    crl: { more: entries, extensions: { number: extension(oids.crlNumber, integer(number)) } },
  });
  return list.trust.crls.find(({ entries: { count } }) => count === moicaEntries)?.der ?? new Uint8Array();
}

/** How long it takes, how long a request would wait at most meanwhile, and how far the memory grows at its highest. */
async function watched<T>(work: () => Promise<T>) {
  globalThis.gc?.();
  const before = memory();
  let highest = before;
  const sampling = setInterval(() => (highest = Math.max(highest, memory())), 5);
  const stalls = watchStalls();
  const result = await work();
  const { ms, stall } = stalls.end();
  clearInterval(sampling);
  return { result, ms, stall, megabytes: (Math.max(highest, memory()) - before) / 1e6 };
}

function memory(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Asks for the home page over and over; a wrong answer ends the bench. */
const visits = `
  const { parentPort, workerData } = require("node:worker_threads");
  (async () => {
    for (let visit = 0; ; visit++) {
      const response = await fetch(workerData);
      const page = await response.text();
      if (response.status !== 200 || !page.includes("</html>")) throw new Error("no home page: " + response.status);
      if (visit === 5) parentPort.postMessage("served");
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
`;
