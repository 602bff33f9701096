import { and, asc, desc, eq, gt, inArray, lte, or, type SQL } from "drizzle-orm";
import type { Connection } from "../database";
import type { RowOf } from "../schema";

export type WaitingChange = RowOf<"waitingChanges">;

/** Which changes are listed; what is left out does not matter. */
interface Listed {
  kinds: readonly WaitingChange["kind"][];
  /** Whom they concern. */
  personId?: string;
  /** Where whoever they concern belongs now. */
  agencyIds?: readonly string[];
  askedBy?: string;
}

const most = 200;

/** Reading the changes that wait for a second person. */
export function waitingReads({ query, schema }: Connection) {
  const { people, waitingChanges } = schema;
  const matching = ({ kinds, personId, agencyIds, askedBy }: Listed): SQL | undefined =>
    and(
      inArray(waitingChanges.kind, [...kinds]),
      personId === undefined ? undefined : eq(waitingChanges.personId, personId),
      askedBy === undefined ? undefined : eq(waitingChanges.askedBy, askedBy),
      agencyIds === undefined
        ? undefined
        : inArray(
            waitingChanges.personId,
            query
              .select({ id: people.id })
              .from(people)
              .where(inArray(people.agencyId, [...agencyIds])),
          ),
    );
  return {
    async byId(id: string): Promise<WaitingChange | undefined> {
      const [row] = await query.select().from(waitingChanges).where(eq(waitingChanges.id, id));
      return row;
    },
    /** What can still be agreed to at that instant, what has waited longest first. */
    async waiting(listed: Listed, at: number): Promise<WaitingChange[]> {
      return await query
        .select()
        .from(waitingChanges)
        .where(and(matching(listed), eq(waitingChanges.status, "waiting"), gt(waitingChanges.expiresAt, at)))
        .orderBy(asc(waitingChanges.askedAt), asc(waitingChanges.id))
        .limit(most);
    },
    /** What was asked since then and waits no more: decided, withdrawn or lapsed; the newest first. */
    async over(listed: Listed, { since, at }: { since: number; at: number }): Promise<WaitingChange[]> {
      return await query
        .select()
        .from(waitingChanges)
        .where(
          and(
            matching(listed),
            gt(waitingChanges.askedAt, since),
            or(
              inArray(waitingChanges.status, ["agreed", "returned", "withdrawn"]),
              lte(waitingChanges.expiresAt, at),
            ),
          ),
        )
        .orderBy(desc(waitingChanges.askedAt), desc(waitingChanges.id))
        .limit(most);
    },
  };
}
