import { and, asc, eq, inArray, like, sql } from "drizzle-orm";
import type { Database } from "../connection";
import { agencies } from "../schema";

export type Agency = typeof agencies.$inferSelect;

/** Reading agencies and their tree. */
export function agencyReads({ drizzle, sqlite }: Database) {
  const lineages = sqlite.prepare<[string], { start: string; id: string; standing: number }>(
    `with recursive up(start, id, parent_id, depth) as (
       select id, id, parent_id, 0 from agencies where id in (select value from json_each(?))
       union all
       select up.start, a.id, a.parent_id, up.depth + 1
       from agencies a join up on a.id = up.parent_id where up.depth < 32)
     select start, id, coalesce((select standing from agency_tree), 0) as standing from up order by start, depth`,
  );
  const below = sqlite.prepare<[string], { id: string }>(
    `with recursive down(id, depth) as (
       select value, 0 from json_each(?)
       union select a.id, down.depth + 1 from agencies a join down on a.parent_id = down.id where down.depth < 32)
     select distinct id from down`,
  );
  return {
    async byId(id: string): Promise<Agency | undefined> {
      return drizzle.select().from(agencies).where(eq(agencies.id, id)).get();
    },
    async byIds(ids: readonly string[]): Promise<Map<string, Agency>> {
      const rows = drizzle
        .select()
        .from(agencies)
        .where(inArray(agencies.id, [...ids]))
        .all();
      return new Map(rows.map((row) => [row.id, row]));
    },
    async byOid(oid: string): Promise<Agency | undefined> {
      return drizzle.select().from(agencies).where(eq(agencies.oid, oid)).get();
    },
    async all(): Promise<Agency[]> {
      return drizzle.select().from(agencies).orderBy(asc(agencies.oid)).all();
    },
    async count(): Promise<number> {
      return (
        drizzle
          .select({ n: sql<number>`count(*)` })
          .from(agencies)
          .get()?.n ?? 0
      );
    },
    /** The agency itself, then its parent, and so on to the root: ids. */
    async lineage(id: string): Promise<string[]> {
      return lineages.all(JSON.stringify([id])).map((row) => row.id);
    },
    /** The same of many, by the agency each begins with, and the standing of the tree that says so. */
    async lineages(
      ids: readonly string[],
    ): Promise<{ lineages: Map<string, string[]>; standing: number | null }> {
      const found = new Map<string, string[]>();
      const rows = lineages.all(JSON.stringify(ids));
      for (const { start, id } of rows) found.set(start, [...(found.get(start) ?? []), id]);
      return { lineages: found, standing: rows[0]?.standing ?? null };
    },
    /** These agencies and everything below them: ids. */
    async withSubordinates(ids: string[]): Promise<string[]> {
      return below.all(JSON.stringify(ids)).map((row) => row.id);
    },
    /** Agencies whose full name contains every word of the query; shorter names first. */
    async search(query: string, limit = 20): Promise<Agency[]> {
      const words = query.normalize("NFKC").replaceAll("台", "臺").split(/\s+/).filter(Boolean);
      if (words.length === 0) return [];
      const named = sql<string>`replace(${agencies.fullName}, '台', '臺')`;
      return drizzle
        .select()
        .from(agencies)
        .where(and(...words.map((word) => like(named, `%${word.replaceAll(/[%_]/g, "")}%`))))
        .orderBy(sql`length(${agencies.fullName})`, asc(agencies.oid))
        .limit(limit)
        .all();
    },
  };
}
