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
  /** Nothing that comes after rests on its answer: on PostgreSQL the next statement is sent at once. */
  isSent?: boolean;
  /** It is run with each of these instead, and answered by all its answers. */
  each?: Values[];
}

/** A part of a transaction, of whatever database. */
export type Steps<T> = Generator<Asked, T, unknown>;

/** Runs a statement. @returns its rows, or what the database says of a write */
export function* ask<Answer>(statement: Statement<Answer>, values?: Values): Steps<Answer> {
  return (yield { statement, values }) as Answer;
}

/**
 * Runs a statement several times; on PostgreSQL all are sent before the first is answered.
 *
 * @returns its answers in the order of what it was run with
 */
export function* askEach<Answer>(statement: Statement<Answer>, each: Values[]): Steps<Answer[]> {
  return (yield { statement, values: undefined, each }) as Answer[];
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

/**
 * Steps that write and whose answers nobody needs. Where one of their statements fails, so does the transaction, at the latest
 * at its end; the steps after it are not told why, so what is to be refused in words of its own is not sent so.
 */
export function* send(steps: Steps<unknown>): Steps<void> {
  for (let step = steps.next(); !step.done; step = steps.next({})) yield { ...step.value, isSent: true };
}

/** Runs steps to their end in one go. Each statement's answer is there when it has been run. */
export function runAtOnce<T>(steps: Steps<T>, answerTo: (asked: Asked) => unknown): T {
  let step = steps.next();
  while (!step.done) {
    let answer: unknown;
    try {
      const { each, ...asked } = step.value;
      answer = each ? each.map((values) => answerTo({ ...asked, values })) : answerTo(asked);
    } catch (error) {
      step = steps.throw(error);
      continue;
    }
    step = steps.next(answer);
  }
  return step.value;
}

/**
 * Runs steps to their end, and waits for the answer of each statement but those that are only sent; these are done when it
 * resolves. All must go over one connection, which carries them out in the order in which they come.
 */
export async function runInTurn<T>(steps: Steps<T>): Promise<T> {
  const sent: Promise<unknown>[] = [];
  let step = steps.next();
  while (!step.done) {
    const { statement, values, isSent, each } = step.value;
    const answered = each
      ? Promise.all(each.map((some) => statement.execute(some)))
      : statement.execute(values);
    if (isSent) {
      sent.push(answered);
      // Who waits for it hears of it.
      answered.catch(() => undefined);
      step = steps.next({});
      continue;
    }
    let answer: unknown;
    try {
      answer = await answered;
    } catch (error) {
      // What was sent before failed before, and this for that reason.
      await Promise.all(sent);
      step = steps.throw(error);
      continue;
    }
    step = steps.next(answer);
  }
  await Promise.all(sent);
  return step.value;
}
