import { describe, expect, test } from "vitest";
import { formatShort, formatTime } from "../../../language/minguo";

const now = Date.parse("2026-11-23T15:00:00+08:00");

function short(
  iso: string,
  calendar: "minguo" | "gregorian" = "minguo",
  locale: "zh-Hant-TW" | "en" = "zh-Hant-TW",
) {
  return formatShort(Date.parse(iso), now, calendar, locale);
}

describe("short times on the desk", () => {
  test("name the days around today", () => {
    expect(short("2026-11-23T16:10:00+08:00")).toBe("今日 16:10");
    expect(short("2026-11-24T09:00:00+08:00")).toBe("明日 09:00");
    expect(short("2026-11-22T17:30:00+08:00")).toBe("昨日 17:30");
  });

  test("count days by the office's midnight, not by 24 hours", () => {
    expect(short("2026-11-24T00:01:00+08:00")).toBe("明日 00:01");
    expect(short("2026-11-23T00:01:00+08:00")).toBe("今日 00:01");
  });

  test("give month and day within the year and the whole date beyond it", () => {
    expect(short("2026-11-25T16:10:00+08:00")).toBe("11/25 16:10");
    expect(short("2027-01-04T08:30:00+08:00")).toBe("116/01/04 08:30");
    expect(short("2027-01-04T08:30:00+08:00", "gregorian")).toBe("2027/01/04 08:30");
  });

  test("are English in English", () => {
    expect(short("2026-11-23T16:10:00+08:00", "minguo", "en")).toBe("today 16:10");
    expect(short("2026-11-24T09:00:00+08:00", "gregorian", "en")).toBe("tomorrow 09:00");
  });

  test("use the 24-hour clock from midnight on", () => {
    expect(formatTime(Date.parse("2026-11-23T00:00:00+08:00"))).toBe("00:00");
  });
});
