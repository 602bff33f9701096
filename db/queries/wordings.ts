import { and, desc, eq, inArray, lte, max } from "drizzle-orm";
import type { Connection } from "../database";
import type { RowOf } from "../schema";

export type MailWording = RowOf<"mailWordings">;

/** Reading what administrators wrote instead of the mails' shipped sentences. */
export function wordingReads({ query, schema }: Connection) {
  const { mailWordings } = schema;
  return {
    /** The sentences in force at a version, by template; version 0 is before anything was written. */
    async asOf(
      version: number,
      locale: MailWording["locale"],
    ): Promise<Record<string, Record<string, string>>> {
      if (version === 0) return {};
      const newest = query
        .select({ version: max(mailWordings.version) })
        .from(mailWordings)
        .where(and(eq(mailWordings.locale, locale), lte(mailWordings.version, version)))
        .groupBy(mailWordings.template);
      const rows = await query.select().from(mailWordings).where(inArray(mailWordings.version, newest));
      return Object.fromEntries(rows.map(({ template, sentences }) => [template, sentences]));
    },
    /** The number of the newest change, whatever template it was of. */
    async version(): Promise<number> {
      const [row] = await query.select({ version: max(mailWordings.version) }).from(mailWordings);
      return row?.version ?? 0;
    },
    /** How a template was worded in one language, the newest first. */
    async historyOf(template: string, locale: MailWording["locale"], limit = 50): Promise<MailWording[]> {
      return await query
        .select()
        .from(mailWordings)
        .where(and(eq(mailWordings.template, template), eq(mailWordings.locale, locale)))
        .orderBy(desc(mailWordings.version))
        .limit(limit);
    },
  };
}
