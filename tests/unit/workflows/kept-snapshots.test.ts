import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { begin, machines, restore, toStored } from "../../../workflows/machines/machines";
import { machineVersion } from "../../../workflows/machines/stored";
import { allowedIn, refusalTable, restored, type KeptSnapshot } from "../../support/machines/kept";
import { leaves, policy, wang } from "../../support/machines/graph";

const folder = new URL("../../vectors/snapshots/", import.meta.url);
const keptOf = (name: string) => JSON.parse(readFileSync(new URL(name, folder), "utf8")) as KeptSnapshot[];
/** States that a case passes through and never rests in: `always` leads on. */
const passing = new Set([
  "approved",
  "statementSigned",
  "verified",
  "decisionOutdated",
  "passwordHandover.solved",
]);
const versions = readdirSync(folder).filter((name) => name.endsWith(".json"));

describe("the snapshots that released versions of the machines stored", () => {
  it("are kept of every version, today's too, and of every state of every path", () => {
    expect(versions.sort()).toEqual(
      Array.from({ length: machineVersion }, (_, index) => `v${index + 1}.json`),
    );
    const today = keptOf(`v${machineVersion}.json`);
    for (const [path, machine] of Object.entries(machines)) {
      const states = new Set(today.filter((one) => one.path === path).map((one) => one.state));
      expect(leaves(machine.root).filter((state) => !states.has(state) && !passing.has(state))).toEqual([]);
    }
  });
});

describe.each(versions)("the snapshots in %s", (name) => {
  const kept = keptOf(name);

  it.each(kept.map((one) => [one.path, one.state, one.of, one] as const))(
    "load: %s, %s, %s, take the same events as then, and go on to the same states",
    (_path, state, _of, one) => {
      const today = restored(one);
      expect(today.state).toBe(state);
      // Later versions may take more, never less.
      expect(allowedIn(today)).toMatchObject(one.allowedEventTypes);
    },
  );
});

describe("a stored snapshot", () => {
  const { snapshot: begun } = begin("helpdesk", { kind: "recovery", channel: "web", subject: wang, policy });
  const snapshot = toStored(begun);

  it("of a case from before messages were counted loads with none unread", () => {
    const { unread: _, ...context } = begun.context;
    const old = { path: "helpdesk", snapshot: { ...snapshot, context }, machineVersion: 1 } as const;
    expect(restore(old).context).toEqual({ ...context, unread: 0 });
  });

  it("that a later release wrote is refused in words, by its version", () => {
    const later = { path: "helpdesk", snapshot, machineVersion: machineVersion + 1 } as const;
    expect(() => restore(later)).toThrow(/較新的版本寫入.*later release/);
    expect(() => restore(later)).toThrow(
      expect.objectContaining({
        domain: "machines",
        code: "newer-version",
        detail: { from: machineVersion + 1, known: machineVersion },
      }),
    );
  });
});

describe("why something is refused", () => {
  it("is the same, in every state, for every event and everybody, as it is written down", async () => {
    const table = refusalTable(keptOf(`v${machineVersion}.json`));
    await expect(table).toMatchFileSnapshot(new URL("refusals.tsv", folder).pathname);
  });
});
