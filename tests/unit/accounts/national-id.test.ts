import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  checkNationalId,
  inventNationalId,
  maskNationalId,
  type NationalIdKind,
} from "../../../accounts/identity/national-id";
import { seededRandom } from "../../support/desk/seeded-random";

describe("a national ID number", () => {
  it.each([
    ["A123456789", "citizen"],
    ["a123456789", "citizen"],
    ["  Ａ１２３４５６７８９ ", "citizen"],
    ["A800000014", "resident"],
    ["FA12345689", "resident-old"],
    ["AC01234567", "resident-old"],
  ])("%s is a valid %s number", (typed, kind) => {
    expect(checkNationalId(typed)).toMatchObject({ ok: true, kind });
  });

  it.each([
    ["", "empty"],
    ["   ", "empty"],
    ["A12345678", "length"],
    ["A1234567890", "length"],
    ["1123456789", "letter"],
    ["A323456789", "second"],
    ["AE12345678", "second"],
    ["A12345678X", "digits"],
    ["A123456788", "check-digit"],
    ["FA12345688", "check-digit"],
  ])("%j is refused: %s", (typed, code) => {
    expect(checkNationalId(typed)).toEqual({ ok: false, code });
  });

  it("is shown with its last four hidden", () => {
    expect(maskNationalId("A123456789")).toBe("A12345****");
  });

  it("has one check digit only", () => {
    const random = seededRandom(7);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), (by) => {
        const number = inventNationalId(random);
        const slipped = number.slice(0, 9) + ((Number(number[9]) + by) % 10);
        expect(checkNationalId(slipped)).toEqual({ ok: false, code: "check-digit" });
      }),
    );
  });

  it.each<NationalIdKind>(["citizen", "resident", "resident-old"])(
    "made up as %s passes the check",
    (kind) => {
      const random = seededRandom(3);
      for (let count = 0; count < 500; count += 1) {
        expect(checkNationalId(inventNationalId(random, kind))).toMatchObject({ ok: true, kind });
      }
    },
  );

  it("of any text whatever is judged without an error", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 20 }),
        (text) => typeof checkNationalId(text).ok === "boolean",
      ),
    );
  });
});
