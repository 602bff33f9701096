import { fallbackDays } from "./calendar-fallback";
import type { CalendarDay } from "./office-calendar";
import { officeTime, type OfficeTime } from "./office-time";

/** Office time that follows the calendar: what is imported or corrected later counts without a restart. */
export interface LiveCalendar extends OfficeTime {
  /** Reads the calendar again. */
  reread(): Promise<void>;
}

/**
 * Office time by the calendar as it was read last. A year that was not imported counts Monday to Friday.
 *
 * @param readDays the calendar as imported
 * @param timeZone of the office (`TZ_OFFICE`)
 */
export async function liveCalendar(
  readDays: () => Promise<readonly CalendarDay[]>,
  clock: () => number,
  timeZone: string,
): Promise<LiveCalendar> {
  let imported = await readDays();
  /** The present year: what is not imported follows from it. */
  const yearNow = () => new Date(clock()).getUTCFullYear();
  const read = () => ({
    year: yearNow(),
    time: officeTime([...imported, ...fallbackDays(imported, clock())], timeZone),
  });
  let latest = read();
  const now = (): OfficeTime => {
    if (latest.year !== yearNow()) latest = read();
    return latest.time;
  };
  return {
    async reread() {
      imported = await readDays();
      latest = read();
    },
    addMinutes: (at, minutes) => now().addMinutes(at, minutes),
    minutesBetween: (from, to) => now().minutesBetween(from, to),
    isOpen: (at) => now().isOpen(at),
    closesAt: (at) => now().closesAt(at),
    opensAt: (at) => now().opensAt(at),
    endOfNextWorkingDay: (at) => now().endOfNextWorkingDay(at),
  };
}
