import type { Locale } from "../language/locale";

/** Sentences by name, with variables in braces: `您是{site}（機關：{agency}）會員。` */
export type Sentences = Record<string, string>;

/** The sentences of one mail as shipped, in both languages. An administrator may replace them by others of the same kind. */
export interface Wording<S extends Sentences = Sentences> {
  zh: S;
  en: Record<keyof S, string>;
}

/** What an administrator wrote instead, by template and sentence; absent is as shipped. */
export type Rewording = Partial<Record<string, Sentences>>;

/** Variables that every sentence may use: who sends the mail, and whom its reader may ask. */
export const commonVariables = ["site", "operator", "phone", "hours", "sender"] as const;
type CommonVariable = (typeof commonVariables)[number];

type Variables<S extends string> = S extends `${string}{${infer V}}${infer Rest}`
  ? V | Variables<Rest>
  : never;

type SameVariables<Z extends Sentences, E extends Sentences> = {
  [K in keyof E]: K extends keyof Z
    ? [Variables<Z[K]>, Variables<E[K]>] extends [Variables<E[K]>, Variables<Z[K]>]
      ? string
      : never
    : never;
};

type OwnVariables<S extends string> = Exclude<Variables<S>, CommonVariable>;

/** Gives a sentence its values; those of {@link commonVariables} are known already. */
export type Say<S extends Sentences> = <K extends keyof S & string>(
  name: K,
  ...values: [OwnVariables<S[K]>] extends [never] ? [] : [Record<OwnVariables<S[K]>, string | number>]
) => string;

/**
 * Declares the sentences of a mail in both languages. A sentence that is missing, superfluous or has other variables in
 * English is a compile error, so it breaks the build.
 */
export function defineWording<const Z extends Sentences, const E extends Record<keyof Z, string>>(wording: {
  zh: Z;
  en: E & SameVariables<Z, E>;
}): Wording<Z> {
  return wording;
}

/** The sentences of a wording in one language, with an administrator's in place of those shipped. */
export function inWordsOf<S extends Sentences>(
  wording: Wording<S>,
  {
    locale,
    rewritten = {},
    common,
  }: { locale: Locale; rewritten?: Sentences; common: Record<CommonVariable, string> },
): Say<S> {
  const shipped: Sentences = locale === "en" ? wording.en : wording.zh;
  return (name, ...[own]) => filled(rewritten[name] ?? shipped[name] ?? "", { ...common, ...own });
}

/** The variables of a sentence, each once, in their order. */
export function variablesIn(sentence: string): string[] {
  return [...new Set([...sentence.matchAll(variable)].map(([, name = ""]) => name))];
}

const variable = /\{([^{}]*)\}/g;

/** One pass, so that a value that looks like a variable stays what it is. */
function filled(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(variable, (whole, name: string) => String(values[name] ?? whole));
}
