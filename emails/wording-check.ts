import type { Locale } from "../language/locale";
import { commonVariables, variablesIn, type Sentences } from "./wording";
import { wordings, type WordingName } from "./wordings";

/** What is wrong with a sentence that an administrator wrote. */
export type WordingProblem =
  | { code: "empty" | "too-long" | "stray-brace" | "link" }
  | { code: "missing-variable" | "unknown-variable"; variable: string };

/** The most characters of a sentence. */
export const longestSentence = 500;

/** The sentences of a template as shipped, in one language. */
export function shippedSentences(name: WordingName, locale: Locale): Sentences {
  const { zh, en } = wordings[name];
  return locale === "en" ? en : zh;
}

/** What a sentence must contain, and what it may contain besides. */
export function variablesOf(shipped: string): { required: string[]; allowed: string[] } {
  const required = variablesIn(shipped);
  return { required, allowed: [...new Set([...required, ...commonVariables])] };
}

/**
 * Checks what an administrator wrote for a template. The parts of a mail and their order are the template's own: a
 * sentence may be written anew but not left out, it keeps every variable of the shipped one, and it leads nowhere, so
 * that the only link of a mail is the template's.
 *
 * @returns `sentences`, those that differ from what is shipped, on one line each; `problems` by sentence, none if all is well
 */
export function checkWording(
  name: WordingName,
  locale: Locale,
  typed: Sentences,
): { sentences: Sentences; problems: Record<string, WordingProblem[]> } {
  const shipped = Object.entries(shippedSentences(name, locale));
  const written = shipped.map(([key, original]) => ({
    key,
    original,
    text: onOneLine(typed[key] ?? original, locale),
  }));
  const problems = written.map(({ key, original, text }) => [key, problemsOf(text, original)] as const);
  return {
    sentences: Object.fromEntries(
      written.filter(({ original, text }) => text !== original).map(({ key, text }) => [key, text]),
    ),
    problems: Object.fromEntries(problems.filter(([, found]) => found.length > 0)),
  };
}

function problemsOf(text: string, shipped: string): WordingProblem[] {
  if (text === "") return [{ code: "empty" }];
  const { required, allowed } = variablesOf(shipped);
  const used = variablesIn(text);
  const bare = text.replaceAll(/\{[^{}]*\}/g, " ");
  return [
    ...required.filter((one) => !used.includes(one)).map((variable) => missing(variable)),
    ...used.filter((one) => !allowed.includes(one)).map((variable) => unknown(variable)),
    ...(/[{}]/.test(bare) ? [{ code: "stray-brace" as const }] : []),
    ...(looksLikeLink(bare) ? [{ code: "link" as const }] : []),
    ...([...text].length > longestSentence ? [{ code: "too-long" as const }] : []),
  ];
}

const missing = (variable: string): WordingProblem => ({ code: "missing-variable", variable });
const unknown = (variable: string): WordingProblem => ({ code: "unknown-variable", variable });

/** Whatever a mail reader might turn into a link: an address of the web or of mail, in any width of characters. */
function looksLikeLink(text: string): boolean {
  const folded = text.normalize("NFKC");
  return /:\/\/|\bwww\.|[\p{L}\p{N}-]\.\p{L}{2,}/iu.test(folded);
}

/** Lines broken while typing are joined as each language joins them; characters that cannot be seen are left out. */
function onOneLine(text: string, locale: Locale): string {
  return text
    .split("\n")
    .map((line) => line.replaceAll(/[\p{Cc}\p{Cf}]/gu, "").trim())
    .filter((line) => line !== "")
    .join(locale === "en" ? " " : "");
}
