import { expect, test } from "vitest";
import { sameName } from "../../../language/names";

test.each([
  ["王明", "王 明"],
  ["王明", "　王明 "],
  ["Chen Mei-Ling", "CHEN MEI-LING"],
  ["Ｃｈｅｎ", "chen"],
])("%s and %s are one name", (one, other) => {
  expect(sameName(one, other)).toBe(true);
});

test.each([
  ["王明", "王小明"],
  ["陳大文", "陳太文"],
])("%s and %s are two", (one, other) => {
  expect(sameName(one, other)).toBe(false);
});
