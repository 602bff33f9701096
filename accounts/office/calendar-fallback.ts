import type { CalendarDay } from "./office-calendar";

const dayMs = 24 * 60 * 60_000;

/**
 * Monday to Friday for whole years that the imported calendar does not cover, from last year to two years ahead, so that a
 * forgotten import makes a promise less exact and never stops anybody from asking for help.
 */
export function fallbackDays(imported: readonly CalendarDay[], at: number): CalendarDay[] {
  const covered = new Set(imported.map(({ date }) => date.slice(0, 4)));
  const thisYear = new Date(at).getUTCFullYear();
  const years = [thisYear - 1, thisYear, thisYear + 1, thisYear + 2].filter(
    (year) => !covered.has(String(year)),
  );
  return years.flatMap(weekdaysOf);
}

function weekdaysOf(year: number): CalendarDay[] {
  const days: CalendarDay[] = [];
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += dayMs) {
    const day = new Date(at);
    days.push({
      date: day.toISOString().slice(0, 10).replaceAll("-", ""),
      off: day.getUTCDay() % 6 === 0,
      note: "",
    });
  }
  return days;
}
