import type { AuditRow } from "../../db/queries/records";
import type { Store } from "../../db/store";
import { actorColumns, type Actor } from "../desk/actor";
import { findByLogin } from "../sign-in/find-by-login";
import type { Context } from "../desk/context";

/** A row of the audit trail with the names that the trail itself keeps by reference only. */
export interface AuditLine extends Omit<AuditRow, "previousHash"> {
  actorName: string | null;
  ticketNumber: string | null;
  personName: string | null;
}

export interface AuditPage {
  lines: AuditLine[];
  /** Where the page before this one in time begins; `null` on the last. */
  before: number | null;
  /** Whose rows these are, where signatures of a bound certificate are kept of them. */
  evidenceOf: string | null;
  /** What was asked for names neither a case nor a person. */
  unknown: boolean;
}

const rowsAPage = 50;

/**
 * Reads the audit trail, the latest first: all of it, of a case by its number, or of a person by account or 身分證字號.
 * Asking for a person is itself recorded.
 */
export async function readAudit(
  { store, clock, secrets }: Pick<Context, "store" | "clock" | "secrets">,
  actor: Actor,
  { query, before }: { query: string; before?: number },
): Promise<AuditPage> {
  const ticket =
    query === "" ? undefined : await store.tickets.byNumber(query.normalize("NFKC").trim().toUpperCase());
  const person = query === "" || ticket ? undefined : await findByLogin(store, secrets, query);
  if (query !== "" && !ticket && !person) return { lines: [], before: null, evidenceOf: null, unknown: true };
  if (person) {
    const looked = {
      ...actorColumns(actor),
      act: "audit.read",
      personId: person.id,
      detail: { before: before ?? null },
    };
    await store.commit({ at: clock(), writes: [], audit: [looked] });
  }
  const rows = await store.records.auditOf(
    { ticketId: ticket?.id, personId: person?.id, before },
    rowsAPage + 1,
  );
  const shown = rows.slice(0, rowsAPage);
  return {
    lines: await named(store, shown),
    before: rows.length > rowsAPage ? (shown.at(-1)?.seq ?? null) : null,
    evidenceOf: person && (await store.bindings.evidenceOf(person.id)).length > 0 ? person.id : null,
    unknown: false,
  };
}

/** What was done from the shell, the latest first. */
export async function shellActsPage(
  { store }: Pick<Context, "store">,
  { before }: { before?: number },
): Promise<Pick<AuditPage, "lines" | "before">> {
  const rows = await store.records.auditOf({ actorKind: "console", before }, rowsAPage + 1);
  const shown = rows.slice(0, rowsAPage);
  return {
    lines: await named(store, shown),
    before: rows.length > rowsAPage ? (shown.at(-1)?.seq ?? null) : null,
  };
}

async function named(store: Store, rows: AuditRow[]): Promise<AuditLine[]> {
  const people = await store.people.byIds([
    ...new Set(rows.flatMap((row) => [row.actorId ?? [], row.personId ?? []].flat())),
  ]);
  const numbers = new Map<string, string>();
  for (const id of new Set(rows.flatMap((row) => row.ticketId ?? []))) {
    const ticket = await store.tickets.byId(id);
    if (ticket) numbers.set(id, ticket.number);
  }
  return rows.map(({ previousHash: _, ...row }) => ({
    ...row,
    actorName: people.get(row.actorId ?? "")?.name ?? null,
    personName: people.get(row.personId ?? "")?.name ?? null,
    ticketNumber: numbers.get(row.ticketId ?? "") ?? null,
  }));
}
