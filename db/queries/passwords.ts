import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { Connection } from "../database";
import type { RowOf } from "../schema";

export type TemporaryPassword = RowOf<"temporaryPasswords">;

/** Reading the temporary passwords that tickets issued: their hashes, never themselves. */
export function passwordReads({ query, schema }: Connection) {
  const { temporaryPasswords } = schema;
  const latestOf = query
    .select()
    .from(temporaryPasswords)
    .where(eq(temporaryPasswords.personId, sql.placeholder("personId")))
    .orderBy(desc(temporaryPasswords.issuedAt), desc(temporaryPasswords.issue))
    .limit(1)
    .prepare();
  return {
    async byId(id: string): Promise<TemporaryPassword | undefined> {
      const [row] = await query.select().from(temporaryPasswords).where(eq(temporaryPasswords.id, id));
      return row;
    },
    /** The one whose one-time link has this hash, live or not. */
    async byLink(linkHash: string): Promise<TemporaryPassword | undefined> {
      const [row] = await query
        .select()
        .from(temporaryPasswords)
        .where(eq(temporaryPasswords.linkHash, linkHash));
      return row;
    },
    async liveOf(personId: string): Promise<TemporaryPassword | undefined> {
      const [row] = await query
        .select()
        .from(temporaryPasswords)
        .where(and(eq(temporaryPasswords.personId, personId), eq(temporaryPasswords.state, "live")));
      return row;
    },
    /** Every one that still opens something, the earliest issued first. */
    async live(): Promise<TemporaryPassword[]> {
      return await query
        .select()
        .from(temporaryPasswords)
        .where(eq(temporaryPasswords.state, "live"))
        .orderBy(asc(temporaryPasswords.issuedAt), asc(temporaryPasswords.id));
    },
    /** The one last issued to a person, live or not. */
    async latestOf(personId: string): Promise<TemporaryPassword | undefined> {
      const [row] = await latestOf.execute({ personId });
      return row;
    },
  };
}
