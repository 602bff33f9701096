import { AppError, errorsOf } from "../../language/app-error";
import type { Locale } from "../../language/locale";
import { defineText } from "../../language/text";

/** Why bytes are not read as a mail: they are none, or cost more to read than any honest one. */
export type MailProblem =
  | "not-a-mail"
  | "mail-too-large"
  | "header-too-long"
  | "too-many-header-lines"
  | "too-many-parts"
  | "nested-too-deeply"
  | "nested-too-large"
  | "too-many-boundaries";

/** What came is not read; nothing of it is kept. The detail is the budget that it went over. */
export type MailRefused = AppError<"mail-in", MailProblem, number | null>;

export function mailError(code: MailProblem, budget: number | null = null): MailRefused {
  return new AppError("mail-in", code, "invalid", budget);
}

export const isMailRefused = errorsOf<MailRefused>("mail-in");

const words = defineText({
  zh: {
    "not-a-mail": () => "沒有郵件標頭，不是郵件。",
    "mail-too-large": (budget: number | null) => `超過 ${budget} 位元組，請縮小附件。`,
    "header-too-long": (budget: number | null) => `標頭超過 ${budget} 位元組。`,
    "too-many-header-lines": (budget: number | null) => `標頭超過 ${budget} 行。`,
    "too-many-parts": (budget: number | null) => `內容超過 ${budget} 個部分，請減少附件。`,
    "nested-too-deeply": (budget: number | null) => `內容層層包覆超過 ${budget} 層。`,
    "nested-too-large": (budget: number | null) => `各層內容合計超過 ${budget} 位元組。`,
    "too-many-boundaries": (budget: number | null) => `分隔線超過 ${budget} 條。`,
  },
  en: {
    "not-a-mail": () => "it has no header of a mail",
    "mail-too-large": (budget: number | null) => `larger than ${budget} bytes; please attach less`,
    "header-too-long": (budget: number | null) => `a header of more than ${budget} bytes`,
    "too-many-header-lines": (budget: number | null) => `more than ${budget} header lines`,
    "too-many-parts": (budget: number | null) => `more than ${budget} parts; please attach less`,
    "nested-too-deeply": (budget: number | null) => `parts nested deeper than ${budget}`,
    "nested-too-large": (budget: number | null) => `levels of more than ${budget} bytes in all`,
    "too-many-boundaries": (budget: number | null) => `more than ${budget} boundary lines`,
  },
});

/** Says for people why a mail is not read. */
export function mailRefusedWords({ code, detail }: MailRefused, locale: Locale): string {
  return words(locale)[code](detail);
}
