import { expect, test } from "vitest";
import { normalizeMailAddress, isMailAddress } from "../../../language/mail-address";

test.each(["ming@moj.gov.tw", "o'brien+x@a-b.tw", "王小明@例子.台灣", "user@localhost"])(
  "%s is a mail address",
  (address) => {
    expect(isMailAddress(address)).toBe(true);
  },
);

test.each([
  "",
  "ming",
  "@moj.gov.tw",
  "ming@",
  "a@b@moj.gov.tw",
  "ming@moj.gov.tw\r\nRCPT TO:<eve@evil.example>",
  "ming@moj.gov.tw, eve@evil.example",
  "Ming <ming@moj.gov.tw>",
  "<ming@moj.gov.tw>",
  "ming moj@gov.tw",
  '"ming"@moj.gov.tw',
  "ming@moj.gov.tw (eve)",
  "@relay.example:ming@moj.gov.tw",
  "ming;eve@moj.gov.tw",
  ".ming@moj.gov.tw",
  "ming@-moj.gov.tw",
  "ming@moj..tw",
  "ming\u0000@moj.gov.tw",
  "ming\u200b@moj.gov.tw",
  "ming\u3000@moj.gov.tw",
  `${"m".repeat(65)}@moj.gov.tw`,
  `m@${"m".repeat(63)}.${"m".repeat(63)}.${"m".repeat(63)}.${"m".repeat(63)}`,
])("%j is none", (address) => {
  expect(isMailAddress(address)).toBe(false);
});

test("a domain that would be folded into another one on its way is none", () => {
  expect(isMailAddress("ming@moj.ｇov.tw")).toBe(false);
  expect(isMailAddress("ming@moj.gov.t\u212a")).toBe(false);
  expect(isMailAddress("ming@\u0130stanbul.tw")).toBe(false);
  expect(isMailAddress("ming@\u4f8b\u5b50\u3002\u53f0\u7063")).toBe(false);
});

test("full-width letters of an input method are made plain, other look-alikes are refused", () => {
  expect(normalizeMailAddress(" \uff4ding\uff20moj.gov.tw ")).toBe("ming@moj.gov.tw");
  expect(normalizeMailAddress("\u212aing@moj.gov.tw")).toBeNull();
  expect(normalizeMailAddress("m\u0131ng@moj.gov.tw")).toBe("m\u0131ng@moj.gov.tw");
});
