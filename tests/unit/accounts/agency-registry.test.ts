import { beforeAll, describe, expect, it } from "vitest";
import { parseAgencyDn } from "../../../accounts/import/agency-names";
import {
  placeAgencies,
  readAgencyRegistry,
  type AgencyRegistry,
  type Placement,
} from "../../../accounts/import/agency-registry";
import { planAgencyImport } from "../../../accounts/import/agency-import-plan";
import { fileRefusedWords, type FileRefused } from "../../../accounts/files/file-refused";
import { fileOf, openRegistry } from "../../support/desk/demo-files";
import { seededRandom } from "../../support/desk/seeded-random";

const older = "機關名稱,OID,電話,地址,DN\n";
const newer = "OrgName,OID,TEL,Address,DN,OrgCode\n";
const row = (oid: string, name = "法務部", dn = `ou=${name},o=行政院,c=TW`) =>
  `"${name}","${oid}","02-21910189","台北市","${dn}"\n`;
const yuan = '"行政院","2.16.886.101.20003","02-33566500","台北市","o=行政院,c=TW"\n';

describe("the real registry", () => {
  let registry: AgencyRegistry;
  let places: Map<string, Placement>;
  const nameOf = (oid: string) => places.get(oid)?.fullName;

  beforeAll(async () => {
    registry = await readAgencyRegistry(openRegistry());
    places = placeAgencies(registry.rows);
  });

  it("has 8,189 agencies and not one to refuse", () => {
    expect(registry.rows).toHaveLength(8189);
    expect(registry.refused).toEqual([]);
  });

  it("is trimmed: one OID begins with a tab, some fields end in spaces of every kind, one address is broken in two", () => {
    const dirty = registry.rows.filter((one) =>
      [one.oid, one.name, one.phone, one.address].some((text) => text !== (text?.trim() ?? null)),
    );
    expect(dirty).toEqual([]);
    expect(registry.rows.find(({ name }) => name === "苗栗縣三義鄉公所")?.oid).toBe(
      "2.16.886.101.90007.90013.20002",
    );
    expect(registry.rows.find(({ name }) => name === "衛生福利人員訓練中心")?.address).toBe(
      "草屯鎮南埔里南坪路528號",
    );
  });

  it("becomes a tree by OID: 7,733 agencies below another, 456 roots", () => {
    const bases = [...places.values()].map(({ parentBasis }) => parentBasis);
    expect(bases.filter((basis) => basis === "oid")).toHaveLength(7733);
    expect(bases.filter((basis) => basis === "root")).toHaveLength(456);
    expect(places.get("2.16.886.101.20003.20004.20044.20001")?.parentOid).toBe(
      "2.16.886.101.20003.20004.20044",
    );
  });

  it.each([
    ["2.16.886.101.20003.20006.20122", "法務部人事處"],
    ["2.16.886.101.20003.20006.20001.20026", "法務部調查局人事室"],
    ["2.16.886.101.20003.20006", "法務部"],
    ["2.16.886.101.20003.20072", "行政院人事行政總處"],
    ["2.16.886.101.20003.20004.20044.20001", "財政部關務署基隆關"],
    ["2.16.886.101.90020.20002", "宜蘭縣政府"],
    ["2.16.886.101.20002.20002.20001", "國史館臺灣文獻館"],
    ["2.16.886.101.20003.20007.20007.20001", "經濟部國營事業委員會人力發展訓練班"],
  ])("calls %s %s", (oid, name) => {
    expect(nameOf(oid)).toBe(name);
  });

  it("has 234 names that several agencies share, and after recognition none", ({ annotate }) => {
    const shared = (names: string[]) => names.length - new Set(names).size;
    const before = new Set(
      registry.rows.map(({ name }) => name).filter((name, place, all) => all.indexOf(name) !== place),
    ).size;
    const names = [...places.values()].map(({ fullName }) => fullName);
    void annotate(`${before} names shared in the registry, ${shared(names)} after recognition`);
    expect(before).toBe(234);
    expect(shared(names)).toBe(0);
  });

  it("doubles no name", () => {
    const doubled = [...places.values()].filter(({ fullName }) => /(.{3,})\1/.test(fullName));
    expect(doubled).toEqual([]);
  });
});

describe("a DN", () => {
  it("is read from the innermost out, whatever its spaces and case", () => {
    expect(parseAgencyDn("OU=人事處, ou=法務部 ,o=行政院,C=tw")).toEqual([
      { type: "ou", value: "人事處" },
      { type: "ou", value: "法務部" },
      { type: "o", value: "行政院" },
      { type: "c", value: "tw" },
    ]);
  });

  it.each(["", "c=TW", "ou=人事處,o=行政院", "ou=人事處,c=JP", "人事處", "ou=,o=行政院,c=TW", "cn=x,c=TW"])(
    "%j is none of an agency",
    (dn) => {
      expect(parseAgencyDn(dn)).toBeNull();
    },
  );

  it("is read in one go however many blanks it holds", () => {
    const blanks = "\t".repeat(200_000);
    expect(parseAgencyDn(`o${blanks}=${blanks}甲${blanks}乙${blanks},c=TW`)?.[0]?.value).toBe(
      `甲${blanks}乙`,
    );
    expect(parseAgencyDn(`o=${blanks},c=TW`)).toBeNull();
  });
});

describe("an agency's place", () => {
  const agency = (oid: string, dn: string) => ({ oid, dn, name: dn.split(/[=,]/)[1] ?? "" });

  it("counts whole arcs: 2.16.886.1 is not above 2.16.886.10", () => {
    const places = placeAgencies([agency("2.16.886.1", "o=甲,c=TW"), agency("2.16.886.10", "o=乙,c=TW")]);
    expect(places.get("2.16.886.10")).toMatchObject({ parentOid: null, parentBasis: "root" });
  });

  it("skips an ancestor that is not in the registry", () => {
    const places = placeAgencies([
      agency("2.16.886.1", "o=甲,c=TW"),
      agency("2.16.886.1.2.3", "ou=乙,o=甲,c=TW"),
    ]);
    expect(places.get("2.16.886.1.2.3")).toMatchObject({ parentOid: "2.16.886.1", parentBasis: "oid" });
  });

  it("is found by the DN where no OID is above it", () => {
    const places = placeAgencies([
      agency("2.16.886.1", "o=甲,c=TW"),
      agency("2.16.900.2", "ou=丙,ou=乙,o=甲,c=TW"),
    ]);
    expect(places.get("2.16.900.2")).toMatchObject({ parentOid: "2.16.886.1", parentBasis: "dn" });
  });

  it("gives a name from the DN alone when those above are not in the registry", () => {
    const places = placeAgencies([
      agency("2.16.1", "ou=人事處,o=縣政府,l=彰化縣,c=TW"),
      agency("2.16.2", "ou=人事處,ou=法務部,o=行政院,c=TW"),
    ]);
    expect(places.get("2.16.1")?.fullName).toBe("彰化縣政府人事處");
    expect(places.get("2.16.2")?.fullName).toBe("法務部人事處");
  });
});

describe("a file of agencies", () => {
  it("may have either header, a BOM or none, and CRLF", async () => {
    const first = await readAgencyRegistry(fileOf(`\uFEFF${older}${yuan}`.replaceAll("\n", "\r\n")));
    const second = await readAgencyRegistry(
      fileOf(`${newer}行政院,2.16.886.101.20003,02-33566500,台北市,"o=行政院,c=TW",A03000000A\n`),
    );
    expect(first.rows).toMatchObject([{ line: 2, name: "行政院", orgCode: null }]);
    expect(second.rows).toMatchObject([{ line: 2, name: "行政院", orgCode: "A03000000A" }]);
  });

  it("tells each line that is wrong in itself, and goes on", async () => {
    const { rows, refused } = await readAgencyRegistry(
      fileOf(
        `${older}${yuan}${row("")}${row("2.16.x")}${row("2.16.01.3")}${row("2.16.886.9", "")}${row("2.16.886.8", "甲", "甲")}${row("2.16.886.7", "甲".repeat(401), "o=甲,c=TW")}`,
      ),
    );
    expect(rows).toHaveLength(1);
    expect(refused.map(({ line, code }) => [line, code])).toEqual([
      [3, "oid-missing"],
      [4, "oid-shape"],
      [5, "oid-shape"],
      [6, "name-missing"],
      [7, "dn-shape"],
      [8, "too-long"],
    ]);
  });

  it.each<[string, string | Uint8Array, string, number]>([
    ["another header", "name,oid\n", "header", 1],
    ["nothing at all", "", "empty", 1],
    ["a header only", older, "no-rows", 1],
    ["a line cut off", `${older}${yuan}"法務部","2.16.886.101.20003.2`, "quote", 3],
    [
      "a line cut off after a field",
      `${older}${yuan}"法務部","2.16.886.101.20003.20006"\n${yuan}`,
      "columns",
      3,
    ],
    [
      "an OID twice",
      `${older}${yuan}${row("2.16.886.101.20003.20006")}${row("2.16.886.101.20003.20006")}`,
      "duplicate-oid",
      4,
    ],
    [
      "Big5",
      Buffer.concat([Buffer.from(older + yuan), Buffer.from([0xaa, 0x6b, 0xb0, 0xc8, 0x2c, 0x0a])]),
      "encoding",
      3,
    ],
    [
      "a character cut in half at the end",
      Buffer.concat([Buffer.from(older + yuan), Buffer.from([0xe6, 0xb3])]),
      "encoding",
      3,
    ],
    ["a quotation mark in the middle", `${older}法"務部,1,2,3,4\n`, "quote", 2],
  ])("with %s is refused whole, naming the line", async (_what, content, code, line) => {
    await expect(readAgencyRegistry(fileOf(content))).rejects.toMatchObject({
      domain: "file",
      code,
      detail: { line },
    });
  });

  it("with a line of 50 MB is refused without being read into memory", async () => {
    let sent = 0;
    async function* endless() {
      yield Buffer.from(older + yuan);
      for (; sent < 800; sent += 1) {
        yield Buffer.alloc(64 * 1024, "x");
        await Promise.resolve();
      }
    }
    await expect(readAgencyRegistry(endless())).rejects.toMatchObject({
      code: "line-too-long",
      detail: { line: 3 },
    });
    expect(sent).toBeLessThan(20);
  });

  it("is refused in words that name the line and say that nothing was changed", async () => {
    const refused = await readAgencyRegistry(fileOf(`${older}${yuan}${yuan}`)).catch(
      (error: unknown) => error as FileRefused,
    );
    expect(fileRefusedWords(refused as FileRefused, "zh-Hant-TW")).toBe(
      "第 3 行：OID 重複：2.16.886.101.20003。未變更任何資料。",
    );
    expect(fileRefusedWords(refused as FileRefused, "en")).toMatch(
      /^Line 3: .*2\.16\.886\.101\.20003.* Nothing has been changed\.$/,
    );
  });
});

describe("the plan of an import", () => {
  const planned = async (content: string, existing: Parameters<typeof planAgencyImport>[0] = []) =>
    planAgencyImport(existing, (await readAgencyRegistry(fileOf(content))).rows, seededRandom());
  const kept = (content: string) =>
    planned(content).then(({ added }) =>
      added.map(({ row: added }) => ({
        phone: null,
        address: null,
        orgCode: null,
        parentId: null,
        parentReason: null,
        ...added,
        createdAt: 0,
        updatedAt: 0,
      })),
    );

  it("adds what is new, below its parent", async () => {
    const { added } = await planned(older + row("2.16.886.101.20003.20006") + yuan);
    expect(added.map(({ line, row: one }) => [line, one.name, one.parentBasis])).toEqual([
      [2, "法務部", "oid"],
      [3, "行政院", "root"],
    ]);
    expect(added[0]?.row.parentId).toBe(added[1]?.row.id);
  });

  it("changes only what differs, and names the fields", async () => {
    const before = await kept(older + yuan + row("2.16.886.101.20003.20006"));
    const { added, changed, unchanged } = await planned(
      older + yuan + row("2.16.886.101.20003.20006").replace("台北市", "臺北市"),
      before,
    );
    expect(added).toEqual([]);
    expect(changed.map(({ set }) => set)).toEqual([{ address: "臺北市" }]);
    expect(unchanged).toHaveLength(1);
  });

  it("leaves alone what the file does not have", async () => {
    const before = await kept(older + yuan + row("2.16.886.101.20003.20006"));
    expect(await planned(older + yuan, before)).toMatchObject({
      added: [],
      changed: [],
      unchanged: [{ line: 2 }],
    });
  });

  it("keeps the parent that an administrator has set, and an org code that the older form does not know", async () => {
    const before = (await kept(older + yuan + row("2.16.886.101.20003.20006"))).map((agency) => ({
      ...agency,
      parentId: null,
      parentBasis: "administrator" as const,
      orgCode: "A1",
    }));
    expect((await planned(older + yuan + row("2.16.886.101.20003.20006"), before)).changed).toEqual([]);
  });
});
