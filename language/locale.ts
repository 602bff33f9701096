/** The two languages of the product; Chinese first. */
export const locales = ["zh-Hant-TW", "en"] as const;

export type Locale = (typeof locales)[number];

/** How dates are written: 民國 (Minguo) or 西元 (Gregorian). */
export type Calendar = "minguo" | "gregorian";
