import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { databaseError } from "../database-refused";
import { causeOf } from "./error-cause";

/** What drizzle asks of a connection. */
export interface Querying {
  query(config: pg.QueryConfig | string, values?: unknown[]): Promise<pg.QueryResult>;
}

/** How long a server that restarts is waited for, in milliseconds. */
const patience = 15_000;

/**
 * Asks again, for some seconds, as long as the server is not reached. To be used for what only reads.
 *
 * @throws DatabaseRefused `not-reached` after that
 */
export async function untilReached<T>(ask: () => Promise<T>, patienceMs = patience): Promise<T> {
  const since = Date.now();
  for (let pause = 20; ; pause = Math.min(pause * 2, 500)) {
    try {
      return await ask();
    } catch (error) {
      if (!isLost(error)) throw error;
      if (Date.now() - since > patienceMs) throw databaseError("not-reached", messageOf(error));
    }
    await wait(pause);
  }
}

/**
 * The connection on which changes are made: another one is opened in its place when it is lost, so that statements prepared on it
 * go on. One transaction at a time.
 */
export class WritingClient implements Querying {
  #client: pg.Client | undefined;
  #inTransaction = false;

  constructor(readonly options: pg.ClientConfig) {}

  async query(config: pg.QueryConfig | string, values?: unknown[]): Promise<pg.QueryResult> {
    // A transaction does not go on over another connection.
    if (!this.#client && this.#inTransaction) throw lost();
    const client = this.#client ?? (await this.#connect());
    return client.query(config as pg.QueryConfig, values);
  }

  /** @returns the transaction's number, by which its end can be asked for later */
  async begin(): Promise<string> {
    const [, begun] = (await untilReached(async () => {
      try {
        return await this.query(
          "begin isolation level read committed; select pg_current_xact_id()::text as number",
        );
      } catch (error) {
        this.#leave();
        throw error;
      }
    })) as unknown as [unknown, pg.QueryResult<{ number: string }>];
    this.#inTransaction = true;
    return begun.rows[0]?.number ?? "";
  }

  async rollback(): Promise<void> {
    try {
      await this.#client?.query("rollback");
    } catch {
      this.#leave();
    } finally {
      this.#inTransaction = false;
    }
  }

  /**
   * Commits. Where the answer is lost the server is asked, on another connection, what became of the transaction.
   *
   * @returns whether it is committed; otherwise nothing of it has happened
   */
  async commit(number: string): Promise<boolean> {
    try {
      await this.query("commit");
      this.#inTransaction = false;
      return true;
    } catch (error) {
      this.#inTransaction = false;
      this.#leave();
      if (!isLost(error)) throw error;
      return this.#wasCommitted(number);
    }
  }

  async end(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    await client?.end();
  }

  async #wasCommitted(number: string): Promise<boolean> {
    for (;;) {
      const { rows } = await untilReached(() =>
        this.query("select pg_xact_status($1::xid8) as status", [number]).catch((error: unknown) => {
          // It crashed before anything of the transaction was on its disk, and does not know that it gave the number out.
          if (codeOf(error) === notYetGiven) return { rows: [{ status: "aborted" }] };
          this.#leave();
          throw error;
        }),
      );
      const status = (rows[0] as { status: string | null }).status;
      if (status === "committed" || status === "aborted") return status === "committed";
      if (status === null)
        throw new Error(`the server does not know any more what became of transaction ${number}`);
      await wait(20);
    }
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client(this.options);
    client.on("error", () => {
      if (this.#client === client) this.#client = undefined;
    });
    await client.connect();
    return (this.#client = client);
  }

  #leave(): void {
    const client = this.#client;
    this.#client = undefined;
    void client?.end().catch(() => undefined);
  }
}

/** invalid_parameter_value: the server has given out no such transaction number yet. */
const notYetGiven = "22023";

const lost = () => Object.assign(new Error("the connection to the database was lost"), { code: "08006" });

/** Whether a transaction that failed so may be run again: the server gave it up for another, or its connection was lost. */
export function mayBeTriedAgain(error: unknown): boolean {
  const code = codeOf(error);
  return code === "40001" || code === "40P01" || isLost(error);
}

/** What is told of an error: of a lost connection that the database is not reached, of any other itself. */
export const asNotReached = (error: unknown): unknown =>
  isLost(error) ? databaseError("not-reached", messageOf(error)) : error;

/** Whether a connection was lost, or could not be had: not that the server refused what it was asked. */
export function isLost(error: unknown): boolean {
  const code = codeOf(error);
  if (code === undefined) return /connection|terminated/i.test(messageOf(error));
  return (
    /^(08...|57P0[123]|53300)$/.test(code) ||
    ["ECONNRESET", "ECONNREFUSED", "EPIPE", "ETIMEDOUT", "ENOENT"].includes(code)
  );
}

const codeOf = (error: unknown): string | undefined => (causeOf(error) as { code?: string }).code;

const messageOf = (error: unknown): string => String((causeOf(error) as { message?: string }).message);
