import type { Locale } from "./locale";

type Wording = Record<string, string | ((...values: never[]) => string)>;

/** Loosens the literal types of one language to what the other has to offer. */
type Same<T extends Wording> = { [K in keyof T]: T[K] extends string ? string : T[K] };

/**
 * Declares the words of one part of the product in both languages. A text that is missing, superfluous or takes other
 * parameters in English is a compile error, so it breaks the build.
 *
 * @returns a function that gives the words in the locale asked for.
 */
export function defineText<const T extends Wording>(text: {
  zh: T;
  en: Same<T>;
}): (locale: Locale) => Same<T> {
  return (locale) => (locale === "en" ? text.en : (text.zh as Same<T>));
}
