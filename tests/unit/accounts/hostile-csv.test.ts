import { describe, expect, it } from "vitest";
import { isFileRefused } from "../../../accounts/files/file-refused";
import { readPeopleFile } from "../../../accounts/import/people-file";
import { seededRandom } from "../../support/desk/seeded-random";

const header = "機關OID,姓名,身分證字號";
const good = "2.16.886.101,王明,A123456789\n";

/** A file that comes in pieces of 64 kB, as from a disk; how many were asked for. */
function fileOf(pieces: Iterable<string>) {
  const read = { pieces: 0 };
  async function* source() {
    for (const piece of pieces) {
      read.pieces += 1;
      yield Buffer.from(piece);
      await Promise.resolve();
    }
  }
  return { read, source: source() };
}

/** Rows, or the code of the refusal. */
async function outcomeOf(source: AsyncIterable<Uint8Array>): Promise<number | string> {
  let rows = 0;
  try {
    for await (const _ of readPeopleFile(source)) rows += 1;
    return rows;
  } catch (error) {
    if (!isFileRefused(error)) throw error;
    return error.code;
  }
}

const many = (text: string, times: number, first = `${header}\n`) => [
  first,
  ...Array.from({ length: times }, () => text),
];

describe("a file of people that was written to be dear", () => {
  it.each<[string, string[], string]>([
    ["one line of 260,000 spaces", many(" ".repeat(260_000), 1), "line-too-long"],
    ["a quotation mark that is never closed", many(good.repeat(2000), 800, `${header}\n"`), "line-too-long"],
    ["1,000,000 columns", many(",".repeat(1_000_000), 1, header), "header"],
    ["a row of 1,000,000 columns", many(",".repeat(1_000_000), 1), "columns"],
    ["columns without end, some of them over two lines", many(`,"\n"`.repeat(16_384), 400), "columns"],
    ["rows of 30,000 columns", many(`${",".repeat(30_000)}\n`, 400), "columns"],
    ["nothing but quotation marks", many('"'.repeat(65_536), 400), "line-too-long"],
    ["no end of a line", many("x".repeat(65_536), 800), "line-too-long"],
    ["nothing but carriage returns", many("\r".repeat(65_536), 400), "line-too-long"],
  ])("is refused at once, whole and with its line: %s", async (_, pieces, code) => {
    const { read, source } = fileOf(pieces);
    expect(await outcomeOf(source)).toBe(code);
    expect(read.pieces).toBeLessThan(20);
  });

  it("of any kind is read or refused in words, none being a fault of ours", async () => {
    const random = seededRandom(5);
    const number = (below: number) => Buffer.from(random(4)).readUInt32LE() % below;
    const bits = [
      '"',
      ",",
      "\n",
      "\r\n",
      "\r",
      " ",
      "\t",
      '""',
      '","',
      "\0",
      "王明",
      "\ufeff",
      "A123456789",
      good,
      "=1+1",
    ];
    for (let round = 0; round < 150; round += 1) {
      const text = Array.from({ length: 1 + number(30) }, () =>
        (bits[number(bits.length)] ?? "").repeat(1 + number(round % 50 === 0 ? 3000 : 20)),
      );
      const outcome = await outcomeOf(fileOf([`${header}\n`, ...text]).source);
      expect(["number", "string"]).toContain(typeof outcome);
    }
  });
});
