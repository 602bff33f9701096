import { and, desc, eq, inArray, lte, max } from "drizzle-orm";
import type { Database } from "../connection";
import { mailWordings } from "../schema";

export type MailWording = typeof mailWordings.$inferSelect;

/** Reading what administrators wrote instead of the mails' shipped sentences. */
export function wordingReads({ drizzle }: Database) {
  return {
    /** The sentences in force at a version, by template; version 0 is before anything was written. */
    async asOf(
      version: number,
      locale: MailWording["locale"],
    ): Promise<Record<string, Record<string, string>>> {
      if (version === 0) return {};
      const newest = drizzle
        .select({ version: max(mailWordings.version) })
        .from(mailWordings)
        .where(and(eq(mailWordings.locale, locale), lte(mailWordings.version, version)))
        .groupBy(mailWordings.template);
      const rows = drizzle.select().from(mailWordings).where(inArray(mailWordings.version, newest)).all();
      return Object.fromEntries(rows.map(({ template, sentences }) => [template, sentences]));
    },
    /** The number of the newest change, whatever template it was of. */
    async version(): Promise<number> {
      return (
        drizzle
          .select({ version: max(mailWordings.version) })
          .from(mailWordings)
          .get()?.version ?? 0
      );
    },
    /** How a template was worded in one language, the newest first. */
    async historyOf(template: string, locale: MailWording["locale"], limit = 50): Promise<MailWording[]> {
      return drizzle
        .select()
        .from(mailWordings)
        .where(and(eq(mailWordings.template, template), eq(mailWordings.locale, locale)))
        .orderBy(desc(mailWordings.version))
        .limit(limit)
        .all();
    },
  };
}
