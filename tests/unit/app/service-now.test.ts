import { describe, expect, it } from "vitest";
import { officeTime } from "../../../accounts/office/office-time";
import { serviceNow } from "../../../app/sign-in/service-now";

const office = officeTime([
  { date: "20261120", off: false },
  { date: "20261121", off: true },
  { date: "20261122", off: true },
  { date: "20261123", off: false },
]);
const taipei = (day: number, hour: number, minute: number) => Date.UTC(2026, 10, day, hour - 8, minute);

describe("whether the helpdesk is there", () => {
  it("says in the morning until when it is there today, the noon break notwithstanding", () => {
    expect(serviceNow(office, taipei(20, 9, 41))).toEqual({ open: true, until: taipei(20, 17, 30) });
  });

  it("says at noon when it is back", () => {
    expect(serviceNow(office, taipei(20, 12, 45))).toEqual({ open: false, from: taipei(20, 13, 30) });
  });

  it("says on a Friday evening that it is back on Monday", () => {
    expect(serviceNow(office, taipei(20, 18, 0))).toEqual({ open: false, from: taipei(23, 8, 30) });
  });
});
