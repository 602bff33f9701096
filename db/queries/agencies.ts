import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Connection } from "../database";
import type { RowOf } from "../schema";

export type Agency = RowOf<"agencies">;

/** Reading agencies and their tree. */
export function agencyReads({ query, schema, speech, statement }: Connection) {
  const { agencies } = schema;
  const lineages = statement<{ start: string; id: string; standing: number }>(
    sql`with recursive up(start, id, parent_id, depth) as (
          select id, id, parent_id, 0 from agencies where id in (${speech.listed(sql.placeholder("ids"))})
          union all
          select up.start, a.id, a.parent_id, up.depth + 1
          from agencies a join up on a.id = up.parent_id where up.depth < 32)
        select start, id, coalesce((select standing from agency_tree), 0) as standing from up order by start, depth`,
  );
  const below = statement<{ id: string }>(
    sql`with recursive down(id, depth) as (
          select id, 0 from agencies where id in (${speech.listed(sql.placeholder("ids"))})
          union select a.id, down.depth + 1 from agencies a join down on a.parent_id = down.id where down.depth < 32)
        select distinct id from down`,
  );
  return {
    async byId(id: string): Promise<Agency | undefined> {
      const [row] = await query.select().from(agencies).where(eq(agencies.id, id));
      return row;
    },
    async byIds(ids: readonly string[]): Promise<Map<string, Agency>> {
      const rows = await query
        .select()
        .from(agencies)
        .where(inArray(agencies.id, [...ids]));
      return new Map(rows.map((row) => [row.id, row]));
    },
    async byOid(oid: string): Promise<Agency | undefined> {
      const [row] = await query.select().from(agencies).where(eq(agencies.oid, oid));
      return row;
    },
    async all(): Promise<Agency[]> {
      return await query.select().from(agencies).orderBy(asc(agencies.oid));
    },
    async count(): Promise<number> {
      const [row] = await query.select({ n: sql<number>`count(*)` }).from(agencies);
      return row?.n ?? 0;
    },
    /** The agency itself, then its parent, and so on to the root: ids. */
    async lineage(id: string): Promise<string[]> {
      const rows = await lineages.execute({ ids: JSON.stringify([id]) });
      return rows.map((row) => row.id);
    },
    /** The same of many, by the agency each begins with, and the standing of the tree that says so. */
    async lineages(
      ids: readonly string[],
    ): Promise<{ lineages: Map<string, string[]>; standing: number | null }> {
      const found = new Map<string, string[]>();
      const rows = await lineages.execute({ ids: JSON.stringify(ids) });
      for (const { start, id } of rows) found.set(start, [...(found.get(start) ?? []), id]);
      return { lineages: found, standing: rows[0]?.standing ?? null };
    },
    /** These agencies and everything below them: ids, in no order. */
    async withSubordinates(ids: string[]): Promise<string[]> {
      const rows = await below.execute({ ids: JSON.stringify(ids) });
      return rows.map((row) => row.id);
    },
    /** Agencies whose full name contains every word of the query; shorter names first. */
    async search(typed: string, limit = 20): Promise<Agency[]> {
      const words = typed.normalize("NFKC").replaceAll("台", "臺").split(/\s+/).filter(Boolean);
      if (words.length === 0) return [];
      const named = sql<string>`lower(replace(${agencies.fullName}, '台', '臺'))`;
      return await query
        .select()
        .from(agencies)
        .where(and(...words.map((word) => speech.contains(named, inLowerCase(word)))))
        .orderBy(sql`length(${agencies.fullName})`, asc(agencies.oid))
        .limit(limit);
    },
  };
}

/** As `lower` of both databases: ASCII letters only. */
const inLowerCase = (word: string) => word.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
