import { and, desc, eq, getTableColumns, gt, inArray, isNull, lte, sql, type SQL } from "drizzle-orm";
import { getTableConfig, type SQLiteColumn, type SQLiteTable } from "drizzle-orm/sqlite-core";
import { genesis, sealOf } from "./audit-chain";
import {
  ChangeRefused,
  type AuditEntry,
  type Change,
  type Committed,
  type NewTicket,
  type Write,
} from "./change";
import type { Database } from "./connection";
import { insertRow } from "./inserts";
import * as schema from "./schema";

type Condition =
  | string
  | number
  | boolean
  | null
  | { atMost: number }
  | { moreThan: number }
  | { oneOf: (string | number)[] };

/**
 * Applies one change in one `BEGIN IMMEDIATE` transaction: everything or nothing.
 *
 * @throws ChangeRefused with the `orElse` code of the first write whose precondition does not hold.
 */
export function applyChange({ drizzle, sqlite }: Database, change: Change): Committed {
  const numbers = new Map<string, string>();
  sqlite
    .transaction(() => {
      for (const write of change.writes) {
        if (write.op === "openTicket") numbers.set(write.row.id, openTicket(drizzle, write));
        else applyWrite(drizzle, write);
      }
      appendAudit(drizzle, change.at, change.audit);
    })
    .immediate();
  return { numbers };
}

function applyWrite(db: Database["drizzle"], write: Write): void {
  const table: SQLiteTable = schema[write.table];
  switch (write.op) {
    case "insert":
      try {
        insertRow(db, write.table, table, write.row);
      } catch (error) {
        if (write.orElse && isConstraint(error)) throw new ChangeRefused(write.orElse);
        throw error;
      }
      return;
    case "replace":
      db.insert(table)
        .values(write.row)
        .onConflictDoUpdate({ target: keyOf(table), set: write.row })
        .run();
      return;
    case "update": {
      if (changesOf(db, table, write) === 0 && write.orElse) throw new ChangeRefused(write.orElse);
      return;
    }
    case "delete": {
      const { changes } = db.delete(table).where(matching(table, write.where)).run();
      if (changes === 0 && write.orElse) throw new ChangeRefused(write.orElse);
      return;
    }
    case "require":
    case "forbid": {
      const found = db.select().from(table).where(matching(table, write.where)).limit(1).get() !== undefined;
      if (found !== (write.op === "require")) throw new ChangeRefused(write.orElse);
    }
  }
}

/** Rows that an update changed. A ticket that gets a person may find that the person has an open one already. */
function changesOf(
  db: Database["drizzle"],
  table: SQLiteTable,
  write: Extract<Write, { op: "update" }>,
): number {
  try {
    return db.update(table).set(write.set).where(matching(table, write.where)).run().changes;
  } catch (error) {
    if (write.table === "tickets" && isConstraint(error)) throw new ChangeRefused("another-ticket-open");
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
    if (isConstraint(error)) throw new ChangeRefused("another-ticket-open");
    throw error;
  }
  return number;
}

function appendAudit(db: Database["drizzle"], at: number, entries: AuditEntry[]): void {
  if (entries.length === 0) return;
  const last = db
    .select({ seq: schema.audit.seq, hash: schema.audit.hash })
    .from(schema.audit)
    .orderBy(desc(schema.audit.seq))
    .limit(1)
    .get();
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
    insertRow(db, "audit", schema.audit, { ...link, hash });
    previousHash = hash;
  }
}

function matching(table: SQLiteTable, where: Record<string, unknown>): SQL | undefined {
  const columns: Record<string, SQLiteColumn> = getTableColumns(table);
  const conditions = Object.entries(where as Record<string, Condition | undefined>).flatMap(
    ([name, condition]) => {
      const column = columns[name];
      if (!column) throw new Error(`there is no column ${name}`);
      if (condition === undefined) return [];
      return [compare(column, condition)];
    },
  );
  if (conditions.length === 0) throw new Error("a change without a condition would touch every row");
  return and(...conditions);
}

function compare(column: SQLiteColumn, condition: Condition): SQL {
  if (condition === null) return isNull(column);
  if (typeof condition !== "object") return eq(column, condition);
  if ("atMost" in condition) return lte(column, condition.atMost);
  if ("moreThan" in condition) return gt(column, condition.moreThan);
  return inArray(column, condition.oneOf);
}

function isConstraint(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = (cause as { code?: unknown }).code;
  return code === "SQLITE_CONSTRAINT_UNIQUE" || code === "SQLITE_CONSTRAINT_PRIMARYKEY";
}

function keyOf(table: SQLiteTable): SQLiteColumn[] {
  const single = Object.values<SQLiteColumn>(getTableColumns(table)).filter((column) => column.primary);
  const composite = getTableConfig(table).primaryKeys[0];
  return single.length > 0 || !composite ? single : composite.columns.map((column): SQLiteColumn => column);
}

function increment(column: SQLiteColumn): SQL {
  return sql`${column} + 1`;
}
