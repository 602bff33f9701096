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

test("every hour since 1980 is the one that the time zone database tells", () => {
  const known = new Intl.DateTimeFormat("en-GB", {
    timeZone: "Asia/Taipei",
    ...{
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      weekday: "short",
      hour: "2-digit",
      minute: "2-digit",
    },
    hourCycle: "h23",
  });
  const wrong = [];
  for (let then = Date.UTC(1980, 0, 1); then < Date.UTC(2100, 0, 1); then += 25 * 3_600_000 + 7 * 60_000) {
    const parts = Object.fromEntries(known.formatToParts(then).map(({ type, value }) => [type, value]));
    const expected = `${parts.year}/${parts.month}/${parts.day} (${parts.weekday}) ${parts.hour}:${parts.minute}`;
    if (formatDateTime(then, "gregorian", "en") !== expected) wrong.push(expected);
  }
  expect(wrong).toEqual([]);
});

test("midnight is 00:00", () => {
  expect(formatDateTime(Date.parse("2026-11-23T00:00+08:00"), "minguo", "zh-Hant-TW")).toBe(
    "115/11/23（一）00:00",
  );
});
