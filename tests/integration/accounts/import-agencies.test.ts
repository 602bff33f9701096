import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { importAgencies } from "../../../accounts/import/import-agencies";
import { importCalendar } from "../../../accounts/import/import-calendar";
import type { ImportLine } from "../../../accounts/import/import-report";
import { update } from "../../../db/change";
import { openStore, type Store } from "../../../db/store";
import { fileOf, openCalendar, openRegistry } from "../../support/desk/demo-files";
import { seededRandom } from "../../support/desk/seeded-random";

const by = { actorKind: "console", actorId: null };
const header = "OrgName,OID,TEL,Address,DN,OrgCode\n";
const yuan = '行政院,2.16.886.101.20003,02-33566500,台北市,"o=行政院,c=TW",A1\n';
const ministry = '法務部,2.16.886.101.20003.20006,02-21910189,台北市,"ou=法務部,o=行政院,c=TW",A2\n';
const personnel =
  '人事處,2.16.886.101.20003.20006.20122,02-23146871,台北市,"ou=人事處,ou=法務部,o=行政院,c=TW",A3\n';

const random = seededRandom();

let store: Store;
let now = Date.UTC(2026, 10, 23);
const parts = () => ({ store, clock: () => now, random, by });

async function imported(content: string | Uint8Array) {
  const lines: ImportLine[] = [];
  const counts = await importAgencies(parts(), fileOf(content, 100), { onLine: (line) => lines.push(line) });
  return { counts, lines };
}

beforeEach(async () => {
  store = await openStore("file::memory:");
});

afterEach(() => store.close());

describe("importing the real registry", () => {
  it("takes all 8,189 agencies, and the second time changes nothing", async ({ annotate }) => {
    const progress: number[] = [];
    const first = await importAgencies(parts(), openRegistry(), {
      onProgress: (done) => progress.push(done),
    });
    expect(first).toEqual({ added: 8189, changed: 0, unchanged: 0, refused: 0 });
    expect(progress.at(-1)).toBe(8189);
    expect(progress.length).toBeGreaterThan(10);

    now += 1000;
    const before = await store.agencies.all();
    const second = await importAgencies(parts(), openRegistry());
    void annotate(`first: ${JSON.stringify(first)}; second: ${JSON.stringify(second)}`);
    expect(second).toEqual({ added: 0, changed: 0, unchanged: 8189, refused: 0 });
    expect(await store.agencies.all()).toEqual(before);

    const [customs] = await store.agencies.search("基隆關");
    const lineage = await Promise.all(
      (await store.agencies.lineage(customs?.id ?? "")).map((id) => store.agencies.byId(id)),
    );
    expect(lineage.map((agency) => agency?.fullName)).toEqual([
      "財政部關務署基隆關",
      "財政部關務署",
      "財政部",
      "行政院",
    ]);
    expect(await store.records.verifyAudit()).toMatchObject({ brokenAt: null });
  });
});

describe("importing a registry again", () => {
  it("says line by line what was added, changed, left alone and refused", async () => {
    await imported(header + yuan + ministry);
    now += 1000;
    const { counts, lines } = await imported(
      header + yuan + ministry.replace("台北市", "臺北市") + personnel + personnel.replace("2.16", "2..16"),
    );
    expect(counts).toEqual({ added: 1, changed: 1, unchanged: 1, refused: 1 });
    expect(lines).toMatchObject([
      { line: 2, outcome: "unchanged", about: "行政院 2.16.886.101.20003" },
      { line: 3, outcome: "changed", fields: ["address"] },
      { line: 4, outcome: "added", about: "法務部人事處 2.16.886.101.20003.20006.20122" },
      { line: 5, outcome: "refused", problem: { column: "OID" } },
    ]);
    expect((await store.agencies.byOid("2.16.886.101.20003.20006"))?.address).toBe("臺北市");
  });

  it("keeps a parent that an administrator has set", async () => {
    await imported(header + yuan + ministry + personnel);
    const agency = await store.agencies.byOid("2.16.886.101.20003.20006.20122");
    const above = await store.agencies.byOid("2.16.886.101.20003");
    await store.commit({
      at: now,
      writes: [
        update(
          "agencies",
          { id: agency?.id ?? "" },
          { parentId: above?.id ?? null, parentBasis: "administrator", parentReason: "改隸" },
        ),
      ],
      audit: [],
    });
    expect((await imported(header + yuan + ministry + personnel)).counts).toMatchObject({ unchanged: 3 });
    expect((await store.agencies.byOid("2.16.886.101.20003.20006.20122"))?.parentId).toBe(above?.id);
  });

  it.each<[string, string | Uint8Array]>([
    ["another header", `name,oid\n${ministry}`],
    ["bad encoding", Buffer.concat([Buffer.from(header + ministry), Buffer.from([0xaa, 0x6b])])],
    ["a line cut off", header + ministry + personnel.slice(0, 40)],
    ["an OID twice", header + ministry + personnel + personnel],
    ["a line without end", `${header}${ministry}${"x".repeat(100_000)}`],
  ])("changes nothing when the file has %s", async (_what, content) => {
    await imported(header + yuan);
    const before = await store.agencies.all();
    await expect(imported(content)).rejects.toMatchObject({ domain: "file" });
    expect(await store.agencies.all()).toEqual(before);
  });
});

describe("importing the office calendar", () => {
  it("keeps every day of the file, and replaces what was there before", async () => {
    expect(await importCalendar(parts(), openCalendar(2026))).toEqual({
      from: "20260101",
      to: "20261231",
      days: 365,
    });
    await importCalendar(parts(), openCalendar(2026));
    await importCalendar(parts(), openCalendar(2027));
    const days = await store.records.calendarDays();
    expect(days).toHaveLength(730);
    expect(days.find(({ date }) => date === "20260217")).toMatchObject({ off: true, note: "春節" });
  });
});
