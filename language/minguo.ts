import type { Calendar, Locale } from "./locale";

/** Offset of the Minguo calendar (CNS 7648): 民國 1 is 1912. */
const minguoEpoch = 1911;

const formatters = new Map<string, Intl.DateTimeFormat>();

type Part = "year" | "month" | "day" | "weekday" | "hour" | "minute";

function partsOf(at: number, locale: Locale, timeZone: string): Record<Part, string> {
  const key = `${locale} ${timeZone}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : "zh-Hant-TW-u-ca-gregory", {
      timeZone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      weekday: locale === "en" ? "short" : "narrow",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
    formatters.set(key, formatter);
  }
  const parts: Record<Part, string> = { year: "", month: "", day: "", weekday: "", hour: "", minute: "" };
  for (const { type, value } of formatter.formatToParts(at)) if (type in parts) parts[type as Part] = value;
  return parts;
}

function yearOf(parts: Record<Part, string>, calendar: Calendar): string {
  return calendar === "minguo" ? String(Number(parts.year) - minguoEpoch) : parts.year;
}

/**
 * Writes the day of an instant as a person in the office would: `115/11/23` (民國), `2026/11/23` (西元), and in English
 * `ROC 115/11/23`, `2026/11/23`.
 *
 * @param at epoch milliseconds
 */
export function formatDate(at: number, calendar: Calendar, locale: Locale, timeZone = "Asia/Taipei"): string {
  const parts = partsOf(at, locale, timeZone);
  const era = locale === "en" && calendar === "minguo" ? "ROC " : "";
  return `${era}${yearOf(parts, calendar)}/${parts.month}/${parts.day}`;
}

/**
 * Writes an instant to the minute: `115/11/23（一）16:10`, in English `ROC 115/11/23 (Mon) 16:10`.
 *
 * @param at epoch milliseconds
 */
export function formatDateTime(
  at: number,
  calendar: Calendar,
  locale: Locale,
  timeZone = "Asia/Taipei",
): string {
  const { weekday, hour, minute } = partsOf(at, locale, timeZone);
  const day = locale === "en" ? ` (${weekday}) ` : `（${weekday}）`;
  return `${formatDate(at, calendar, locale, timeZone)}${day}${hour}:${minute}`;
}

/** Writes the minute of an instant: `16:10`. */
export function formatTime(at: number, timeZone = "Asia/Taipei"): string {
  const { hour, minute } = partsOf(at, "zh-Hant-TW", timeZone);
  return `${hour}:${minute}`;
}

const nearDays = {
  "zh-Hant-TW": new Map([
    [-1, "昨日"],
    [0, "今日"],
    [1, "明日"],
  ]),
  en: new Map([
    [-1, "yesterday"],
    [0, "today"],
    [1, "tomorrow"],
  ]),
};

/**
 * Writes an instant as short as the desk can do with: `今日 16:10`, `明日 09:00`, within the year `11/25 16:10`, else the
 * whole date. For staff's pages only: what people print carries the date in full.
 *
 * @param at epoch milliseconds
 * @param now the present, in epoch milliseconds
 */
export function formatShort(
  at: number,
  now: number,
  calendar: Calendar,
  locale: Locale,
  timeZone = "Asia/Taipei",
): string {
  const near = nearDays[locale].get(dayNumber(at, timeZone) - dayNumber(now, timeZone));
  const time = formatTime(at, timeZone);
  if (near) return `${near} ${time}`;
  const parts = partsOf(at, locale, timeZone);
  const sameYear = parts.year === partsOf(now, locale, timeZone).year;
  return sameYear
    ? `${parts.month}/${parts.day} ${time}`
    : `${formatDate(at, calendar, locale, timeZone)} ${time}`;
}

/** Counts the days of the office's calendar, so that tomorrow is tomorrow at any hour and in any time zone. */
function dayNumber(at: number, timeZone: string): number {
  const { year, month, day } = partsOf(at, "zh-Hant-TW", timeZone);
  return Date.UTC(Number(year), Number(month) - 1, Number(day)) / 86_400_000;
}
