import type { Change, Committed } from "./change";
import { changesTo } from "./commit";
import { copyDatabase } from "./copies";
import { connect, migrateDatabase } from "./connection";
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
  close(): void;
}

/**
 * Opens the store of a `DATABASE_URL` and brings it to this version's schema.
 *
 * @throws Error with a sentence for people when the address is not one this version serves.
 */
export function openStore(url: string): Store {
  const database = connect(url);
  migrateDatabase(database);
  const apply = changesTo(database);
  const records = recordReads(database);
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
        await records.checkpoint();
        return result;
      } finally {
        if (database.sqlite.inTransaction) database.sqlite.exec("rollback");
      }
    },
    copyTo: (file, progress) => copyDatabase(database.sqlite, file, progress),
    close: () => database.sqlite.close(),
  };
}
