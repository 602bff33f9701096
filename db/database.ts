import type { SQL } from "drizzle-orm";
import type { BaseSQLiteDatabase } from "drizzle-orm/sqlite-core";
import type { Speech } from "./dialect/speech";
import type { Feed, News } from "./feed";
import type { Schema } from "./schema";
import type { Statement, Steps } from "./steps";

/** What builds queries. SQLite's types, for both; each database is cast to it once, where it is opened. */
export type Builders = Pick<
  BaseSQLiteDatabase<"async", unknown, Schema>,
  "select" | "selectDistinct" | "insert" | "update" | "delete"
>;

/** A way to the data. */
export interface Connection {
  schema: Schema;
  query: Builders;
  speech: Speech;
  /** A statement in the SQL of both databases, prepared once; its rows as the database has them. */
  statement: <Row = never>(text: SQL) => Statement<Row[]>;
  /** Runs steps by themselves, each statement for its own. */
  run: <T>(steps: Steps<T>) => Promise<T>;
}

/** A copy of a database on a server of its own, which follows it and is a little behind. */
export interface Standby {
  /** Asks the copy; what fails there is asked of the database itself, and nobody notices. */
  connection: Connection;
  /**
   * How far the database is, and then its copy; `null` where what answers is no copy of it.
   *
   * @throws where the copy does not answer in time
   */
  look: () => Promise<Look | null>;
  /** The number of the newest row of the audit that the copy has. @throws where it does not answer in time */
  newestAct: () => Promise<number>;
  close: () => Promise<void>;
}

/** Places in the database's log of writes, in bytes, and in the audit. */
export interface Look {
  written: number;
  replayed: number;
  newestAct: number;
}

/** A database: reading it, and changing it in transactions. */
export interface Database extends Connection {
  /** What the statements of a transaction are made by. */
  writing: Connection;
  /**
   * Runs steps as one transaction: all that they write, or nothing. What they read first may have been read anew when they
   * are run: on PostgreSQL they begin again after a deadlock or where the connection was lost.
   */
  transaction: <T>(steps: () => Steps<T>) => Promise<T>;
  /**
   * The same, but PostgreSQL commits together what waits for its turn: each is all or nothing still, and nobody is answered before
   * the commit. Only for steps whose first is the same lock.
   */
  together: <T>(steps: () => Steps<T>) => Promise<T>;
  /**
   * Lets nobody else lock the same before the end of the transaction whose first step this is. SQLite has one writer at a time
   * anyway.
   *
   * @param what names it; any text
   */
  lock: (what: string) => Steps<void>;
  /**
   * Has others told, when the transaction that it belongs to is committed.
   *
   * @param seq the newest row of the audit
   */
  tell: (news: News, seq: number) => Steps<void>;
  /**
   * Hears of what others commit.
   *
   * @param ring is called where there is something to look at before the next beat
   */
  feed: (ring: () => void) => Feed;
  /** Runs a long piece of work as one transaction: all that is written through this database meanwhile, or nothing. */
  inOneTransaction: <T>(work: () => Promise<T>) => Promise<T>;
  /** Does some reading on the database as it is now, whatever is committed meanwhile. */
  onSnapshot: <T>(work: (snapshot: Connection) => Promise<T>) => Promise<T>;
  /** Does some work while no other process opens this database. */
  alone: <T>(work: () => Promise<T>) => Promise<T>;
  /** The key under which another process seals on this database, if one does under another. */
  anotherKeyInUse: (keyId: string) => Promise<string | null>;
  /** Whether there are migrations, this version's or of a folder, that the database has not been through. */
  hasPendingMigrations: (folder?: string) => Promise<boolean>;
  migrate: (folder?: string) => Promise<void>;
  /** Has what was overwritten gone from the log too, where the database keeps one beside it. */
  shrinkLog: () => Promise<void>;
  /**
   * Copies the file of the database as it is at this moment, while others go on writing.
   *
   * @throws DatabaseRefused `not-a-file` where it lies in none
   */
  copyTo: (file: string, progress: (done: number, total: number) => void) => Promise<void>;
  /**
   * The copy of this database at an address, reached when it is first asked; missing where there are no such copies.
   *
   * @param lost hears of every connection to it that is lost
   */
  standbyAt?: (url: string, lost: () => void) => Standby;
  close: () => Promise<void>;
}
