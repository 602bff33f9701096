import { desc, getTableColumns, sql, type SQL } from "drizzle-orm";
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
import type { Database } from "./connection";
import type { LastRow, Recorder, Recording } from "./record/recorder";
import type { RawValue, SealedTable } from "./record/tables";
import * as schema from "./schema";
import { standingOf } from "./standing";
import { statementsOf } from "./statements";

/**
 * How one change is applied in one `BEGIN IMMEDIATE` transaction: everything or nothing. What it wrote is sealed with it, and the
 * record's head after it.
 *
 * @throws ChangeRefused (the function returned) with the `orElse` code of the first write whose precondition does not hold.
 */
export function changesTo({ drizzle, sqlite }: Database, recorder: Recorder): (change: Change) => Committed {
  const tools = { statements: statementsOf(drizzle), lastOfChain: lastOfChain(drizzle) };
  const standing = standingOf({ drizzle });
  return (change) => {
    const numbers = new Map<string, string>();
    sqlite
      .transaction(() => {
        const last = tools.lastOfChain.get();
        if (change.countsAges && last && change.at < last.at - clockSlackMs)
          throw changeError("clock-behind");
        const recording = recorder.begin(change.at, last);
        const writing = { ...tools, recording };
        for (const write of change.writes) {
          if (write.op === "openTicket") {
            numbers.set(write.row.id, openTicket(drizzle, write, recording));
            continue;
          }
          standing.raiseBefore(write);
          applyWrite(writing, write);
          standing.raiseAfter(write);
        }
        recording.end(appendAudit(writing, last, change.at, change.audit));
      })
      .immediate();
    if (!sqlite.inTransaction) recorder.committed();
    return { numbers };
  };
}

/** Acts that began at once are recorded in any order. */
const clockSlackMs = 60_000;

interface Tools {
  statements: ReturnType<typeof statementsOf>;
  lastOfChain: ReturnType<typeof lastOfChain>;
}

/** The newest row of the audit, read for every commit. */
const lastOfChain = (db: Database["drizzle"]) =>
  db
    .select({ seq: schema.audit.seq, hash: schema.audit.hash, mac: schema.audit.mac, at: schema.audit.at })
    .from(schema.audit)
    .orderBy(desc(schema.audit.seq))
    .limit(1)
    .prepare();

interface Writing extends Tools {
  recording: Recording;
}

function applyWrite({ statements, recording }: Writing, write: Write): void {
  const table: SQLiteTable = schema[write.table];
  const sealed = recording.table(write.table);
  switch (write.op) {
    case "insert":
      try {
        const number = statements.insertRow(write.table, table, write.row);
        if (sealed) recording.added(sealed, keyOf(sealed, table, write.row, number));
      } catch (error) {
        if (write.orElse && isConstraint(error)) throw changeError(write.orElse);
        throw error;
      }
      return;
    case "replace": {
      const key = sealed && keyOf(sealed, table, write.row, 0);
      const isThere = sealed && key && sealed.row.get(...key) !== undefined;
      const done = isThere ? recording.changing(sealed, [key]) : undefined;
      statements.replaceRow(write.table, table, write.row);
      if (done) done();
      else if (sealed && key) recording.added(sealed, key);
      return;
    }
    case "update": {
      const done =
        sealed && changesWhatIsSealed(sealed, table, write.set) ? changing(write, sealed) : undefined;
      if (changesOf(statements, table, write) === 0 && write.orElse) throw changeError(write.orElse);
      done?.();
      return;
    }
    case "delete": {
      const done = sealed && changing(write, sealed);
      if (statements.deleteRows(write.table, table, write.where) === 0 && write.orElse)
        throw changeError(write.orElse);
      done?.();
      return;
    }
    case "require":
    case "forbid":
      if (statements.hasRow(write.table, table, write.where) !== (write.op === "require"))
        throw changeError(write.orElse);
  }

  function changing({ where }: { where: object }, sealedTable: SealedTable): () => void {
    const keys = statements.keysOf(
      write.table,
      table,
      sealedTable.keyColumns,
      where as Record<string, unknown>,
    );
    return recording.changing(sealedTable, keys);
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

/** Rows that an update changed. A ticket that gets a person may find that the person has an open one already. */
function changesOf(
  statements: Tools["statements"],
  table: SQLiteTable,
  { table: name, set, where }: Extract<Write, { op: "update" }>,
): number {
  try {
    return statements.updateRows(name, table, set, where);
  } catch (error) {
    if (name === "tickets" && isConstraint(error)) throw changeError("another-ticket-open");
    throw error;
  }
}

function openTicket(db: Database["drizzle"], { row, numberPrefix }: NewTicket, recording: Recording): string {
  const { last } = db
    .insert(schema.ticketCounters)
    .values({ prefix: numberPrefix, last: 1 })
    .onConflictDoUpdate({
      target: schema.ticketCounters.prefix,
      set: { last: increment(schema.ticketCounters.last) },
    })
    .returning({ last: schema.ticketCounters.last })
    .get();
  const number = `${numberPrefix}-${String(last).padStart(4, "0")}`;
  try {
    db.insert(schema.tickets)
      .values({ ...row, number })
      .run();
  } catch (error) {
    if (isConstraint(error)) throw changeError("another-ticket-open");
    throw error;
  }
  const sealed = recording.table("tickets");
  if (sealed) recording.added(sealed, [row.id]);
  return number;
}

/** Returns the newest row after it. */
function appendAudit(
  { statements, recording }: Writing,
  last: LastRow | undefined,
  at: number,
  entries: AuditEntry[],
): LastRow {
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
    statements.insertRow("audit", schema.audit, { ...link, hash, mac });
    newest = { seq: link.seq, hash, mac };
  }
  return newest;
}

function isConstraint(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = (cause as { code?: unknown }).code;
  return code === "SQLITE_CONSTRAINT_UNIQUE" || code === "SQLITE_CONSTRAINT_PRIMARYKEY";
}

function increment(column: SQLiteColumn): SQL {
  return sql`${column} + 1`;
}
