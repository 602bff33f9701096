import type { Calendar, Locale } from "./locale";

/** Offset of the Minguo calendar (CNS 7648): 民國 1 is 1912. */
const minguoEpoch = 1911;

/** Taipei has kept UTC+8 without summer time since October 1979; a page formats a hundred instants, for which Intl is slow. */
const taipeiOffsetMs = 8 * 3_600_000;
const dayMs = 86_400_000;

const weekdays = {
  "zh-Hant-TW": ["日", "一", "二", "三", "四", "五", "六"],
  en: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
} satisfies Record<Locale, string[]>;

/** An instant as a date whose UTC fields are what the clock in Taipei shows. */
const inTaipei = (at: number) => new Date(at + taipeiOffsetMs);

const twoDigits = (value: number) => String(value).padStart(2, "0");
const yearOf = (date: Date, calendar: Calendar) =>
  calendar === "minguo" ? date.getUTCFullYear() - minguoEpoch : date.getUTCFullYear();
const dayOf = (date: Date) => `${twoDigits(date.getUTCMonth() + 1)}/${twoDigits(date.getUTCDate())}`;
const timeOf = (date: Date) => `${twoDigits(date.getUTCHours())}:${twoDigits(date.getUTCMinutes())}`;

/**
 * Writes the day of an instant as a person in the office would: `115/11/23` (民國), `2026/11/23` (西元), and in English
 * `ROC 115/11/23`, `2026/11/23`.
 *
 * @param at epoch milliseconds
 */
export function formatDate(at: number, calendar: Calendar, locale: Locale): string {
  const date = inTaipei(at);
  const era = locale === "en" && calendar === "minguo" ? "ROC " : "";
  return `${era}${yearOf(date, calendar)}/${dayOf(date)}`;
}

/**
 * Writes an instant to the minute: `115/11/23（一）16:10`, in English `ROC 115/11/23 (Mon) 16:10`.
 *
 * @param at epoch milliseconds
 */
export function formatDateTime(at: number, calendar: Calendar, locale: Locale): string {
  const date = inTaipei(at);
  const weekday = weekdays[locale][date.getUTCDay()];
  const day = locale === "en" ? ` (${weekday}) ` : `（${weekday}）`;
  return `${formatDate(at, calendar, locale)}${day}${timeOf(date)}`;
}

/** Writes the minute of an instant: `16:10`. */
export function formatTime(at: number): string {
  return timeOf(inTaipei(at));
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
export function formatShort(at: number, now: number, calendar: Calendar, locale: Locale): string {
  const near = nearDays[locale].get(dayNumber(at) - dayNumber(now));
  const time = formatTime(at);
  if (near) return `${near} ${time}`;
  const date = inTaipei(at);
  return date.getUTCFullYear() === inTaipei(now).getUTCFullYear()
    ? `${dayOf(date)} ${time}`
    : `${formatDate(at, calendar, locale)} ${time}`;
}

/** Counts the days of Taipei's calendar, so that tomorrow is tomorrow at any hour. */
const dayNumber = (at: number) => Math.floor((at + taipeiOffsetMs) / dayMs);
