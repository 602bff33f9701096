import { ownPasswordWords, type OwnPasswordProblem } from "../../../accounts/passwords/own-password";
import { formatDateTime } from "../../../language/minguo";
import type { FormErrors } from "../error-summary";
import { ownPasswordText } from "./own-password.text";
import type { Preferences } from "../../web/preferences";

/** What is wrong with a new password, under the fields it concerns. */
export function passwordErrors(
  { problems, repeated }: { problems: OwnPasswordProblem[]; repeated: boolean },
  { locale, calendar }: Pick<Preferences, "locale" | "calendar">,
): FormErrors {
  const words = problems.map((problem) =>
    ownPasswordWords(problem, locale, (at) => formatDateTime(at, calendar, locale)),
  );
  return {
    password: words.length > 0 ? words.join(locale === "en" ? " " : "") : undefined,
    repeated: repeated ? undefined : ownPasswordText(locale).notRepeated,
  };
}
