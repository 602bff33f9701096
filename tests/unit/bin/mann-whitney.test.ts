import { expect, it } from "vitest";
import { mannWhitney } from "../../support/mann-whitney";

const from = (start: number, count: number) => Array.from({ length: count }, (_, index) => start + index);

it("says of two samples how likely they differ by chance alone", () => {
  expect(mannWhitney(from(0, 100), from(0, 100))).toBeCloseTo(1, 2);
  expect(mannWhitney(from(0, 100), from(200, 100))).toBeLessThan(1e-6);
  // The same by erfc of the standard library of another language.
  expect(mannWhitney(from(0, 20), from(5, 20))).toBeCloseTo(0.018522, 5);
  expect(mannWhitney([1, 1, 1], [1, 1, 1])).toBe(1);
});
