import type { Change, Committed } from "./change";
import { changesTo } from "./commit";
import type { Database } from "./database";
import type { Feed } from "./feed";
import { pathOf } from "./dialect/database-address";
import { openDatabase } from "./dialect/open";
import { inMemory } from "./dialect/sqlite-database";
import { agencyReads } from "./queries/agencies";
import { bindingReads } from "./queries/bindings";
import { figureReads } from "./queries/figures";
import { keyActs } from "./queries/keys";
import { passwordReads } from "./queries/passwords";
import { peopleReads } from "./queries/people";
import { receivedReads } from "./queries/received";
import { recordReads } from "./queries/records";
import { ticketReads } from "./queries/tickets";
import { trustReads } from "./queries/trust";
import { waitingReads } from "./queries/waiting";
import { workActs } from "./queue/work";
import type { Head } from "./record/head";
import { openRecord, recordFolderOf, type RecordOptions } from "./record/open";
import type { Recorder } from "./record/recorder";
import { onSnapshot, type Snapshot } from "./snapshot";
import { overviews, type Overview } from "./standby/overview";
import { watchStandby, type StandbyState, type Watched } from "./standby/watch";
import type { Clock } from "./types";
import type { Outside } from "./record/verify/verify";
import { wordingReads } from "./queries/wordings";

/** The only way to the data: readers by concept, and one `commit` of data. Asynchronous whatever lies beneath. */
export interface Store {
  agencies: ReturnType<typeof agencyReads>;
  people: ReturnType<typeof peopleReads>;
  tickets: ReturnType<typeof ticketReads>;
  passwords: ReturnType<typeof passwordReads>;
  received: ReturnType<typeof receivedReads>;
  records: ReturnType<typeof recordReads>;
  trust: ReturnType<typeof trustReads>;
  bindings: ReturnType<typeof bindingReads>;
  waiting: ReturnType<typeof waitingReads>;
  work: ReturnType<typeof workActs>;
  wordings: ReturnType<typeof wordingReads>;
  figures: ReturnType<typeof figureReads>;
  keys: ReturnType<typeof keyActs>;
  /**
   * What lists, counts and finds for somebody to look at, and decides nothing. Where there is a standby it is read there, unless
   * that lags or lacks what this very person did.
   *
   * @param personId who looks; `null` for monitoring, which did nothing
   */
  overviewFor(personId: string | null): Promise<Overview>;
  /** How the standby stands that overviews are read on; `null` where there is none. */
  standby(): Promise<StandbyState | null>;
  /**
   * Applies a change, all of it or none.
   *
   * @throws ChangeRefused with the code of the precondition that does not hold any more.
   */
  commit(change: Change): Promise<Committed>;
  /**
   * Hears of what others commit to the same database.
   *
   * @param ring is called where there is something to look at before the next beat
   */
  feed(ring: () => void): Feed;
  /**
   * Runs a long piece of work as one transaction: all that this store writes meanwhile, or none of it where the work fails or
   * the process ends. Nothing waits for the disk in between, and no other process may write.
   */
  inOneTransaction<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Copies the database as it is at this moment, while others go on writing.
   *
   * @param file overwritten; not fit for use before `finishCopy`
   * @param progress hears how many pages are copied, of how many
   */
  copyTo(file: string, progress: (done: number, total: number) => void): Promise<void>;
  /** Does some reading on the database as it is now, whatever is committed meanwhile. */
  onSnapshot<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T>;
  /** Resolves when the head of what was committed is sealed outside the database. */
  sealed(): Promise<void>;
  /** Whether the record outside the database can be kept, and the database goes on from it; asked often, verifies no rows. */
  recordStanding(): Promise<"sound" | "unwritten" | "broken">;
  /** The key under which some process seals that works on this database, where it is another than this one; `null` where none does. */
  anotherKeyInUse(keyId: string): Promise<string | null>;
  /** The public key of the record in PEM, by which its heads and exports are checked. */
  publicKey: string;
  /**
   * Moves the write-ahead log of SQLite into the database and truncates it, so that erased bytes are gone from every file.
   * Within one long transaction its end does.
   */
  shrinkLog(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the store of a `DATABASE_URL`, `file:PATH` or `postgres://…`, and brings it to this version's schema; no other process
 * opens it meanwhile. A database that has no record yet begins one.
 *
 * @throws Error with a sentence for people when the address is not one this version serves.
 * @throws RecordError `key-missing` where its rows are sealed by a key that is not in the record's folder.
 */
export async function openStore(url: string, options: StoreOptions = {}): Promise<Store> {
  const database = await openDatabase(url, options.keyId);
  const places = { ...options, ...placeOf(url, options) };
  try {
    const recorder = await database.alone(() => openRecord(database, places));
    return storeOver(database, recorder, watched(database, options));
  } catch (error) {
    await database.close();
    throw error;
  }
}

interface StoreOptions extends RecordOptions {
  /** The key under which this process seals, told to others on the same server. */
  keyId?: string;
  /** The address of a standby of a database of PostgreSQL. */
  readUrl?: string;
  /** Milliseconds of a clock that is never set. */
  elapsed?: Clock;
}

function watched(
  { standbyAt }: Database,
  { readUrl, elapsed = () => performance.now() }: StoreOptions,
): Watched | null {
  return readUrl === undefined || !standbyAt
    ? null
    : watchStandby((lost) => standbyAt(readUrl, lost), elapsed);
}

/** Beside the file unless said; the record of a database in memory ends with it. */
function placeOf(url: string, { recordFolder }: RecordOptions): RecordOptions {
  if (!url.startsWith("file:")) return { recordFolder };
  return pathOf(url) === inMemory
    ? { recordFolder: undefined }
    : { recordFolder: recordFolder ?? recordFolderOf(pathOf(url)) };
}

function storeOver(database: Database, recorder: Recorder, standby: Watched | null): Store {
  const { keeper } = recorder;
  const outside = () => ({ keys: keeper.keys, ...keeper.heads(), ...keeper.places });

  /** What the transaction has come to that everything is part of, if there is one. */
  let whole: { head: Head | undefined } | undefined;

  async function commit(change: Change): Promise<Committed> {
    const { numbers, head } = await apply(change);
    if (whole) whole.head = head ?? whole.head;
    else recorder.committed(head);
    return { numbers };
  }

  const apply = changesTo(database, recorder);
  const readers = readersOf(database, commit, outside);
  let isOpen = true;
  return {
    ...readers,
    overviewFor: standby ? overviews(database, readers, standby) : async () => readers,
    standby: async () => standby?.state() ?? null,
    commit,
    feed: (ring) => database.feed(ring),
    async inOneTransaction(work) {
      // What the record has to note of earlier commits is no part of this one.
      await keeper.settled();
      const own = { head: undefined };
      const result = await database.inOneTransaction(async () => {
        whole = own;
        try {
          return await work();
        } finally {
          whole = undefined;
        }
      });
      recorder.committed(own.head);
      await keeper.settled();
      await database.shrinkLog();
      return result;
    },
    onSnapshot: (work) => onSnapshot(database, outside, work),
    sealed: () => keeper.settled(),
    recordStanding: () => recorder.standing(),
    anotherKeyInUse: (keyId) => database.anotherKeyInUse(keyId),
    publicKey: keeper.keys.publicPem,
    shrinkLog: () => database.shrinkLog(),
    async close() {
      if (!isOpen) return;
      isOpen = false;
      try {
        await standby?.close();
        await keeper.close();
      } finally {
        await database.close();
      }
    },
    async copyTo(file, progress) {
      // What the record still has to note must not become part of the transaction that spans the copy.
      await keeper.settled();
      await database.copyTo(file, progress);
    },
  };
}

function readersOf(
  database: Database,
  apply: (change: Change) => Promise<Committed>,
  outside: () => Outside,
) {
  return {
    agencies: agencyReads(database),
    people: peopleReads(database),
    tickets: ticketReads(database),
    passwords: passwordReads(database),
    received: receivedReads(database),
    records: recordReads(database, { apply, outside }),
    trust: trustReads(database),
    bindings: bindingReads(database),
    waiting: waitingReads(database),
    work: workActs(database),
    wordings: wordingReads(database),
    figures: figureReads(database),
    keys: keyActs(database),
  };
}
