import { AppError, errorsOf } from "../language/app-error";

/** One thing wrong in the environment: the variable, and what it must be, in both languages. */
export interface EnvironmentProblem {
  name: string;
  zh: string;
  en: string;
}

/** The environment does not do. */
export type EnvironmentError = AppError<"environment", "environment", readonly EnvironmentProblem[]>;

/** The message lists everything wrong at once, with the remedy; it repeats no value. */
export function environmentError(problems: readonly EnvironmentProblem[]): EnvironmentError {
  const width = Math.max(...problems.map(({ name }) => name.length));
  const message = [
    `環境變數有 ${problems.length} 處須修正，未啟動。`,
    `Not started: ${problems.length} ${problems.length === 1 ? "thing" : "things"} to put right in the environment.`,
    ...problems.flatMap(({ name, zh, en }) => [
      `  ${name.padEnd(width)}  ${zh}`,
      `  ${"".padEnd(width)}  ${en}`,
    ]),
  ].join("\n");
  return new AppError("environment", "environment", "misused", problems, message);
}

export const isEnvironmentError = errorsOf<EnvironmentError>("environment");
