import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayOf, endOfDay, startOfDay } from "../../../app/hr/delegations/days";

const days = fc
  .date({ min: new Date("2020-01-01"), max: new Date("2040-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe("A day of the office", () => {
  it("begins at midnight in Taipei and ends where the next one begins", () => {
    expect(startOfDay("2026-11-23", "Asia/Taipei")).toBe(Date.UTC(2026, 10, 22, 16));
    expect(endOfDay("2026-11-23", "Asia/Taipei")).toBe(Date.UTC(2026, 10, 23, 16));
  });

  it("holds its first and its last instant, wherever the office is and whether or not its clocks change", () => {
    fc.assert(
      fc.property(
        days,
        fc.constantFrom("Asia/Taipei", "UTC", "Europe/Berlin", "America/New_York"),
        (day, zone) => {
          expect(dayOf(startOfDay(day, zone), zone)).toBe(day);
          expect(dayOf(startOfDay(day, zone) - 1, zone)).not.toBe(day);
          expect(dayOf(endOfDay(day, zone) - 1, zone)).toBe(day);
          expect(dayOf(endOfDay(day, zone), zone)).not.toBe(day);
        },
      ),
    );
  });

  it("is nothing where no day was written", () => {
    expect(startOfDay("2026-13-45", "Asia/Taipei")).toBeNaN();
    expect(endOfDay("tomorrow", "Asia/Taipei")).toBeNaN();
  });
});
