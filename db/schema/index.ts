import type { Columns } from "../dialect/sqlite-columns";
import { accessTables } from "./access";
import { agencyTables } from "./agencies";
import { authorityTables } from "./authority";
import { cardTables } from "./cards";
import { mailTables } from "./mail";
import { peopleTables } from "./people";
import { recordTables } from "./records";
import { ticketTables } from "./tickets";
import { trustTables } from "./trust";
import { waitingTables } from "./waiting";

/**
 * The tables, described once for both databases. Instants are epoch milliseconds, identifiers are opaque text, personal
 * identifiers that must be found again are kept sealed with a keyed hash beside them. What a row means is said here; who may
 * write it is said in workflows/ and accounts/.
 *
 * @param columns how a table and its columns are made for one kind of database
 */
export function schemaOf(columns: Columns) {
  const agencies = agencyTables(columns);
  const people = peopleTables(columns, agencies);
  const tickets = ticketTables(columns, { ...agencies, ...people });
  return {
    ...agencies,
    ...people,
    ...authorityTables(columns, { ...agencies, ...people }),
    ...accessTables(columns, people),
    ...tickets,
    ...mailTables(columns, tickets),
    ...cardTables(columns, { ...people, ...tickets }),
    ...trustTables(columns),
    ...recordTables(columns),
    ...waitingTables(columns, { ...agencies, ...people }),
  };
}

export type Schema = ReturnType<typeof schemaOf>;

/** A row of a table as it is read. */
export type RowOf<Name extends keyof Schema> = Schema[Name]["$inferSelect"];
