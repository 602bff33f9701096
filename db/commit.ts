import { desc, sql, type SQL } from "drizzle-orm";
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
import * as schema from "./schema";
import { standingOf } from "./standing";
import { statementsOf } from "./statements";

/**
 * How one change is applied in one `BEGIN IMMEDIATE` transaction: everything or nothing.
 *
 * @throws ChangeRefused (the function returned) with the `orElse` code of the first write whose precondition does not hold.
 */
export function changesTo({ drizzle, sqlite }: Database): (change: Change) => Committed {
  const tools = { statements: statementsOf(drizzle), lastOfChain: lastOfChain(drizzle) };
  const standing = standingOf({ drizzle });
  return (change) => {
    const numbers = new Map<string, string>();
    sqlite
      .transaction(() => {
        for (const write of change.writes) {
          if (write.op === "openTicket") {
            numbers.set(write.row.id, openTicket(drizzle, write));
            continue;
          }
          standing.raiseBefore(write);
          applyWrite(tools.statements, write);
          standing.raiseAfter(write);
        }
        appendAudit(tools, change.at, change.audit);
      })
      .immediate();
    return { numbers };
  };
}

interface Tools {
  statements: ReturnType<typeof statementsOf>;
  lastOfChain: ReturnType<typeof lastOfChain>;
}

/** The newest row of the audit, read for every commit. */
const lastOfChain = (db: Database["drizzle"]) =>
  db
    .select({ seq: schema.audit.seq, hash: schema.audit.hash })
    .from(schema.audit)
    .orderBy(desc(schema.audit.seq))
    .limit(1)
    .prepare();

function applyWrite(statements: Tools["statements"], write: Write): void {
  const table: SQLiteTable = schema[write.table];
  switch (write.op) {
    case "insert":
      try {
        statements.insertRow(write.table, table, write.row);
      } catch (error) {
        if (write.orElse && isConstraint(error)) throw changeError(write.orElse);
        throw error;
      }
      return;
    case "replace":
      statements.replaceRow(write.table, table, write.row);
      return;
    case "update":
      if (changesOf(statements, table, write) === 0 && write.orElse) throw changeError(write.orElse);
      return;
    case "delete":
      if (statements.deleteRows(write.table, table, write.where) === 0 && write.orElse)
        throw changeError(write.orElse);
      return;
    case "require":
    case "forbid":
      if (statements.hasRow(write.table, table, write.where) !== (write.op === "require"))
        throw changeError(write.orElse);
  }
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

function openTicket(db: Database["drizzle"], { row, numberPrefix }: NewTicket): string {
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
  return number;
}

function appendAudit({ statements, lastOfChain }: Tools, at: number, entries: AuditEntry[]): void {
  if (entries.length === 0) return;
  const last = lastOfChain.get();
  let seq = last?.seq ?? 0;
  let previousHash = last?.hash ?? genesis;
  for (const entry of entries) {
    seq += 1;
    const link = {
      seq,
      at,
      actorKind: entry.actorKind,
      actorId: entry.actorId,
      act: entry.act,
      ticketId: entry.ticketId ?? null,
      personId: entry.personId ?? null,
      detail: entry.detail ?? {},
      previousHash,
    };
    const hash = sealOf(link);
    statements.insertRow("audit", schema.audit, { ...link, hash });
    previousHash = hash;
  }
}

function isConstraint(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = (cause as { code?: unknown }).code;
  return code === "SQLITE_CONSTRAINT_UNIQUE" || code === "SQLITE_CONSTRAINT_PRIMARYKEY";
}

function increment(column: SQLiteColumn): SQL {
  return sql`${column} + 1`;
}
