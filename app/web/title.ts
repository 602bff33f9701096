import type { MetaFunction } from "@remix-run/node";
import type { Locale } from "../../language/locale";
import { operator } from "../../language/operator";

/**
 * Makes a route's `meta`: the page's own title before the site's name, in the visitor's language.
 *
 * @param titleOf gives the title from the locale and, where it needs it, the loader's data
 */
export function pageTitle<Loader = unknown>(
  titleOf: (locale: Locale, data: unknown) => string,
): MetaFunction<Loader> {
  return ({ data, matches }) => {
    const locale = localeOf(matches[0]?.data);
    return [{ title: `${titleOf(locale, data)} · ${siteName(locale)}` }];
  };
}

/** The site's name in the visitor's language. */
export function siteName(locale: Locale): string {
  return locale === "en" ? operator.site.en : operator.site.zh;
}

/** Finds the locale in what the root loader returned; Chinese if it has not run. */
export function localeOf(rootData: unknown): Locale {
  return typeof rootData === "object" && rootData !== null && "locale" in rootData && rootData.locale === "en"
    ? "en"
    : "zh-Hant-TW";
}
