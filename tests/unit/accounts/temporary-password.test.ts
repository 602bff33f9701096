import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  deriveTemporaryPassword,
  foldTemporaryPassword,
  hasTemporaryPasswordShape,
  temporaryPasswordAlphabet,
  temporaryPasswordExpiresAt,
} from "../../../accounts/passwords/temporary-password";
import { seededRandom } from "../../support/desk/seeded-random";

const key = Buffer.alloc(32, 7);
const random = seededRandom(5);

describe("a temporary password", () => {
  it("is drawn from A–Z and 2–9 without I and O", () => {
    expect(temporaryPasswordAlphabet).toMatch(/^[A-HJ-NP-Z]{24}[2-9]{8}$/);
  });

  it("is the same again for the same seed and key, so that a mail sent again carries the same", () => {
    const seed = random(32);
    expect(deriveTemporaryPassword(seed, key)).toBe(deriveTemporaryPassword(seed, key));
    expect(deriveTemporaryPassword(seed, key)).not.toBe(deriveTemporaryPassword(seed, Buffer.alloc(32, 8)));
    expect(deriveTemporaryPassword(seed, key)).not.toBe(deriveTemporaryPassword(random(32), key));
  });

  it("may be longer, never shorter", () => {
    const seed = random(32);
    expect(deriveTemporaryPassword(seed, key)).toHaveLength(8);
    expect(deriveTemporaryPassword(seed, key, 12)).toHaveLength(12);
    for (const length of [0, 7, 8.5, 33])
      expect(() => deriveTemporaryPassword(seed, key, length)).toThrow(RangeError);
    expect(() => deriveTemporaryPassword(random(31), key)).toThrow(RangeError);
  });

  it("favours no character", () => {
    const counts = new Map<string, number>();
    const draws = 4000;
    for (let draw = 0; draw < draws; draw += 1) {
      for (const character of deriveTemporaryPassword(random(32), key))
        counts.set(character, (counts.get(character) ?? 0) + 1);
    }
    const expected = (draws * 8) / 32;
    const chiSquare = [...temporaryPasswordAlphabet].reduce(
      (sum, character) => sum + ((counts.get(character) ?? 0) - expected) ** 2 / expected,
      0,
    );
    // 31 degrees of freedom: 61.1 is passed once in a thousand times, and this draw is always the same.
    expect(chiSquare).toBeLessThan(61.1);
  });

  it("is read kindly: full-width, lower case, with spaces around", () => {
    for (const typed of ["k5l6h5w8", " K5L6H5W8 ", "Ｋ５Ｌ６Ｈ５Ｗ８", "\u3000k5L6h5W8\n"]) {
      expect(foldTemporaryPassword(typed)).toBe("K5L6H5W8");
      expect(hasTemporaryPasswordShape(typed)).toBe(true);
    }
  });

  it.each([
    "",
    "K5L6H5W",
    "K5L6H5W88",
    "K5L6H5WI",
    "K5L6H5W0",
    "K5L6 H5W8",
    "my own password of old",
    "一二三四五六七八",
  ])("%j has not its shape and is no try", (typed) => {
    expect(hasTemporaryPasswordShape(typed)).toBe(false);
  });

  it("always has its own shape, at any length", () => {
    fc.assert(
      fc.property(fc.integer({ min: 8, max: 32 }), (length) =>
        hasTemporaryPasswordShape(deriveTemporaryPassword(random(32), key, length).toLowerCase(), length),
      ),
    );
  });
});

describe("its life", () => {
  const hour = 3_600_000;
  const office = { endOfNextWorkingDay: (at: number) => at + 60 * hour };

  it("is 24 hours from the accepted mail", () => {
    expect(temporaryPasswordExpiresAt(0, "nist", office)).toBe(24 * hour);
  });

  it("under tw-gov lasts to the end of the next working day, if that is later", () => {
    expect(temporaryPasswordExpiresAt(0, "tw-gov", office)).toBe(60 * hour);
    expect(temporaryPasswordExpiresAt(0, "tw-gov", { endOfNextWorkingDay: (at) => at + 20 * hour })).toBe(
      24 * hour,
    );
  });
});
