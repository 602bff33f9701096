import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { importAgencies } from "../../../accounts/import/import-agencies";
import { importPeople } from "../../../accounts/import/import-people";
import type { ImportLine } from "../../../accounts/import/import-report";
import { nationalIdHashes, openNationalId } from "../../../accounts/identity/kept-national-id";
import { inventNationalId } from "../../../accounts/identity/national-id";
import { readSecrets } from "../../../accounts/access/secrets";
import { openStore, type Store } from "../../../db/store";
import { isUnconfirmed } from "../../../workflows/desk/address-standing";
import { fileOf } from "../../support/desk/demo-files";
import { seededRandom } from "../../support/desk/seeded-random";

const random = seededRandom(11);
const secrets = readSecrets(["a secret of the tests, long enough to be one"], random);
const header = "機關OID,姓名,身分證字號,自訂帳號,電子郵件,公務電話,到職年月\n";
const ming = inventNationalId(random);
const ling = inventNationalId(random);

let store: Store;
let now = Date.UTC(2026, 10, 23);

function person(
  id: string,
  {
    name = "王明",
    account = "",
    email = "ming@customs.example",
    phone = "02-24202951",
    oid = "2.16.886.101.20003",
  } = {},
) {
  return `${oid},${name},${id},${account},${email},${phone},103/07\n`;
}

async function imported(content: string, actorId: string | null = null) {
  const lines: ImportLine[] = [];
  const parts = {
    store,
    clock: () => now,
    random,
    secrets,
    by: { actorKind: actorId ? "person" : "console", actorId },
  };
  const counts = await importPeople(parts, () => fileOf(header + content, 4096), {
    onLine: (line) => lines.push(line),
  });
  return { counts, lines };
}

const found = (id: string) => store.people.byNationalId(nationalIdHashes(secrets, id));

beforeEach(async () => {
  store = await openStore("file::memory:");
  const yuan = '行政院,2.16.886.101.20003,02-33566500,台北市,"o=行政院,c=TW",A1\n';
  await importAgencies(
    { store, clock: () => now, random, by: { actorKind: "console", actorId: null } },
    fileOf(`OrgName,OID,TEL,Address,DN,OrgCode\n${yuan}`),
  );
});

afterEach(() => store.close());

describe("importing people", () => {
  it("keeps the national ID sealed, hashed and masked, and nowhere in the clear", async () => {
    expect((await imported(person(ming))).counts).toEqual({ added: 1, changed: 0, unchanged: 0, refused: 0 });
    const kept = await found(ming);
    expect(kept).toMatchObject({
      name: "王明",
      agencyName: "行政院",
      joinedMonth: "2014-07",
      passwordHash: null,
      account: null,
    });
    expect(kept?.nationalIdMasked).toBe(`${ming.slice(0, 6)}****`);
    expect(kept && openNationalId(secrets, kept)).toBe(ming);
    expect(JSON.stringify(kept)).not.toContain(ming);
  });

  it("again changes nothing", async () => {
    await imported(person(ming, { account: "ming.wang" }) + person(ling, { name: "陳佳玲" }));
    const before = await found(ming);
    now += 1000;
    expect(
      (await imported(person(ming, { account: "ming.wang" }) + person(ling, { name: "陳佳玲" }))).counts,
    ).toEqual({
      added: 0,
      changed: 0,
      unchanged: 2,
      refused: 0,
    });
    expect(await found(ming)).toEqual(before);
  });

  it("changes what differs, keeps what it was before, tells the older address and has the new one confirmed", async () => {
    await imported(person(ming, { account: "ming.wang" }));
    now += 1000;
    const { lines } = await imported(
      person(ming, { account: "ming.wang", email: "wang@customs.example", phone: "02-24202952" }),
    );
    expect(lines).toMatchObject([{ line: 2, outcome: "changed", fields: ["email", "officePhone"] }]);
    const kept = await found(ming);
    expect(kept?.email).toBe("wang@customs.example");
    const changes = await store.people.changesOf(kept?.id ?? "");
    expect(changes.sort((one, other) => one.field.localeCompare(other.field))).toMatchObject([
      { field: "email", oldValue: "ming@customs.example", proof: "import", changedBy: "console" },
      { field: "officePhone", oldValue: "02-24202951" },
    ]);
    const mails = (await store.work.listMail(null)).sort((one, other) =>
      one.address.localeCompare(other.address),
    );
    expect(mails).toMatchObject([
      {
        address: "ming@customs.example",
        template: "address-changed",
        params: { account: "ming.wang", changedAt: now },
        state: "waiting",
      },
      { address: "wang@customs.example", template: "address-confirmation", params: { recordedAt: now } },
    ]);
    expect(await isUnconfirmed(store, { id: kept?.id ?? "", email: kept?.email ?? null }, changes)).toBe(
      true,
    );
  });

  it("remembers who set an address, so that they may not act on that person", async () => {
    await imported(person(ming), "somebody");
    expect(await store.people.changesOf((await found(ming))?.id ?? "")).toMatchObject([
      { field: "email", changedBy: "somebody" },
    ]);
  });

  it("does not take away an account that the person has chosen", async () => {
    await imported(person(ming, { account: "ming.wang" }));
    expect((await imported(person(ming))).counts).toMatchObject({ unchanged: 1 });
    expect((await found(ming))?.account).toBe("ming.wang");
  });

  it("refuses a bad row with line, column and remedy, and imports the others", async () => {
    const { counts, lines } = await imported(
      person(ming) +
        person("A123456788") +
        person(ling, { oid: "2.16.886.101.9" }) +
        person(ming, { name: "李宗翰" }) +
        person(ling, { account: "chialing" }),
    );
    expect(counts).toEqual({ added: 2, changed: 0, unchanged: 0, refused: 3 });
    const refused = lines.filter(({ outcome }) => outcome === "refused");
    expect(refused.map(({ line, problem }) => [line, problem?.column])).toEqual([
      [3, "身分證字號"],
      [4, "機關OID"],
      [5, "身分證字號"],
    ]);
    expect(refused[0]?.problem?.zh).toMatch(/檢查碼.*請確認/);
    expect(refused[1]?.problem?.en).toMatch(/Import the agencies first/);
    expect(JSON.stringify(lines)).not.toContain(ming);
  });

  it("refuses an account that somebody else has, in the database or further up in the file, and only that row", async () => {
    await imported(person(ming, { account: "taken" }));
    const third = inventNationalId(random);
    const fourth = inventNationalId(random);
    const { counts, lines } = await imported(
      person(ling, { name: "陳佳玲", account: "taken" }) +
        person(third, { name: "黃俊傑", account: "free" }) +
        person(fourth, { name: "林怡君", account: "free" }),
    );
    expect(counts).toEqual({ added: 1, changed: 0, unchanged: 0, refused: 2 });
    expect(lines).toMatchObject([
      { line: 2, outcome: "refused", problem: { column: "自訂帳號" } },
      { line: 3, outcome: "added" },
      { line: 4, outcome: "refused", problem: { column: "自訂帳號" } },
    ]);
    expect(await found(ling)).toBeUndefined();
  });

  it("refuses to give one person the account of another", async () => {
    await imported(person(ming, { account: "taken" }) + person(ling, { name: "陳佳玲" }));
    const { lines } = await imported(person(ling, { name: "陳佳玲", account: "taken" }));
    expect(lines).toMatchObject([{ line: 2, outcome: "refused", problem: { column: "自訂帳號" } }]);
  });

  it("changes nothing at all when the file is broken further down", async () => {
    const many = Array.from({ length: 600 }, () => person(inventNationalId(random))).join("");
    await expect(imported(`${many}"2.16.886.101.20003,王`)).rejects.toMatchObject({
      domain: "file",
      code: "quote",
      detail: { line: 602 },
    });
    expect(await store.people.count()).toBe(0);
  });

  it("finds people again after the secret was renewed", async () => {
    await imported(person(ming));
    const renewed = readSecrets(
      ["a newer secret of the tests, long enough", "a secret of the tests, long enough to be one"],
      random,
    );
    const parts = {
      store,
      clock: () => now,
      random,
      secrets: renewed,
      by: { actorKind: "console", actorId: null },
    };
    expect(await importPeople(parts, () => fileOf(header + person(ming)))).toMatchObject({
      unchanged: 1,
      added: 0,
    });
  });

  it("streams thousands with progress, a chained audit behind them", async () => {
    const rows = Array.from({ length: 3000 }, (_, index) =>
      person(inventNationalId(random), { account: `person.${index}` }),
    );
    const progress: [number, number][] = [];
    const parts = { store, clock: () => now, random, secrets, by: { actorKind: "console", actorId: null } };
    await importPeople(parts, () => fileOf(header + rows.join(""), 65536), {
      onProgress: (done, total) => progress.push([done, total]),
    });
    expect(progress).toHaveLength(12);
    expect(progress.at(-1)).toEqual([3000, 3000]);
    expect(await store.people.count()).toBe(3000);
    expect(await store.records.verifyAudit()).toMatchObject({ brokenAt: null });
  });
});
