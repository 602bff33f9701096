import type { Locale } from "../../language/locale";
import { listRefusedWords, type ListRefusalCode } from "./list-refused";
import { isOutsideFailure, outsideWords } from "./fetching";

/** Why a list did not come from an address: the way there, or what came. */
export function refreshFailureWords(failure: string, locale: Locale): string {
  return isOutsideFailure(failure)
    ? outsideWords(failure, locale)
    : listRefusedWords(failure as ListRefusalCode, locale);
}
