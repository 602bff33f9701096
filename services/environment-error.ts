/** One thing wrong in the environment: the variable, and what it must be, in both languages. */
export interface EnvironmentProblem {
  name: string;
  zh: string;
  en: string;
}

/** The environment does not do. The message lists everything wrong at once, with the remedy; it repeats no value. */
export class EnvironmentError extends Error {
  override name = "EnvironmentError";

  constructor(readonly problems: readonly EnvironmentProblem[]) {
    const width = Math.max(...problems.map(({ name }) => name.length));
    const lines = problems.flatMap(({ name, zh, en }) => [
      `  ${name.padEnd(width)}  ${zh}`,
      `  ${"".padEnd(width)}  ${en}`,
    ]);
    super(
      [
        `環境變數有 ${problems.length} 處須修正，未啟動。`,
        `Not started: ${problems.length} ${problems.length === 1 ? "thing" : "things"} to put right in the environment.`,
        ...lines,
      ].join("\n"),
    );
  }
}
