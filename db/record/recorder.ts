import type { Database as Sqlite } from "better-sqlite3";
import type { TableName } from "../change";
import { auditColumns, auditMac, hashOf, sealedNumber, type RawAuditRow } from "./audit-rows";
import type { Head } from "./head";
import type { Revoking } from "./journal";
import type { RecordKeeper } from "./keeper";
import { revocationIn } from "./revoking";
import { emptySum, sealsOf, type SealState } from "./seals";
import type { RawValue, SealedTable } from "./tables";

/** The newest audit row, as the chain goes on from it. */
export interface LastRow {
  seq: number;
  hash: string;
  mac: string | null;
}

interface WaitingRow {
  id: number;
  counter: number;
  at: number;
  write: string;
}

/** The record's part in one commit. */
export interface Recording {
  /** The sealed table, where the rows of a write are sealed. */
  table(name: TableName): SealedTable | undefined;
  /** After an insert. */
  added(table: SealedTable, key: RawValue[]): void;
  /** Before rows are changed or deleted: what they are. @returns to be called when they have been */
  changing(table: SealedTable, keys: RawValue[][]): () => void;
  /** The MAC of a new audit row. */
  auditMac(seq: number, hash: string): string;
  /** At the end, within the transaction: what all of it comes to. */
  end(last: LastRow): void;
}

/**
 * Seals what is committed: each row of a sealed table within the commit's own transaction, and after it the head, outside the
 * database. A row that no longer fits its seal is never sealed anew, and a head that the database does not go on from is never
 * overwritten: what somebody did behind the desk's back stays visible.
 */
export function recorderOf(sqlite: Sqlite, keeper: RecordKeeper) {
  const { keys } = keeper;
  const seals = sealsOf(sqlite, keys);
  const macAt = sqlite.prepare<[number], string | null>("select mac from audit where seq = ?").pluck();
  const joinedAfter = sqlite.prepare<[number], RawAuditRow>(
    `select ${auditColumns} from audit where seq > ? and act = 'record.joined'`,
  );
  const keepRevocation = sqlite.prepare(
    "insert into revocations_to_journal (counter, at, write) values (?, ?, ?)",
  );
  const waiting = sqlite.prepare<[], WaitingRow>(
    "select id, counter, at, write from revocations_to_journal order by id limit 1000",
  );
  const journalled = sqlite.prepare("delete from revocations_to_journal where id = ?");

  const found = keeper.heads().head;
  /** The furthest that this process knows the database to have been. */
  let known: Head | undefined = found ?? undefined;
  /** What the open transaction will have come to. */
  let coming: Head | undefined;
  let brokenAt: number | null = found === null ? 0 : found && !joins(found) ? found.brokenAt : null;

  function goesOn(from: Head, last: LastRow, state: Pick<SealState, "counter"> & { mac: string }): boolean {
    if (last.seq < from.seq || state.counter < from.counter) return false;
    if (state.counter === from.counter && state.mac !== from.state) return false;
    return (
      from.seq === 0 || (last.seq === from.seq ? last.mac : macAt.get(from.seq)) === from.mac || joins(from)
    );
  }

  /** Whether a restore joined the database to a record that stood at this head; only whoever has the key writes such a row. */
  function joins({ seq, hash }: Pick<Head, "seq" | "hash">): boolean {
    return joinedAfter.all(seq).some((row) => {
      const { before } = JSON.parse(row.detail) as { before?: { seq: number; hash: string } | null };
      return (
        before?.seq === seq &&
        before.hash === hash &&
        sealedNumber(keys, row) === row.seq &&
        hashOf(row) === row.hash
      );
    });
  }

  const database = {
    goesOnFrom(head: Head): boolean {
      const state = seals.state();
      if (!state || state.counter < head.counter) return false;
      if (head.seq > 0 && macAt.get(head.seq) !== head.mac && !joins(head)) return false;
      known = !known || known.counter < head.counter ? head : known;
      return true;
    },
    joins,
    revocations: () =>
      waiting.all().map(({ write, ...row }) => ({ ...row, write: JSON.parse(write) as Revoking })),
    journalled(ids: number[]): void {
      for (const id of ids) journalled.run(id);
    },
  };

  function begin(at: number, last: LastRow | undefined): Recording {
    let state: SealState | undefined;
    let isChanged = false;

    /** Read when something is first sealed; a commit that seals nothing pays nothing. */
    function current(): SealState {
      if (state) return state;
      const read = seals.state();
      const before = last ?? { seq: 0, hash: "", mac: null };
      const from = coming ?? known;
      if (from && brokenAt === null && (!read || !goesOn(from, before, read))) brokenAt = at;
      return (state = {
        counter: Math.max(read?.counter ?? 0, from?.counter ?? 0),
        seq: before.seq,
        sum: read?.sum ?? emptySum(),
      });
    }

    function change(): Buffer {
      isChanged = true;
      return current().sum;
    }

    return {
      table: seals.table,
      added(table, key) {
        const row = table.row.get(...key);
        // A seal that is there already is of a row that went behind the desk's back: it stays, and does not fit.
        if (row) seals.add(table, row, change());
      },
      changing(table, rowKeys) {
        const before = rowKeys.map((key) => {
          const row = table.row.get(...key);
          return { key, row, codes: row ? seals.fitting(table, row) : null };
        });
        return () => {
          for (const { key, row, codes } of before) {
            const after = table.row.get(...key);
            const revoked = row && revocationIn(table.name, row, after, at);
            if (revoked) keepRevocation.run(current().counter + 1, at, JSON.stringify(revoked));
            if (!codes) continue;
            if (after) seals.renew(table, after, codes, change());
            else seals.drop(table, key, codes, change());
          }
        };
      },
      auditMac: (seq, hash) => auditMac(keys, seq, hash),
      end(newest) {
        if (!isChanged && newest.seq === (last?.seq ?? 0)) return;
        const { counter, sum } = current();
        const mac = seals.writeState({ counter: counter + 1, seq: newest.seq, sum });
        coming = {
          seq: newest.seq,
          hash: newest.hash,
          mac: newest.mac ?? "",
          counter: counter + 1,
          state: mac,
          at,
          brokenAt,
        };
      },
    };
  }

  const newest = sqlite.prepare<[], LastRow>("select seq, hash, mac from audit order by seq desc limit 1");

  return {
    seals,
    begin,
    /** Seals the head of a database that has none yet: it was begun, or its process ended before the first was written. */
    sealAsItIs(at: number): void {
      const state = seals.state();
      if (!state) return;
      const last = newest.get() ?? { seq: 0, hash: "", mac: "" };
      const { counter, mac } = state;
      coming = { seq: last.seq, hash: last.hash, mac: last.mac ?? "", counter, state: mac, at, brokenAt };
      this.committed();
    },
    /** After the outermost commit. */
    committed(): void {
      if (!coming) return;
      const head = coming;
      coming = undefined;
      if (brokenAt === null) known = head;
      keeper.seal(head, database);
    },
    /**
     * Whether the record can be kept: `unwritten` where its head cannot be, `broken` where the database is known not to go on
     * from what was sealed.
     */
    async standing(): Promise<"sound" | "unwritten" | "broken"> {
      if (!(await keeper.isWritten())) return "unwritten";
      const { head } = keeper.heads();
      return brokenAt !== null || head === null || (head && head.brokenAt !== null && !joins(head))
        ? "broken"
        : "sound";
    },
    /** After a transaction that was rolled back. */
    forget(): void {
      coming = undefined;
    },
    /** What the record's folder says of the database as it was opened. */
    found,
    keeper,
  };
}

export type Recorder = ReturnType<typeof recorderOf>;
