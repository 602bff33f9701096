import { asc, desc, eq, inArray, sql } from "drizzle-orm";
import type { TableName } from "../change";
import type { Database } from "../database";
import { ask, first, send, type Steps } from "../steps";
import { auditColumns, auditMac, hashOf, sealedNumber, type RawAuditRow } from "./audit-rows";
import type { Head } from "./head";
import type { Revoking } from "./journal";
import type { RecordKeeper, SealedDatabase } from "./keeper";
import { revocationIn } from "./revoking";
import { emptySum, type Seals, type SealState } from "./seals";
import type { RawRow, RawValue } from "../raw-rows";
import type { RowCodes, SealedTable } from "./tables";

/** The newest audit row, as the chain goes on from it. */
export interface LastRow {
  seq: number;
  hash: string;
  mac: string | null;
}

/** Rows as they were before a write: what of them is still to be sealed, or noted, when it has been done. */
export interface Before {
  table: SealedTable;
  rows: { key: RawValue[]; row: RawRow | undefined; codes: RowCodes | null }[];
}

/** The record's part in one commit. */
export interface Recording {
  /** The sealed table, where the rows of a write are sealed. */
  table(name: TableName): SealedTable | undefined;
  /** After an insert. */
  added(table: SealedTable, key: RawValue[]): Steps<void>;
  /** Before rows are changed or deleted: what they are. */
  before(table: SealedTable, keys: RawValue[][]): Steps<Before>;
  /** When they have been. */
  changed(before: Before): Steps<void>;
  /** The MAC of a new audit row. */
  auditMac(seq: number, hash: string): string;
  /** At the end, within the transaction. @returns what all of it comes to, to be sealed when it is committed */
  end(last: LastRow): Steps<Head | undefined>;
}

/**
 * Seals what is committed: each row of a sealed table within the commit's own transaction, and after it the head, outside the
 * database. A row that no longer fits its seal is never sealed anew, and a head that the database does not go on from is never
 * overwritten: what somebody did behind the desk's back stays visible.
 */
export function recorderOf(database: Database, seals: Seals, keeper: RecordKeeper) {
  const { keys } = keeper;
  const { query, schema, statement } = database.writing;
  const { audit, revocationsToJournal } = schema;
  const macAt = query
    .select({ mac: audit.mac })
    .from(audit)
    .where(eq(audit.seq, sql.placeholder("seq")))
    .prepare();
  const joinedAfter = statement<RawAuditRow>(
    sql`select ${auditColumns(database)} from audit where seq > ${sql.placeholder("seq")} and act = 'record.joined'`,
  );
  const keepRevocation = query
    .insert(revocationsToJournal)
    .values({
      counter: sql.placeholder("counter"),
      at: sql.placeholder("at"),
      write: sql.placeholder("write"),
    })
    .prepare();
  const newest = query
    .select({ seq: audit.seq, hash: audit.hash, mac: audit.mac })
    .from(audit)
    .orderBy(desc(audit.seq))
    .limit(1)
    .prepare();

  const found = keeper.heads().head;
  /** The furthest that this process knows the database to have been. */
  let known: Head | undefined = found ?? undefined;
  let brokenAt: number | null = found === null ? 0 : null;

  function* goesOn(
    from: Head,
    last: LastRow,
    state: Pick<SealState, "counter"> & { mac: string },
  ): Steps<boolean> {
    if (last.seq < from.seq || state.counter < from.counter) return false;
    if (state.counter === from.counter && state.mac !== from.state) return false;
    if (from.seq === 0) return true;
    const mac = last.seq === from.seq ? last.mac : (yield* first(macAt, { seq: from.seq }))?.mac;
    return mac === from.mac || (yield* joins(from));
  }

  /** Whether a restore joined the database to a record that stood at this head; only whoever has the key writes such a row. */
  function* joins({ seq, hash }: Pick<Head, "seq" | "hash">): Steps<boolean> {
    return (yield* ask(joinedAfter, { seq })).some((row) => {
      const { before } = JSON.parse(row.detail) as { before?: { seq: number; hash: string } | null };
      return (
        before?.seq === seq &&
        before.hash === hash &&
        sealedNumber(keys, row) === row.seq &&
        hashOf(row) === row.hash
      );
    });
  }

  const sealed: SealedDatabase = {
    goesOnFrom: (head) =>
      database.transaction(function* () {
        const state = yield* seals.state();
        if (!state || state.counter < head.counter) return false;
        const mac = head.seq > 0 ? (yield* first(macAt, { seq: head.seq }))?.mac : head.mac;
        if (mac !== head.mac && !(yield* joins(head))) return false;
        known = !known || known.counter < head.counter ? head : known;
        return true;
      }),
    joins: (head) => database.transaction(() => joins(head)),
    async revocations() {
      const rows = await database.query
        .select()
        .from(revocationsToJournal)
        .orderBy(asc(revocationsToJournal.id))
        .limit(1000);
      return rows.map(({ write, ...row }) => ({ ...row, write: write as unknown as Revoking }));
    },
    async journalled(ids) {
      await database.query.delete(revocationsToJournal).where(inArray(revocationsToJournal.id, ids));
    },
  };

  function begin(at: number, last: LastRow | undefined): Recording {
    let state: SealState | undefined;
    let isChanged = false;

    /** Read when something is first sealed; a commit that seals nothing pays nothing. */
    function* current(): Steps<SealState> {
      if (state) return state;
      const read = yield* seals.state();
      const before = last ?? { seq: 0, hash: "", mac: null };
      if (known && brokenAt === null && (!read || !(yield* goesOn(known, before, read)))) brokenAt = at;
      return (state = {
        counter: Math.max(read?.counter ?? 0, known?.counter ?? 0),
        seq: before.seq,
        sum: read?.sum ?? emptySum(),
      });
    }

    function* change(): Steps<Buffer> {
      isChanged = true;
      return (yield* current()).sum;
    }

    return {
      table: seals.table,
      *added(table, key) {
        const row = yield* table.row(key);
        // A seal that is there already is of a row that went behind the desk's back: it stays, and does not fit.
        if (row) yield* seals.add(table, row, yield* change());
      },
      *before(table, rowKeys) {
        const rows: Before["rows"] = [];
        for (const key of rowKeys) {
          const row = yield* table.row(key);
          rows.push({ key, row, codes: row ? yield* seals.fitting(table, row) : null });
        }
        return { table, rows };
      },
      *changed({ table, rows }) {
        for (const { key, row, codes } of rows) {
          const after = yield* table.row(key);
          const revoked = row && revocationIn(table.name, row, after, at);
          if (revoked) {
            const { counter } = yield* current();
            yield* send(ask(keepRevocation, { counter: counter + 1, at, write: revoked }));
          }
          if (!codes) continue;
          if (after) yield* seals.renew(table, after, codes, yield* change());
          else yield* seals.drop(table, key, codes, yield* change());
        }
      },
      auditMac: (seq, hash) => auditMac(keys, seq, hash),
      *end(now) {
        if (!isChanged && now.seq === (last?.seq ?? 0)) return undefined;
        const { counter, sum } = yield* current();
        const mac = yield* seals.writeState({ counter: counter + 1, seq: now.seq, sum });
        return {
          ...{ seq: now.seq, hash: now.hash, mac: now.mac ?? "" },
          ...{ counter: counter + 1, state: mac, at, brokenAt },
        };
      },
    };
  }

  return {
    begin,
    /** Learns whether the head that was found is known to be broken, and no restore has joined the database to it. */
    async lookAtHead(): Promise<void> {
      if (found && !(await sealed.joins(found))) brokenAt = found.brokenAt;
    },
    /** Seals the head of a database that has none yet: it was begun, or its process ended before the first was written. */
    async sealAsItIs(at: number): Promise<void> {
      const head = await database.transaction(function* (): Steps<Head | undefined> {
        const state = yield* seals.state();
        if (!state) return undefined;
        const last = (yield* first(newest)) ?? { seq: 0, hash: "", mac: "" };
        const { counter, mac } = state;
        return { seq: last.seq, hash: last.hash, mac: last.mac ?? "", counter, state: mac, at, brokenAt };
      });
      this.committed(head);
    },
    /** After the commit that came to this head. */
    committed(head: Head | undefined): void {
      if (!head) return;
      if (brokenAt === null && (known?.counter ?? 0) < head.counter) known = head;
      keeper.seal(head, sealed);
    },
    /**
     * Whether the record can be kept: `unwritten` where its head cannot be, `broken` where the database is known not to go on
     * from what was sealed.
     */
    async standing(): Promise<"sound" | "unwritten" | "broken"> {
      if (!(await keeper.isWritten())) return "unwritten";
      const { head } = keeper.heads();
      const isBroken = head === null || (head && head.brokenAt !== null && !(await sealed.joins(head)));
      return brokenAt !== null || isBroken ? "broken" : "sound";
    },
    /** What the record's folder says of the database as it was opened. */
    found,
    keeper,
  };
}

export type Recorder = ReturnType<typeof recorderOf>;
