import { eq, inArray, or, sql, type SQL } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { NewRow, Row, TableName, Write } from "./change";
import type { Connection } from "./database";
import { conditionOf, onceForEach, type Where } from "./statements";
import { ask, send, type Steps } from "./steps";

/*
 * A person's standing is a number that grows with whatever changes who they are or what they may do: their record, roles,
 * services, delegations in both directions, the card that opens their account. The tree of agencies has one too. An act
 * witnesses the standing of everybody it rests on, so that what came to be meanwhile is noticed as well as what ceased.
 * The store raises them itself: whoever writes cannot forget it.
 */

/** What of a person's row is who they are; the rest, such as a password or the last login, comes and goes. */
const identity = [
  "agencyId",
  "name",
  "email",
  "officePhone",
  "extension",
  "managerName",
  "nationalIdMasked",
  "status",
] as const satisfies readonly (keyof Row<"people">)[];

/** Raises what a write touches. To be asked beside each write of a change, inside its transaction. */
export function standingOf({ query, schema }: Pick<Connection, "query" | "schema">): {
  /** Of the rows that an update or a delete is about to touch. */
  raiseBefore: (write: Write) => Steps<void>;
  /** Of the row that an insert has just written. */
  raiseAfter: (write: Write) => Steps<void>;
} {
  const { people, roles, servedAgencies, delegations, certificateBindings } = schema;
  /** The people whose standing rests on rows of a table, told by a condition on these. */
  const whose: Partial<Record<TableName, (rows: SQL | undefined) => SQL | undefined>> = {
    people: (rows) => rows,
    roles: (rows) => inArray(people.id, query.select({ id: roles.personId }).from(roles).where(rows)),
    servedAgencies: (rows) =>
      inArray(
        people.id,
        query
          .select({ id: roles.personId })
          .from(servedAgencies)
          .innerJoin(roles, eq(servedAgencies.roleId, roles.id))
          .where(rows),
      ),
    delegations: (rows) =>
      or(
        inArray(people.id, query.select({ id: delegations.delegatorId }).from(delegations).where(rows)),
        inArray(people.id, query.select({ id: delegations.delegateId }).from(delegations).where(rows)),
      ),
    certificateBindings: (rows) =>
      inArray(
        people.id,
        query.select({ id: certificateBindings.personId }).from(certificateBindings).where(rows),
      ),
  };
  const raised = onceForEach((key: string) => {
    const { table, where } = shapes.get(key) ?? { table: "people", where: {} };
    const { condition } = conditionOf(schema[table] as SQLiteTable, where);
    return query
      .update(people)
      .set({ standing: sql`${people.standing} + 1` })
      .where(whose[table]?.(condition()))
      .prepare();
  });
  /** The first condition of each shape: a statement is built from it once. */
  const shapes = new Map<string, { table: TableName; where: Where }>();

  const tree = query
    .insert(schema.agencyTree)
    .values({ id: 1, standing: 1 })
    .onConflictDoUpdate({
      target: schema.agencyTree.id,
      set: { standing: sql`${schema.agencyTree.standing} + 1` },
    })
    .prepare();

  function* raise(table: TableName, where: Where): Steps<void> {
    if (table === "agencies") {
      yield* send(ask(tree));
      return;
    }
    const { shape, values } = conditionOf(schema[table] as SQLiteTable, where);
    const key = `${table} ${shape}`;
    if (!shapes.has(key)) shapes.set(key, { table, where });
    yield* send(ask(raised(key), values));
  }

  return {
    *raiseBefore(write) {
      if ((write.op === "update" || write.op === "delete") && touches(write))
        yield* raise(write.table, write.where);
    },
    *raiseAfter(write) {
      if (write.op === "insert" && touches(write))
        yield* raise(write.table, { id: (write.row as { id: string }).id });
    },
  };
}

/** Whether a write changes what somebody's standing, or that of the tree, counts. */
function touches(write: Extract<Write, { op: "insert" | "update" | "delete" }>): boolean {
  switch (write.table) {
    case "people":
      return write.op === "update" && identity.some((column) => write.set[column] !== undefined);
    case "agencies":
      return write.op !== "delete" && "parentId" in (write.op === "insert" ? write.row : write.set);
    case "roles":
    case "servedAgencies":
    case "delegations":
      return true;
    case "certificateBindings":
      return opensOrShuts(write);
    default:
      return false;
  }
}

/** Only a confirmed card opens anything; what merely waits may be a stranger's. */
function opensOrShuts(write: Extract<Write, { op: "insert" | "update" | "delete" }>): boolean {
  const states: unknown[] = [];
  if (write.op === "insert") states.push((write.row as NewRow<"certificateBindings">).state);
  else states.push((write.where as Partial<Row<"certificateBindings">>).state);
  if (write.op === "update") states.push((write.set as Partial<NewRow<"certificateBindings">>).state);
  return states.includes("confirmed");
}
