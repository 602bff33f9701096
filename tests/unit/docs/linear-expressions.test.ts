import { Linter } from "eslint";
import { expect, it } from "vitest";
import config from "../../../eslint.config.js";

const rule = config.filter(({ plugins }) => plugins && "regexp" in plugins);
const complaints = (expression: string) =>
  new Linter()
    .verify(
      `export const it = ${expression};`,
      rule.map(({ plugins, rules }) => ({ plugins, rules })),
    )
    .map(({ ruleId }) => ruleId);

it("covers every file that may meet a text from outside", () => {
  expect(rule).toHaveLength(1);
  for (const floor of [
    "app",
    "bin",
    "services",
    "workflows",
    "accounts",
    "certificates",
    "emails",
    "language",
  ])
    expect(String(rule[0]?.files)).toContain(floor);
});

it.each([
  ["an unbounded class beside another that takes the same", "/^[-_=* ]{2,}\\s*(x|y)/"],
  ["an unbounded class within another", "/^(a+)+$/"],
  ["alternatives that take the same, repeated", "/^(\\d|\\w)*!/"],
  ["blanks at the end, sought from every place", "/\\s+$/"],
  ["whatever stands before something, from every place", "/%.*$/"],
  ["one that is put together", "new RegExp(`^\\\\s*${'\\\\s*'}x`)"],
])("a new expression fails the check: %s", (_, expression) => {
  expect(complaints(expression).join()).toMatch(/^regexp\/no-(super-linear|dupe)-/);
});

it.each(["/^[-_=* ]{2,500}x/", "/[a-z]+@/y", "/^\\s*[:：]/", "/^(?:ab?c)*d/"])(
  "one that is linear passes: %s",
  (expression) => expect(complaints(expression)).toEqual([]),
);
