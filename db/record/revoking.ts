import { remove, update, type Row, type TableName } from "../change";
import type { Revoking } from "./journal";
import type { RawRow } from "../raw-rows";

type Rule = (before: RawRow, after: RawRow | undefined, at: number) => Revoking | null;

const idOf = (row: RawRow) => String(row.id);
const numberOf = (value: RawRow[string] | undefined) => (typeof value === "number" ? value : null);
/** Whether a column has got a value, or another one. */
const isSet = (before: RawRow, after: RawRow, column: string) =>
  after[column] !== null && after[column] !== before[column];

type Waiting = Row<"waitingChanges">;

const askAnew = "資料庫已還原，請重新提出。The database was restored: please ask for it again.";

/**
 * A change that waited and does so no more. What was agreed to is lost with a restore, and must be asked for again: it
 * counts as returned, by nobody.
 */
export function waitsNoMore(
  id: string,
  {
    status,
    ...decision
  }: Pick<Waiting, "status" | "decidedAt"> & Partial<Pick<Waiting, "decidedBy" | "decidedReason">>,
): Revoking {
  const set =
    status === "agreed"
      ? { status: "returned" as const, decidedAt: decision.decidedAt, decidedReason: askAnew }
      : { status, ...decision };
  return update("waitingChanges", { id }, set) as Revoking;
}

/** What a change of a row takes away, for each table by which something is given. */
const rules: Partial<Record<TableName, Rule>> = {
  roles: (before, after) =>
    after && isSet(before, after, "valid_to")
      ? (update("roles", { id: idOf(after) }, { validTo: numberOf(after.valid_to) }) as Revoking)
      : null,
  servedAgencies(before, after) {
    if (!after) return remove("servedAgencies", { id: idOf(before) }) as Revoking;
    if (!isSet(before, after, "valid_to")) return null;
    return update("servedAgencies", { id: idOf(after) }, { validTo: numberOf(after.valid_to) }) as Revoking;
  },
  delegations: (before, after) =>
    after && isSet(before, after, "revoked_at")
      ? (update("delegations", { id: idOf(after) }, { revokedAt: numberOf(after.revoked_at) }) as Revoking)
      : null,
  apiTokens(before, after) {
    const tokenHash = String(before.token_hash);
    if (!after) return remove("apiTokens", { tokenHash }) as Revoking;
    if (!isSet(before, after, "revoked_at")) return null;
    return update("apiTokens", { tokenHash }, { revokedAt: numberOf(after.revoked_at) }) as Revoking;
  },
  certificateBindings: (before, after, at) =>
    after?.state === "ended" && before.state !== "ended"
      ? (update("certificateBindings", { id: idOf(after) }, { state: "ended", endedAt: at }) as Revoking)
      : null,
  trustCertificates: (before, after) =>
    after
      ? null
      : (remove("trustCertificates", {
          sha256: String(before.sha256),
          purpose: before.purpose as "citizen" | "agency",
        }) as Revoking),
  waitingChanges: (before, after, at) =>
    before.status === "waiting" && after && after.status !== "waiting"
      ? waitsNoMore(idOf(after), { status: after.status as Waiting["status"], decidedAt: at })
      : null,
  sessions: (before, after, at) =>
    // One that had run out opens nothing again.
    after || Number(before.expires_at) <= at
      ? null
      : (remove("sessions", { tokenHash: String(before.token_hash) }) as Revoking),
  people(before, after, at) {
    if (!after) return null;
    const left = after.status === "left" && before.status !== "left";
    const disabled =
      isSet(before, after, "password_disabled_at") ||
      (before.password_hash !== null && after.password_hash !== before.password_hash);
    if (!left && !disabled) return null;
    const set = {
      ...(left ? { status: "left" as const } : {}),
      ...(disabled ? { passwordDisabledAt: at } : {}),
    };
    return update("people", { id: idOf(after) }, set) as Revoking;
  },
};

/**
 * The revocation that a change of a row is, if it is one: as it has to be done again on a database from before it.
 *
 * @param after `undefined` where the row is deleted
 */
export function revocationIn(
  table: TableName,
  before: RawRow,
  after: RawRow | undefined,
  at: number,
): Revoking | null {
  return rules[table]?.(before, after, at) ?? null;
}
