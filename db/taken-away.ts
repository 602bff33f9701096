import { existsSync } from "node:fs";
import BetterSqlite3 from "better-sqlite3";
import { genesis } from "./audit-chain";
import { remove, update, type Row, type Write } from "./change";
import { openSqlite } from "./dialect/sqlite-database";
import { waitsNoMore } from "./record/revoking";
import { migrateSealed } from "./record/reseal";

/*
 * What was taken away between a backup and the present database, as the writes that take it away again. Both have this
 * version's schema. Only taking away is read here: what was given since stays lost with the restore.
 */

type Found = Record<string, string | number | null>;

/** One thing that can be taken away: how the two databases show it, and the write that does it again. */
interface Kind {
  /** `b` is the backup, `p` the present. */
  sql: string;
  write: (found: Found, at: number) => Write;
}

const ended = (column: string) =>
  `p.${column} is not null and (b.${column} is null or b.${column} > p.${column})`;

const kinds: readonly Kind[] = [
  {
    sql: `select b.id, p.valid_to as "to" from backup.roles b left join roles p using (id) where p.id is null or ${ended("valid_to")}`,
    write: ({ id, to }, at) => update("roles", { id: text(id) }, { validTo: (to as number | null) ?? at }),
  },
  {
    sql: `select b.id, p.valid_to as "to" from backup.served_agencies b left join served_agencies p using (id)
          where p.id is null or ${ended("valid_to")}`,
    write: ({ id, to }, at) =>
      update("servedAgencies", { id: text(id) }, { validTo: (to as number | null) ?? at }),
  },
  {
    sql: `select id from backup.served_agencies b join served_agencies p using (id)
          where b.includes_subordinates = 1 and p.includes_subordinates = 0`,
    write: ({ id }) => update("servedAgencies", { id: text(id) }, { includesSubordinates: false }),
  },
  {
    sql: `select b.id, p.revoked_at as revoked from backup.delegations b left join delegations p using (id)
          where b.revoked_at is null and (p.id is null or p.revoked_at is not null)`,
    write: ({ id, revoked }, at) =>
      update("delegations", { id: text(id) }, { revokedAt: (revoked as number | null) ?? at }),
  },
  {
    sql: `select id, p.valid_to as "to" from backup.delegations b join delegations p using (id) where ${ended("valid_to")}`,
    write: ({ id, to }) => update("delegations", { id: text(id) }, { validTo: to as number }),
  },
  {
    sql: `select id from backup.delegations b join delegations p using (id) where b.level = 'decide' and p.level = 'prepare'`,
    write: ({ id }) => update("delegations", { id: text(id) }, { level: "prepare" }),
  },
  {
    sql: "select id from backup.people b join people p using (id) where b.status = 'active' and p.status = 'left'",
    write: ({ id }, at) => update("people", { id: text(id) }, { status: "left", updatedAt: at }),
  },
  {
    // The old one would open the door again; with the new one gone, its owner comes in by a reset.
    sql: `select id from backup.people b join people p using (id)
          where b.password_hash is not null and b.password_disabled_at is null
            and (p.password_hash is not b.password_hash or p.password_disabled_at is not null)`,
    write: ({ id }, at) => update("people", { id: text(id) }, { passwordDisabledAt: at, updatedAt: at }),
  },
  {
    sql: `select id from backup.people b join people p using (id) where b.email is not null and p.email is not b.email`,
    write: ({ id }, at) => update("people", { id: text(id) }, { email: null, updatedAt: at }),
  },
  {
    sql: `select id from backup.people b join people p using (id)
          where b.office_phone is not null and p.office_phone is not b.office_phone`,
    write: ({ id }, at) => update("people", { id: text(id) }, { officePhone: null, updatedAt: at }),
  },
  {
    sql: `select b.id, p.ended_at as "at", p.ended_by as "by", p.end_reason as reason
          from backup.certificate_bindings b left join certificate_bindings p using (id)
          where b.state <> 'ended' and (p.id is null or p.state = 'ended')`,
    write: ({ id, at: endedAt, by, reason }, at) =>
      update(
        "certificateBindings",
        { id: text(id) },
        {
          state: "ended",
          endedAt: (endedAt as number | null) ?? at,
          endedBy: by as string | null,
          endReason: reason as string | null,
        },
      ),
  },
  {
    sql: `select b.sha256, b.purpose from backup.trust_certificates b left join trust_certificates p using (sha256, purpose)
          where p.sha256 is null`,
    write: ({ sha256, purpose }) =>
      remove("trustCertificates", {
        sha256: text(sha256),
        purpose: purpose as Row<"trustCertificates">["purpose"],
      }),
  },
  {
    // Nobody agrees a second time to what was decided; whoever decided may have come since the backup.
    sql: `select b.id, coalesce(p.status, 'withdrawn') as status, p.decided_at as "at", p.decided_reason as reason,
            (select id from backup.people where id = p.decided_by) as "by"
          from backup.waiting_changes b left join waiting_changes p using (id)
          where b.status = 'waiting' and p.status is not 'waiting'`,
    write: ({ id, status, at: decidedAt, reason, by }, at) =>
      waitsNoMore(text(id), {
        status: status as Row<"waitingChanges">["status"],
        decidedAt: (decidedAt as number | null) ?? at,
        decidedBy: by as string | null,
        decidedReason: reason as string | null,
      }),
  },
  {
    // Whoever serves the former parent with its subordinates served this one by it.
    sql: `select id from backup.agencies b join agencies p using (id)
          where b.parent_id is not null and p.parent_id is not b.parent_id`,
    write: ({ id }, at) =>
      update(
        "agencies",
        { id: text(id) },
        { parentId: null, parentBasis: "root", parentReason: null, updatedAt: at },
      ),
  },
];

/** What the database that is to be replaced tells of itself. */
export interface Present {
  /** The newest row of its audit trail. */
  head: { seq: number; hash: string };
  /**
   * The writes by which a restored backup gives nothing back that was taken since: roles, services, delegations, cards,
   * authorities, old passwords, replaced addresses and numbers, an agency's place in the tree, changes that waited for a second person.
   */
  takenAway: Write[];
}

/**
 * Looks at the database that a backup is to replace, after bringing it to this version's schema.
 *
 * @param backup path of the backup's copy, in this version's schema
 * @param at when what has no time of its own counts as taken
 * @returns `null` where there is none, or it cannot be read
 */
export async function presentBeside(
  backup: string,
  { databaseFile: present, recordFolder }: { databaseFile: string; recordFolder: string },
  at: number,
): Promise<Present | null> {
  if (!existsSync(present)) return null;
  try {
    await bringUpToDate(present, recordFolder);
    const sqlite = new BetterSqlite3(present, { fileMustExist: true });
    try {
      sqlite.prepare("attach ? as backup").run(backup);
      const head = sqlite
        .prepare<[], Present["head"]>("select seq, hash from audit order by seq desc limit 1")
        .get();
      const takenAway = kinds.flatMap(({ sql, write }) =>
        sqlite
          .prepare<[], Found>(sql)
          .all()
          .map((found) => write(found, at)),
      );
      return { head: head ?? { seq: 0, hash: genesis }, takenAway };
    } finally {
      sqlite.close();
    }
  } catch (error) {
    if (isUnreadable(error)) return null;
    throw error;
  }
}

async function bringUpToDate(file: string, recordFolder: string): Promise<void> {
  const database = openSqlite(file);
  try {
    await migrateSealed(database, recordFolder);
  } finally {
    await database.close();
  }
}

function isUnreadable(error: unknown): boolean {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return (
    cause instanceof BetterSqlite3.SqliteError && /^SQLITE_(CORRUPT|NOTADB|IOERR|ERROR)/.test(cause.code)
  );
}

const text = (value: Found[string] | undefined) => String(value);
