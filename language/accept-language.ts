import Negotiator from "negotiator";
import type { Locale } from "./locale";

/**
 * The first language of an `Accept-Language` header (RFC 9110 §12.5.4) that the product speaks, in whatever script or
 * country; Chinese where it names none.
 */
export function preferredLocale(header: string): Locale {
  // Offered `zh` and `en`, Negotiator answers "zh-TW, en" with `en`, because it names that more exactly.
  const liked = new Negotiator({ headers: { "accept-language": header } }).languages();
  const [ours] = liked.flatMap((tag) => /^(zh|en)\b/i.exec(tag)?.[1]?.toLowerCase() ?? []);
  return ours === "en" ? "en" : "zh-Hant-TW";
}
