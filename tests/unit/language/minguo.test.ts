import { expect, test } from "vitest";
import { formatDate, formatDateTime } from "../../../language/minguo";

const at = Date.parse("2026-11-23T16:10+08:00");

test("an instant is written as a person in the office would, in 民國 or 西元", () => {
  expect(formatDateTime(at, "minguo", "zh-Hant-TW")).toBe("115/11/23（一）16:10");
  expect(formatDateTime(at, "gregorian", "zh-Hant-TW")).toBe("2026/11/23（一）16:10");
  expect(formatDateTime(at, "minguo", "en")).toBe("ROC 115/11/23 (Mon) 16:10");
  expect(formatDateTime(at, "gregorian", "en")).toBe("2026/11/23 (Mon) 16:10");
});

test("the day is Taipei's, whatever the machine's zone", () => {
  expect(formatDate(Date.parse("2026-12-31T16:00Z"), "minguo", "zh-Hant-TW")).toBe("116/01/01");
  expect(formatDate(Date.parse("2026-12-31T15:59Z"), "minguo", "zh-Hant-TW")).toBe("115/12/31");
});

test("midnight is 00:00", () => {
  expect(formatDateTime(Date.parse("2026-11-23T00:00+08:00"), "minguo", "zh-Hant-TW")).toBe(
    "115/11/23（一）00:00",
  );
});
