import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { readOfficeCalendar, type CalendarDay } from "../../../accounts/office/office-calendar";
import { CalendarGap, officeTime, type OfficeTime } from "../../../accounts/office/office-time";
import { fileOf, openCalendar } from "../../support/desk/demo-files";

const taipei = (text: string) => Date.parse(`${text}:00+08:00`);
const shown = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 16).replace("T", " ");

let days: CalendarDay[];
let office: OfficeTime;

beforeAll(async () => {
  days = (
    await Promise.all([2024, 2025, 2026, 2027].map((year) => readOfficeCalendar(openCalendar(year))))
  ).flat();
  office = officeTime(days);
});

describe("the official calendar", () => {
  it("is read whole: every day of four years, holidays and make-up days with their names", () => {
    expect(days).toHaveLength(366 + 365 + 365 + 365);
    expect(days.find(({ date }) => date === "20240217")).toEqual({
      date: "20240217",
      off: false,
      note: "補行上班",
    });
    expect(days.find(({ date }) => date === "20270208")).toEqual({
      date: "20270208",
      off: true,
      note: "春節",
    });
  });

  it.each([
    ["", "empty"],
    ["日期,放假\n20260101,2\n", "header"],
    ["西元日期,星期,是否放假,備註\n", "no-rows"],
    ["西元日期,星期,是否放假,備註\n20260230,一,0,\n", "calendar-date"],
    ["西元日期,星期,是否放假,備註\n20260101,四,1,\n", "calendar-off"],
    ["西元日期,星期,是否放假,備註\n20260101,四,2,\n20260103,六,2,\n", "calendar-order"],
    ["西元日期,星期,是否放假,備註\n20260101,四,2,\n20260101,四,2,\n", "calendar-order"],
  ])("%j is refused: %s", async (content, code) => {
    await expect(readOfficeCalendar(fileOf(content))).rejects.toMatchObject({ domain: "file", code });
  });
});

describe("office hours", () => {
  it.each([
    ["2026-11-23T08:29", false],
    ["2026-11-23T08:30", true],
    ["2026-11-23T12:29", true],
    ["2026-11-23T12:30", false],
    ["2026-11-23T13:30", true],
    ["2026-11-23T17:30", false],
    ["2026-11-22T10:00", false],
    ["2024-02-17T10:00", true],
    ["2025-02-08T10:00", true],
    ["2025-02-15T10:00", false],
    ["2026-02-17T10:00", false],
  ])("at %s are open: %s", (when, open) => {
    expect(office.isOpen(taipei(when))).toBe(open);
  });

  it("close at noon and in the evening, and open again", () => {
    expect(shown(office.closesAt(taipei("2026-11-23T09:41")) ?? 0)).toBe("2026-11-23 12:30");
    expect(shown(office.closesAt(taipei("2026-11-23T14:00")) ?? 0)).toBe("2026-11-23 17:30");
    expect(office.closesAt(taipei("2026-11-23T20:00"))).toBeNull();
    expect(shown(office.opensAt(taipei("2026-11-20T18:00")))).toBe("2026-11-23 08:30");
    expect(shown(office.opensAt(taipei("2026-11-23T09:41")))).toBe("2026-11-23 09:41");
  });
});

describe("a promise in office hours", () => {
  it.each([
    ["within the morning", "2026-11-23T09:41", 60, "2026-11-23 10:41"],
    ["over noon", "2026-11-23T12:00", 60, "2026-11-23 14:00"],
    ["half a day", "2026-11-23T11:10", 240, "2026-11-23 16:10"],
    ["to the minute of closing", "2026-11-23T16:30", 60, "2026-11-23 17:30"],
    ["made in the evening", "2026-11-23T22:00", 60, "2026-11-24 09:30"],
    ["made on a Friday afternoon", "2026-11-20T17:00", 60, "2026-11-23 09:00"],
    ["a whole working day", "2026-11-20T09:00", 480, "2026-11-23 09:00"],
    ["over the lunar new year of 2026", "2026-02-13T17:00", 60, "2026-02-23 09:00"],
    ["over new year's eve", "2026-12-31T17:00", 60, "2027-01-04 09:00"],
    ["into a make-up Saturday of 2024", "2024-02-16T17:00", 60, "2024-02-17 09:00"],
    ["into a make-up Saturday of 2025", "2025-02-07T17:00", 60, "2025-02-08 09:00"],
    ["of no time at all", "2026-11-22T10:00", 0, "2026-11-22 10:00"],
  ])("%s", (_what, from, minutes, until) => {
    expect(shown(office.addMinutes(taipei(from), minutes))).toBe(until);
  });

  it("has exactly its minutes between making and falling due", () => {
    const from = taipei("2024-01-01T00:00");
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1000 * 24 * 60 }),
        fc.integer({ min: 0, max: 5000 }),
        (later, minutes) => {
          const at = from + later * 60_000;
          expect(office.minutesBetween(at, office.addMinutes(at, minutes))).toBe(minutes);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("of two parts falls due as one of both", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 1, max: 2000 }), (one, other) => {
        const at = taipei("2026-02-10T15:07");
        expect(office.addMinutes(office.addMinutes(at, one), other)).toBe(office.addMinutes(at, one + other));
      }),
    );
  });
});

describe("the end of the next working day", () => {
  it.each([
    ["2026-11-23T09:41", "2026-11-24 17:30"],
    ["2026-11-20T09:41", "2026-11-23 17:30"],
    ["2026-11-21T09:41", "2026-11-23 17:30"],
    ["2024-02-16T20:00", "2024-02-17 17:30"],
    ["2026-02-13T09:41", "2026-02-23 17:30"],
  ])("after %s is %s", (at, end) => {
    expect(shown(office.endOfNextWorkingDay(taipei(at)))).toBe(end);
  });
});

describe("a year that was not imported", () => {
  it("is named in both languages, with what to do", () => {
    const act = () => office.addMinutes(taipei("2027-12-31T17:00"), 60);
    expect(act).toThrow(CalendarGap);
    expect(act).toThrow(/117 年（2028）.*import calendar/);
    expect(() => office.isOpen(taipei("2023-12-31T10:00"))).toThrow(CalendarGap);
  });
});

describe("a time zone that changes its clocks", () => {
  it("still opens at half past eight on the wall", () => {
    const berlin = officeTime(
      [
        { date: "20260327", off: false },
        { date: "20260328", off: true },
        { date: "20260329", off: true },
        { date: "20260330", off: false },
      ],
      "Europe/Berlin",
    );
    expect(new Date(berlin.opensAt(Date.UTC(2026, 2, 28))).toISOString()).toBe("2026-03-30T06:30:00.000Z");
    expect(berlin.isOpen(Date.UTC(2026, 2, 27, 7, 30))).toBe(true);
  });
});
