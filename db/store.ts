import type { Change, Committed } from "./change";
import { changesTo } from "./commit";
import { connect, pathOf } from "./connection";
import { copyDatabase } from "./copies";
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
import { openRecord, type RecordOptions } from "./record/open";
import { onSnapshot, type Snapshot } from "./snapshot";
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
   * Applies a change, all of it or none.
   *
   * @throws ChangeRefused with the code of the precondition that does not hold any more.
   */
  commit(change: Change): Promise<Committed>;
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
  /** The public key of the record in PEM, by which its heads and exports are checked. */
  publicKey: string;
  close(): void;
}

/**
 * Opens the store of a `DATABASE_URL` and brings it to this version's schema. A database that has no record yet begins one.
 *
 * @throws Error with a sentence for people when the address is not one this version serves.
 * @throws RecordError `key-missing` where its rows are sealed by a key that is not in the record's folder.
 */
export function openStore(url: string, options: RecordOptions = {}): Store {
  const database = connect(url);
  const recorder = openRecord(database, pathOf(url), options);
  const apply = changesTo(database, recorder);
  const { keeper } = recorder;
  const outside = () => ({ keys: keeper.keys, ...keeper.heads(), ...keeper.places });
  const records = recordReads(database, { apply, outside });
  return {
    agencies: agencyReads(database),
    people: peopleReads(database),
    tickets: ticketReads(database),
    passwords: passwordReads(database),
    received: receivedReads(database),
    records,
    trust: trustReads(database),
    bindings: bindingReads(database),
    waiting: waitingReads(database),
    work: workActs(database),
    wordings: wordingReads(database),
    figures: figureReads(database),
    keys: keyActs(database),
    commit: async (change) => apply(change),
    async inOneTransaction(work) {
      database.sqlite.exec("begin immediate");
      try {
        const result = await work();
        database.sqlite.exec("commit");
        recorder.committed();
        await records.checkpoint();
        return result;
      } finally {
        if (database.sqlite.inTransaction) {
          database.sqlite.exec("rollback");
          recorder.forget();
        }
      }
    },
    onSnapshot: (work) => onSnapshot(database, outside, work),
    sealed: () => keeper.settled(),
    recordStanding: () => recorder.standing(),
    publicKey: keeper.keys.publicPem,
    close() {
      if (!database.sqlite.open) return;
      try {
        keeper.close();
      } finally {
        database.sqlite.close();
      }
    },
    copyTo: (file, progress) => copyDatabase(database.sqlite, file, progress),
  };
}
