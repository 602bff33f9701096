/*
 * What happens within a transaction is written as steps: a generator that hands out one statement after another and is given
 * their answers. SQLite runs it in one go, so that nothing else of the process comes in between on its only connection;
 * PostgreSQL waits for each answer. Both run the same code.
 */

type Values = Record<string, unknown>;

/** A statement that is prepared once and run with the values of its placeholders. */
export interface Statement<Answer> {
  execute(values?: Values): Promise<Answer>;
}

/** A statement with what it is run with. */
export interface Asked {
  statement: Statement<unknown>;
  values: Values | undefined;
}

/** A part of a transaction, of whatever database. */
export type Steps<T> = Generator<Asked, T, unknown>;

/** Runs a statement. @returns its rows, or what the database says of a write */
export function* ask<Answer>(statement: Statement<Answer>, values?: Values): Steps<Answer> {
  return (yield { statement, values }) as Answer;
}

/** @returns the first row of a statement, if it has one */
export function* first<Row>(statement: Statement<Row[]>, values?: Values): Steps<Row | undefined> {
  const [row] = yield* ask(statement, values);
  return row;
}

/** Runs a write. @returns how many rows it touched */
export function* touched(statement: Statement<unknown>, values?: Values): Steps<number> {
  const answer = (yield* ask(statement, values)) as { changes?: number; rowCount?: number | null };
  return answer.changes ?? answer.rowCount ?? 0;
}

/** Runs steps to their end in one go. Each statement's answer is there when it has been run. */
export function runAtOnce<T>(steps: Steps<T>, answerTo: (asked: Asked) => unknown): T {
  let step = steps.next();
  while (!step.done) {
    let answer: unknown;
    try {
      answer = answerTo(step.value);
    } catch (error) {
      step = steps.throw(error);
      continue;
    }
    step = steps.next(answer);
  }
  return step.value;
}

/** Runs steps to their end, and waits for the answer of each statement. */
export async function runInTurn<T>(steps: Steps<T>): Promise<T> {
  let step = steps.next();
  while (!step.done) {
    const { statement, values } = step.value;
    let answer: unknown;
    try {
      answer = await statement.execute(values);
    } catch (error) {
      step = steps.throw(error);
      continue;
    }
    step = steps.next(answer);
  }
  return step.value;
}
