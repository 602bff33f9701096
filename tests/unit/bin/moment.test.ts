import { expect, test } from "vitest";
import { momentOf } from "../../../bin/commands/moment";

test.each([
  ["2026-11-23", "2026-11-23T00:00:00.000Z"],
  ["2026-11-23T10:00:00Z", "2026-11-23T10:00:00.000Z"],
  ["2026-11-23T10:00:00+08:00", "2026-11-23T02:00:00.000Z"],
  ["2026-11-23T10:00:00+0800", "2026-11-23T02:00:00.000Z"],
  ["2026-11-23 10:00", "2026-11-23T10:00:00.000Z"],
  ["2026-11-23T10:00:00.123456", "2026-11-23T10:00:00.123Z"],
  ["2024-02-29", "2024-02-29T00:00:00.000Z"],
])("%s is %s", (text, moment) => {
  expect(new Date(momentOf(text) ?? Number.NaN).toISOString()).toBe(moment);
});

test.each(["", "yesterday", "2026-02-30", "2026-13-01", "2026-11-23T25:00", "115/11/23", "1795392000"])(
  "%s is no moment",
  (text) => {
    expect(momentOf(text)).toBeNull();
  },
);
