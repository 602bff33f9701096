import type { OfficeTime } from "../../accounts/office/office-time";

/** An instant of the demo's weeks, told from its last moment, the present of whoever loads it. */
export type When =
  /** That many office days before today, at that time on the wall of the office. */
  | { officeDaysAgo: number; time: string }
  /** That many minutes of office hours ago. */
  | { officeMinutesAgo: number }
  /** That many minutes ago, be it night or a holiday. */
  | { minutesAgo: number };

export const daysAgo = (officeDaysAgo: number, time: string): When => ({ officeDaysAgo, time });
export const officeMinutesAgo = (minutes: number): When => ({ officeMinutesAgo: minutes });
export const minutesAgo = (minutes: number): When => ({ minutesAgo: minutes });

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Finds the instants of a {@link When}, in epoch milliseconds. */
export function moments(office: OfficeTime, now: number, timeZone: string): (when: When) => number {
  const midnight = midnightBefore(timeZone);

  function dayBefore(count: number): number {
    let left = count;
    for (let day = midnight(now); ;) {
      day = midnight(day - 1);
      if (office.opensAt(day) < day + dayMs) left -= 1;
      if (left === 0) return day;
    }
  }

  /** The latest instant from which so much office time has gone by; halved between a month ago and now. */
  function officeTimeBefore(minutes: number): number {
    let early = now - 60 * dayMs;
    let late = now;
    while (late - early > 1) {
      const between = Math.floor((early + late) / 2);
      if (office.minutesBetween(between, now) >= minutes) early = between;
      else late = between;
    }
    return early;
  }

  return (when) => {
    if ("minutesAgo" in when) return now - when.minutesAgo * minuteMs;
    if ("officeMinutesAgo" in when) return officeTimeBefore(when.officeMinutesAgo);
    const [hours = 0, minutes = 0] = when.time.split(":").map(Number);
    return dayBefore(when.officeDaysAgo) + (hours * 60 + minutes) * minuteMs;
  };
}

/** Taiwan has had no summer time since 1979; where the office is elsewhere, an hour more or less is of no matter here. */
function midnightBefore(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
    hourCycle: "h23",
  });
  return (at) => {
    const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const { hour = 0, minute = 0, second = 0 } = part;
    return at - (((hour * 60 + minute) * 60 + second) * 1000 + (at % 1000));
  };
}
