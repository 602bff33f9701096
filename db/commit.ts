import { desc, getTableColumns, sql } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import { genesis, sealOf } from "./audit-chain";
import {
  type AuditEntry,
  type Change,
  type Committed,
  type NewTicket,
  type Write,
  changeError,
} from "./change";
import type { Connection, Database } from "./database";
import { newsOf } from "./feed";
import type { Head } from "./record/head";
import type { LastRow, Recorder, Recording } from "./record/recorder";
import type { RawValue } from "./raw-rows";
import type { SealedTable } from "./record/tables";
import { standingOf } from "./standing";
import { statementsOf } from "./statements";
import { first, send, type Steps } from "./steps";

/** What a change came to; its head is to be sealed once it is committed. */
export interface Applied extends Committed {
  head: Head | undefined;
}

/**
 * How one change is applied in one transaction: everything or nothing. What it wrote is sealed with it, and the record's head
 * after it. Changes are applied one after another, in whatever process: each begins with the lock on the audit's head.
 *
 * @throws ChangeRefused (the function returned) with the `orElse` code of the first write whose precondition does not hold.
 */
export function changesTo(database: Database, recorder: Recorder): (change: Change) => Promise<Applied> {
  const { writing } = database;
  const tools = toolsOf(writing);
  const standing = standingOf(writing);

  function* apply(change: Change): Steps<Applied> {
    const numbers = new Map<string, string>();
    yield* send(database.lock("audit"));
    const last = yield* first(tools.lastOfChain);
    if (change.countsAges && last && change.at < last.at - clockSlackMs) throw changeError("clock-behind");
    const recording = recorder.begin(change.at, last);
    const parts = { ...tools, recording };
    for (const write of change.writes) {
      if (write.op === "openTicket") {
        numbers.set(write.row.id, yield* openTicket(parts, write));
        continue;
      }
      yield* standing.raiseBefore(write);
      yield* applyWrite(parts, write);
      yield* standing.raiseAfter(write);
    }
    const newest = yield* appendAudit(parts, last, change.at, change.audit);
    yield* database.tell(newsOf(change), newest.seq);
    return { numbers, head: yield* recording.end(newest) };
  }

  return (change) => database.together(() => apply(change));
}

/** Acts that began at once are recorded in any order. */
const clockSlackMs = 60_000;

interface Writing extends ReturnType<typeof toolsOf> {
  recording: Recording;
}

function toolsOf({ query, schema, speech }: Connection) {
  const { audit, ticketCounters } = schema;
  return {
    schema,
    speech,
    statements: statementsOf({ query, speech }),
    /** The newest row of the audit, read for every commit. */
    lastOfChain: query
      .select({ seq: audit.seq, hash: audit.hash, mac: audit.mac, at: audit.at })
      .from(audit)
      .orderBy(desc(audit.seq))
      .limit(1)
      .prepare(),
    /** The next number of a day's prefix. */
    countTicket: query
      .insert(ticketCounters)
      .values({ prefix: sql.placeholder("prefix"), last: 1 })
      .onConflictDoUpdate({
        target: ticketCounters.prefix,
        set: { last: sql`${ticketCounters.last} + 1` },
      })
      .returning({ last: ticketCounters.last })
      .prepare(),
  };
}

function* applyWrite({ schema, speech, statements, recording }: Writing, write: Write): Steps<void> {
  const table: SQLiteTable = schema[write.table];
  const sealed = recording.table(write.table);
  switch (write.op) {
    case "insert":
      if (!sealed && !write.orElse) return yield* send(statements.insertRow(write.table, table, write.row));
      try {
        const number = yield* statements.insertRow(write.table, table, write.row);
        if (sealed) yield* recording.added(sealed, keyOf(sealed, table, write.row, number));
      } catch (error) {
        if (write.orElse && speech.takenKey(error) !== undefined) throw changeError(write.orElse);
        throw error;
      }
      return;
    case "replace": {
      const key = sealed && keyOf(sealed, table, write.row, 0);
      const isThere = sealed && key && (yield* sealed.row(key)) !== undefined;
      const before = isThere ? yield* recording.before(sealed, [key]) : undefined;
      yield* send(statements.replaceRow(write.table, table, write.row));
      if (before) yield* recording.changed(before);
      else if (sealed && key) yield* recording.added(sealed, key);
      return;
    }
    case "update": {
      const seen =
        sealed && changesWhatIsSealed(sealed, table, write.set) ? yield* before(sealed) : undefined;
      // A ticket may be refused also where nothing was to hold, see below.
      if (!seen && !write.orElse && write.table !== "tickets")
        return yield* send(statements.updateRows(write.table, table, write.set, write.where));
      let changed = 0;
      try {
        changed = yield* statements.updateRows(write.table, table, write.set, write.where);
      } catch (error) {
        // A ticket that gets a person may find that the person has an open one already.
        if (speech.takenKey(error) === "tickets.person_id") throw changeError("another-ticket-open");
        throw error;
      }
      if (changed === 0 && write.orElse) throw changeError(write.orElse);
      if (seen) yield* recording.changed(seen);
      return;
    }
    case "delete": {
      if (!sealed && !write.orElse)
        return yield* send(statements.deleteRows(write.table, table, write.where));
      const seen = sealed && (yield* before(sealed));
      const deleted = yield* statements.deleteRows(write.table, table, write.where);
      if (deleted === 0 && write.orElse) throw changeError(write.orElse);
      if (seen) yield* recording.changed(seen);
      return;
    }
    case "require":
    case "forbid":
      if ((yield* statements.hasRow(write.table, table, write.where)) !== (write.op === "require"))
        throw changeError(write.orElse);
  }

  function* before(sealedTable: SealedTable) {
    const { where } = write as { where: Record<string, unknown> };
    const keys = yield* statements.keysOf(write.table, table, sealedTable.keyColumns, where);
    return yield* recording.before(sealedTable, keys);
  }
}

/** The key of a row as it is inserted; `number` is what the database gave it where it numbers its rows itself. */
function keyOf(sealed: SealedTable, table: SQLiteTable, row: object, number: number): RawValue[] {
  const columns: Record<string, SQLiteColumn> = getTableColumns(table);
  const values = row as Record<string, RawValue>;
  return sealed.keyColumns.map((sqlName) => {
    const name = Object.keys(columns).find((one) => columns[one]?.name === sqlName) ?? "";
    return values[name] ?? number;
  });
}

function changesWhatIsSealed(sealed: SealedTable, table: SQLiteTable, set: object): boolean {
  const columns: Record<string, SQLiteColumn> = getTableColumns(table);
  return Object.keys(set).some((name) => sealed.seals(columns[name]?.name ?? name));
}

function* openTicket(
  { countTicket, schema, speech, statements, recording }: Writing,
  { row, numberPrefix }: NewTicket,
): Steps<string> {
  const counted = yield* first(countTicket, { prefix: numberPrefix });
  const number = `${numberPrefix}-${String(counted?.last).padStart(4, "0")}`;
  try {
    yield* statements.insertRow("tickets", schema.tickets, { ...row, number });
  } catch (error) {
    if (speech.takenKey(error) === "tickets.person_id") throw changeError("another-ticket-open");
    throw error;
  }
  const sealed = recording.table("tickets");
  if (sealed) yield* recording.added(sealed, [row.id]);
  return number;
}

/** Returns the newest row after it. */
function* appendAudit(
  { schema, statements, recording }: Writing,
  last: LastRow | undefined,
  at: number,
  entries: AuditEntry[],
): Steps<LastRow> {
  let newest: LastRow = last ?? { seq: 0, hash: genesis, mac: null };
  for (const entry of entries) {
    const link = {
      seq: newest.seq + 1,
      at,
      actorKind: entry.actorKind,
      actorId: entry.actorId,
      act: entry.act,
      ticketId: entry.ticketId ?? null,
      personId: entry.personId ?? null,
      detail: entry.detail ?? {},
      previousHash: newest.hash,
    };
    const hash = sealOf(link);
    const mac = recording.auditMac(link.seq, hash);
    yield* send(statements.insertRow("audit", schema.audit, { ...link, hash, mac }));
    newest = { seq: link.seq, hash, mac };
  }
  return newest;
}
