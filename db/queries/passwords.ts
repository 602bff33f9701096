import { and, desc, eq, sql } from "drizzle-orm";
import type { Database } from "../connection";
import { temporaryPasswords } from "../schema";

export type TemporaryPassword = typeof temporaryPasswords.$inferSelect;

/** Reading the temporary passwords that tickets issued: their hashes, never themselves. */
export function passwordReads({ drizzle }: Database) {
  const latestOf = drizzle
    .select()
    .from(temporaryPasswords)
    .where(eq(temporaryPasswords.personId, sql.placeholder("personId")))
    .orderBy(desc(temporaryPasswords.issuedAt), desc(temporaryPasswords.issue))
    .limit(1)
    .prepare();
  return {
    async byId(id: string): Promise<TemporaryPassword | undefined> {
      return drizzle.select().from(temporaryPasswords).where(eq(temporaryPasswords.id, id)).get();
    },
    /** The one whose one-time link has this hash, live or not. */
    async byLink(linkHash: string): Promise<TemporaryPassword | undefined> {
      return drizzle.select().from(temporaryPasswords).where(eq(temporaryPasswords.linkHash, linkHash)).get();
    },
    async liveOf(personId: string): Promise<TemporaryPassword | undefined> {
      return drizzle
        .select()
        .from(temporaryPasswords)
        .where(and(eq(temporaryPasswords.personId, personId), eq(temporaryPasswords.state, "live")))
        .get();
    },
    /** Every one that still opens something. */
    async live(): Promise<TemporaryPassword[]> {
      return drizzle.select().from(temporaryPasswords).where(eq(temporaryPasswords.state, "live")).all();
    },
    /** The one last issued to a person, live or not. */
    async latestOf(personId: string): Promise<TemporaryPassword | undefined> {
      return latestOf.get({ personId });
    },
  };
}
