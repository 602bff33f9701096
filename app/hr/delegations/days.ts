const dayMs = 24 * 60 * 60_000;

/** The day of an instant as date inputs write it, `2026-11-23`, where the office is. */
export function dayOf(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).format(at);
}

/** The first instant of a day `2026-11-23` where the office is; NaN when it is no day. */
export function startOfDay(day: string, timeZone: string): number {
  const asUtc = Date.parse(`${day}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(asUtc)) return Number.NaN;
  const start = asUtc - offsetAt(asUtc, timeZone);
  return asUtc - offsetAt(start, timeZone);
}

/** The first instant after a day `2026-11-23`, so that the whole day counts; NaN when it is no day. */
export function endOfDay(day: string, timeZone: string): number {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + dayMs);
  return Number.isNaN(next.getTime()) ? Number.NaN : startOfDay(next.toISOString().slice(0, 10), timeZone);
}

/** How far the office's clocks are ahead of UTC, in milliseconds. */
function offsetAt(at: number, timeZone: string): number {
  const shown = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    dateStyle: "short",
    timeStyle: "medium",
  }).format(at);
  return Date.parse(`${shown.replace(" ", "T")}Z`) - Math.floor(at / 1000) * 1000;
}
