import { databaseError } from "../database-refused";
import { asNotReached, isLost, mayBeTriedAgain, type WritingClient } from "./postgres-client";

/** So often a transaction is tried whose connection was lost, or that the server gave up for another. */
const tries = 5;

/** As many that wait are committed together at most: the first waits for all of them. */
const atOnce = 16;

/** Work within a transaction; where it is tried again it is begun anew. */
type Work<T> = () => Promise<T>;

/** Work that waits for its turn, and who waits for it. */
interface Waiting {
  work: Work<unknown>;
  resolve: (result: unknown) => void;
  reject: (error: unknown) => void;
}

type Result = { value: unknown } | { error: unknown };

/** The transactions of a process, one after another over its writing connection. */
export function transactionsOver(writer: WritingClient) {
  const inTurn = queue();
  let waiting: Waiting[] = [];
  /** Orders the parts of one long transaction; there is none without. */
  let parts: ReturnType<typeof queue> | undefined;

  async function inTransaction<T>(work: Work<T>, times = tries): Promise<T> {
    for (let tried = 1; ; tried += 1) {
      const number = await writer.begin();
      let result: T;
      try {
        result = await work();
      } catch (error) {
        await writer.rollback();
        if (tried < times && mayBeTriedAgain(error)) continue;
        throw asNotReached(error);
      }
      if (await writer.commit(number)) return result;
      if (tried >= times) throw databaseError("not-reached", "the connection ended before the commit");
    }
  }

  /** Where it fails nothing of it is left, and the transaction goes on. */
  async function inPart<T>(work: Work<T>): Promise<T> {
    // Where one of the two fails, so does the next statement.
    writer.query("savepoint part").catch(() => undefined);
    try {
      const result = await work();
      writer.query("release savepoint part").catch(() => undefined);
      return result;
    } catch (error) {
      if (!isLost(error)) await writer.query("rollback to savepoint part; release savepoint part");
      throw error;
    }
  }

  async function partOfGroup({ work }: Waiting): Promise<Result> {
    try {
      return { value: await inPart(work) };
    } catch (error) {
      // Then nothing of the whole transaction is left.
      if (mayBeTriedAgain(error)) throw error;
      return { error };
    }
  }

  async function carryOutWaiting(): Promise<void> {
    const group = waiting.slice(0, atOnce);
    waiting = waiting.slice(atOnce);
    if (waiting.length > 0) void inTurn(carryOutWaiting);
    const [first] = group;
    try {
      if (first && group.length === 1) return first.resolve(await inTransaction(first.work));
      const results = await inTransaction(async () => {
        const all: Result[] = [];
        for (const one of group) all.push(await partOfGroup(one));
        return all;
      });
      for (const [index, result] of results.entries()) {
        if ("error" in result) group[index]?.reject(result.error);
        else group[index]?.resolve(result.value);
      }
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }

  return {
    /** Has something done that is no transaction of ours, when those before it are over. */
    inTurn,
    /** Whether a long transaction is open: everything asked now belongs to it, and sees what it has done. */
    isLong: () => parts !== undefined,
    /** A transaction, or a part of a long one. */
    transaction: <T>(work: Work<T>): Promise<T> =>
      parts ? parts(() => inPart(work)) : inTurn(() => inTransaction(work)),
    /**
     * The same, but what waits for its turn is committed together, each within a savepoint of its own: what costs most of a small
     * transaction is to have its end kept. Nobody is answered before that, and what one is refused for undoes nothing of the
     * others. Only for what takes the same lock before all others, so that no two processes wait for each other.
     */
    together<T>(work: Work<T>): Promise<T> {
      if (parts) return parts(() => inPart(work));
      return new Promise((resolve, reject) => {
        waiting.push({ work, resolve: resolve as Waiting["resolve"], reject });
        if (waiting.length === 1) void inTurn(carryOutWaiting);
      });
    },
    /** All transactions that are asked for within the work are parts of one, which is tried once. */
    long: <T>(work: Work<T>): Promise<T> =>
      inTurn(() =>
        inTransaction(async () => {
          parts = queue();
          try {
            return await work();
          } finally {
            parts = undefined;
          }
        }, 1),
      ),
  };
}

/** Has work done one after another. */
function queue() {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: Work<T>): Promise<T> => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
