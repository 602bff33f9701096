import type { CalendarDay } from "./office-calendar";

/** When offices are open on a working day, in minutes of the day: 08:30–12:30 and 13:30–17:30. */
export const officeHours: readonly (readonly [opens: number, closes: number])[] = [
  [8 * 60 + 30, 12 * 60 + 30],
  [13 * 60 + 30, 17 * 60 + 30],
];

/** Thrown when the calendar does not cover a day that was asked for. */
export class CalendarGap extends Error {
  constructor(readonly year: number) {
    super(
      `政府行政機關辦公日曆表尚未匯入 ${year - 1911} 年（${year}），請執行 npm run desk -- import calendar。 ` +
        `The office calendar of ${year} has not been imported: npm run desk -- import calendar FILE`,
    );
    this.name = "CalendarGap";
  }
}

/** Office time, as the calendar counts it. Instants are epoch milliseconds. Everything throws CalendarGap outside of it. */
export interface OfficeTime {
  /** The instant at which so many minutes of office hours have gone by. */
  addMinutes(at: number, minutes: number): number;
  /** Minutes of office hours between two instants; 0 when the second is not later. */
  minutesBetween(from: number, to: number): number;
  isOpen(at: number): boolean;
  /** When the office closes, for noon or the day; `null` while it is closed. */
  closesAt(at: number): number | null;
  /** When the office next opens; the instant itself while it is open. */
  opensAt(at: number): number;
  /** The end of the first working day after this one. */
  endOfNextWorkingDay(at: number): number;
}

interface Day {
  year: number;
  month: number;
  day: number;
}

const dayMs = 24 * 60 * 60 * 1000;
const minuteMs = 60_000;

/**
 * Counts office time by the 政府行政機關辦公日曆表, make-up Saturdays included.
 *
 * @param days as imported from the official files
 * @param timeZone of the office (`TZ_OFFICE`)
 */
export function officeTime(
  days: Iterable<Pick<CalendarDay, "date" | "off">>,
  timeZone = "Asia/Taipei",
): OfficeTime {
  const offByDate = new Map(Array.from(days, ({ date, off }) => [date, off]));
  const zone = wallClock(timeZone);

  /** The hours of one day as instants; none when the office is off. */
  function spansOf(day: Day): { opensAt: number; closesAt: number }[] {
    const off = offByDate.get(dateOf(day));
    if (off === undefined) throw new CalendarGap(day.year);
    if (off) return [];
    return officeHours.map(([opens, closes]) => ({
      opensAt: zone.instant(day, opens),
      closesAt: zone.instant(day, closes),
    }));
  }

  /** All hours from the one in which an instant lies, or the next. */
  function* spansFrom(at: number) {
    for (let day = zone.dayOf(at); ; day = nextDay(day)) {
      for (const span of spansOf(day)) if (span.closesAt > at) yield span;
    }
  }

  function firstSpan(at: number): { opensAt: number; closesAt: number } {
    for (const span of spansFrom(at)) return span;
    throw new CalendarGap(zone.dayOf(at).year);
  }

  return {
    addMinutes(at, minutes) {
      let left = minutes * minuteMs;
      if (left <= 0) return at;
      for (const { opensAt, closesAt } of spansFrom(at)) {
        const from = Math.max(at, opensAt);
        if (left <= closesAt - from) return from + left;
        left -= closesAt - from;
      }
      return at;
    },
    minutesBetween(from, to) {
      let sum = 0;
      if (to <= from) return 0;
      for (const { opensAt, closesAt } of spansFrom(from)) {
        if (opensAt >= to) break;
        sum += Math.min(to, closesAt) - Math.max(from, opensAt);
        if (closesAt >= to) break;
      }
      return sum / minuteMs;
    },
    isOpen: (at) => spansOf(zone.dayOf(at)).some(({ opensAt, closesAt }) => opensAt <= at && at < closesAt),
    closesAt: (at) =>
      spansOf(zone.dayOf(at)).find(({ opensAt, closesAt }) => opensAt <= at && at < closesAt)?.closesAt ??
      null,
    opensAt: (at) => Math.max(at, firstSpan(at).opensAt),
    endOfNextWorkingDay(at) {
      for (let day = nextDay(zone.dayOf(at)); ; day = nextDay(day)) {
        const last = spansOf(day).at(-1);
        if (last) return last.closesAt;
      }
    },
  };
}

function dateOf({ year, month, day }: Day): string {
  return `${year}${String(month).padStart(2, "0")}${String(day).padStart(2, "0")}`;
}

function nextDay({ year, month, day }: Day): Day {
  const next = new Date(Date.UTC(year, month - 1, day) + dayMs);
  return { year: next.getUTCFullYear(), month: next.getUTCMonth() + 1, day: next.getUTCDate() };
}

/** The clock on the wall of a time zone. */
function wallClock(timeZone: string) {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
    hourCycle: "h23",
  });
  const read = (at: number) => {
    const parts = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
    for (const { type, value } of format.formatToParts(at))
      if (type in parts) parts[type as keyof typeof parts] = Number(value);
    return parts;
  };
  const offsetAt = (at: number) => {
    const { year, month, day, hour, minute, second } = read(at);
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
  };
  return {
    dayOf(at: number): Day {
      const { year, month, day } = read(at);
      return { year, month, day };
    },
    instant({ year, month, day }: Day, minutes: number): number {
      const wall = Date.UTC(year, month - 1, day) + minutes * minuteMs;
      // Twice, for the guess may lie on the other side of a change of the clocks.
      return wall - offsetAt(wall - offsetAt(wall));
    },
  };
}
