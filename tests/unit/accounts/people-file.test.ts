import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPeopleFile, type PersonLine } from "../../../accounts/import/people-file";
import { personProblemWords } from "../../../accounts/import/people-file-words";
import { fileOf } from "../../support/desk/demo-files";

const header = "機關OID,姓名,身分證字號,自訂帳號,電子郵件,公務電話,分機,職稱,單位,到職年月,直屬主管姓名,狀態";
const good = [
  "2.16.886.101.20003",
  "王明",
  "A123456789",
  "Ming.Wang",
  "ming@Customs.Example",
  "02-2420-2951",
  "1234",
  "關務員",
  "進口組",
  "103/07",
  "林怡君",
  "在職",
];

async function read(content: string): Promise<PersonLine[]> {
  const lines: PersonLine[] = [];
  for await (const line of readPeopleFile(fileOf(content))) lines.push(line);
  return lines;
}

describe("a row of the file of people", () => {
  it("is folded: account to lower case, 到職年月 to year and month, full-width forms to plain ones", async () => {
    expect(await read(`${header}\n${good.join()}\n`)).toEqual([
      {
        line: 2,
        name: "王明",
        row: {
          agencyOid: "2.16.886.101.20003",
          name: "王明",
          nationalId: "A123456789",
          account: "ming.wang",
          email: "ming@customs.example",
          officePhone: "02-2420-2951",
          extension: "1234",
          title: "關務員",
          unit: "進口組",
          joinedMonth: "2014-07",
          managerName: "林怡君",
          status: "active",
        },
      },
    ]);
    const [wide] = await read("姓名,機關OID,身分證字號\n　王明　,２.16.886.101,ａ１２３４５６７８９\n");
    expect(wide).toMatchObject({
      row: { name: "王明", agencyOid: "2.16.886.101", nationalId: "A123456789" },
    });
  });

  it("may leave out whatever is not needed, and a column left out says nothing", async () => {
    const [line] = await read("NationalID,AgencyOID,Name,Email\nA123456789,2.16.886.101,王明,\n");
    expect(line).toMatchObject({ row: { email: null } });
    expect(line && "row" in line && "account" in line.row).toBe(false);
  });

  it.each([
    ["103/07", "2014-07"],
    ["98-7", "2009-07"],
    ["10307", "2014-07"],
    ["9807", "2009-07"],
    ["民國103年7月", "2014-07"],
    ["2014-07", "2014-07"],
    ["201407", "2014-07"],
    ["2014/7", "2014-07"],
  ])("writes 到職年月 %s as %s", async (typed, month) => {
    const [line] = await read(`機關OID,姓名,身分證字號,到職年月\n2.16.886.101,王明,A123456789,${typed}\n`);
    expect(line).toMatchObject({ row: { joinedMonth: month } });
  });

  it.each([
    [0, "", "機關OID", "agency-oid"],
    [0, "2.16.x", "機關OID", "agency-oid"],
    [1, "", "姓名", "name-missing"],
    [1, "王".repeat(61), "姓名", "too-long"],
    [2, "A123456788", "身分證字號", "national-id-check-digit"],
    [2, "", "身分證字號", "national-id-empty"],
    [3, "a", "自訂帳號", "account"],
    [3, "a123456789", "自訂帳號", "account"],
    [4, "ming@", "電子郵件", "email"],
    [4, "ming wang@customs.example", "電子郵件", "email"],
    [5, "12345", "公務電話", "office-phone"],
    [5, "call me maybe 1234567", "公務電話", "office-phone"],
    [6, "twelve", "分機", "extension"],
    [9, "103/13", "到職年月", "joined-month"],
    [9, "July", "到職年月", "joined-month"],
    [11, "retired", "狀態", "status"],
  ])("with %s = %j is refused: %s, %s", async (place, value, column, code) => {
    const values = good.with(place, value);
    expect(await read(`${header}\n${good.join()}\n${values.join()}\n${good.join()}\n`)).toMatchObject([
      { line: 2, row: {} },
      { line: 3, refused: { column, code } },
      { line: 4, row: {} },
    ]);
    const { zh, en } = personProblemWords(code as Parameters<typeof personProblemWords>[0]);
    expect(zh).toMatch(/。$/);
    expect(en).toMatch(/\.$|\)\.$/);
  });
});

describe("the file of people", () => {
  it.each([
    ["a needed column missing", "機關OID,姓名\n"],
    ["a column nobody knows", `${header},密碼\n`],
    ["a column twice", `${header},Name\n`],
  ])("with %s is refused", async (_what, content) => {
    await expect(read(content)).rejects.toMatchObject({ code: "header", detail: { line: 1 } });
  });

  it("with a line cut off is refused", async () => {
    await expect(read(`${header}\n${good.join()}\n${good.slice(0, 5).join()}\n`)).rejects.toMatchObject({
      code: "columns",
      detail: { line: 3 },
    });
  });

  it("is read or refused, whatever it holds", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom("a", ",", '"', "\n", "\r", "王", "\u0000", "A123456789"), { maxLength: 60 }),
        async (pieces) => {
          try {
            await read(`機關OID,姓名,身分證字號\n${pieces.join("")}`);
          } catch (error) {
            expect(error).toMatchObject({ domain: "file" });
          }
        },
      ),
    );
  });
});
