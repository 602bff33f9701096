import { preferredLocale } from "../../language/accept-language";
import type { Calendar, Locale } from "../../language/locale";

/** Size of the text, 字級 小中大. */
export const textSizes = ["small", "medium", "large"] as const;

export type TextSize = (typeof textSizes)[number];

/** What a visitor chose about the look of the pages; kept in a cookie, so it works before signing in. */
export interface Preferences {
  locale: Locale;
  calendar: Calendar;
  textSize: TextSize;
}

const cookieName = "preferences";
const oneYear = 365 * 24 * 60 * 60;

/** The loader of an area, the page's own and what renders it ask about one request: read once. */
const known = new WeakMap<Headers, Preferences>();

/** Reads the visitor's choices: the cookie first, then `Accept-Language`, then Chinese, 民國 and middle-sized text. */
export function readPreferences(headers: Headers): Preferences {
  const read = known.get(headers);
  if (read) return read;
  const chosen = new URLSearchParams(cookieValue(headers.get("Cookie") ?? ""));
  const preferences = preferencesFrom(chosen, {
    locale: preferredLocale(headers.get("Accept-Language") ?? ""),
    calendar: "minguo",
    textSize: "medium",
  });
  known.set(headers, preferences);
  return preferences;
}

/** Takes over what is known among the submitted choices and keeps `current` for the rest. */
export function preferencesFrom(chosen: FormData | URLSearchParams, current: Preferences): Preferences {
  const locale = chosen.get("locale");
  const calendar = chosen.get("calendar");
  const textSize = chosen.get("textSize");
  return {
    locale: locale === "en" || locale === "zh-Hant-TW" ? locale : current.locale,
    calendar: calendar === "gregorian" || calendar === "minguo" ? calendar : current.calendar,
    textSize: textSizes.find((size) => size === textSize) ?? current.textSize,
  };
}

/** The `Set-Cookie` value that keeps the choices for a year; over https for this host alone. */
export function preferencesCookie(preferences: Preferences, secure: boolean): string {
  const value = new URLSearchParams({ ...preferences }).toString().replaceAll("&", ".");
  const attributes = `Path=/; Max-Age=${oneYear}; SameSite=Lax; HttpOnly`;
  return secure
    ? `__Host-${cookieName}=${value}; ${attributes}; Secure`
    : `${cookieName}=${value}; ${attributes}`;
}

function cookieValue(header: string): string {
  const [, value = ""] = /(?:^|;\s*)(?:__Host-)?preferences=([^;]*)/.exec(header) ?? [];
  return value.replaceAll(".", "&");
}
