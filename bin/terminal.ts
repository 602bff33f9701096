import { AppError, errorsOf } from "../language/app-error";
import type { Locale } from "../language/locale";

/** The language of whoever types: English where the shell's is, else Chinese. */
export function shellLocale(env: Record<string, string | undefined>): Locale {
  const wanted = env.LC_ALL || env.LC_MESSAGES || env.LANG || "";
  return /^en/i.test(wanted) ? "en" : "zh-Hant-TW";
}

interface InBoth {
  zh: string;
  en: string;
}

/** A command is not carried out: told without a stack. */
export type CommandRefused = AppError<"command", "refused" | "misused", InBoth>;

/** The process ends with 1. */
export function commandRefused(zh: string, en: string): CommandRefused {
  return new AppError("command", "refused", "failed", { zh, en }, en);
}

/** A command was given what it cannot work with: the process ends with 2. */
export function commandMisused(zh: string, en: string): CommandRefused {
  return new AppError("command", "misused", "misused", { zh, en }, en);
}

export const isCommandRefused = errorsOf<CommandRefused>("command");

/** Where a command speaks: results on standard output, everything else on standard error. */
export interface Terminal {
  locale: Locale;
  /** A program reads along. */
  json: boolean;
  /** A result: a sentence for people, or with `--json` one object on a line. */
  result(words: InBoth, object: Record<string, unknown>): void;
  /** A remark for people only. */
  say(words: InBoth): void;
  /** How far long work has come; a terminal sees one line that changes, a file a line now and then. */
  progress(words: InBoth, done: number, total: number): void;
}

const betweenMs = 2000;

export function createTerminal({
  env,
  json,
  clock,
}: {
  env: Record<string, string | undefined>;
  json: boolean;
  clock: () => number;
}): Terminal {
  const locale = shellLocale(env);
  const pick = (words: InBoth) => (locale === "en" ? words.en : words.zh);
  const number = new Intl.NumberFormat("en");
  let said = 0;
  return {
    locale,
    json,
    result: (words, object) => process.stdout.write(`${json ? JSON.stringify(object) : pick(words)}\n`),
    say: (words) => process.stderr.write(`${pick(words)}\n`),
    progress(words, done, total) {
      const finished = done >= total;
      if (!process.stderr.isTTY && !finished && clock() - said < betweenMs) return;
      said = clock();
      const line = `${pick(words)} ${number.format(done)} / ${number.format(total)}`;
      process.stderr.write(process.stderr.isTTY ? `\r${line}${finished ? "\n" : ""}` : `${line}\n`);
    },
  };
}
