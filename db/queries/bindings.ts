import { and, asc, count, desc, eq, ne, sql } from "drizzle-orm";
import type { Connection } from "../database";
import type { RowOf } from "../schema";
import type { Evidence } from "./tickets";

export type CertificateBinding = RowOf<"certificateBindings">;
export type CardSignIn = RowOf<"cardSignIns">;

/** Reading whose the citizens' certificates are, and the sign-ins under way. */
export function bindingReads({ query, schema }: Connection) {
  const { cardSignIns, certificateBindings, evidence } = schema;
  // Counted for every page of the desk, so prepared once.
  const awaitingSecond = query
    .select({ n: count() })
    .from(certificateBindings)
    .where(eq(certificateBindings.state, "awaitingSecondPerson").inlineParams())
    .prepare();
  return {
    /** @param preSession hash of the browser's token */
    async signIn(preSession: string): Promise<CardSignIn | undefined> {
      const [row] = await query.select().from(cardSignIns).where(eq(cardSignIns.preSession, preSession));
      return row;
    },
    async byId(id: string): Promise<CertificateBinding | undefined> {
      const [row] = await query.select().from(certificateBindings).where(eq(certificateBindings.id, id));
      return row;
    },
    /** The binding of a citizen's card that has not ended: the CA's key and the subject's serial number. */
    async ofCard(issuerKeyId: string, subjectSerial: string): Promise<CertificateBinding | undefined> {
      const [row] = await query
        .select()
        .from(certificateBindings)
        .where(
          and(
            eq(certificateBindings.issuerKeyId, issuerKeyId),
            eq(certificateBindings.subjectSerial, subjectSerial),
            ne(certificateBindings.state, "ended"),
          ),
        );
      return row;
    },
    /** Bindings that one person has confirmed and a second one has to, the longest waiting first. */
    async awaitingSecondPerson(): Promise<CertificateBinding[]> {
      return await query
        .select()
        .from(certificateBindings)
        .where(eq(certificateBindings.state, "awaitingSecondPerson"))
        .orderBy(sql`${certificateBindings.waitingSince} asc nulls first`, asc(certificateBindings.id));
    },
    /** How many bindings wait for a second person. */
    async countAwaitingSecondPerson(): Promise<number> {
      const [counted] = await awaitingSecond.execute();
      return counted?.n ?? 0;
    },
    /** Every binding of a person, the latest first, the ended ones too. */
    async ofPerson(personId: string): Promise<CertificateBinding[]> {
      return await query
        .select()
        .from(certificateBindings)
        .where(eq(certificateBindings.personId, personId))
        .orderBy(desc(certificateBindings.boundAt), desc(certificateBindings.id));
    },
    /** What a person's certificates signed to be bound, oldest first. */
    async evidenceOf(personId: string): Promise<Evidence[]> {
      return await query
        .select()
        .from(evidence)
        .where(eq(evidence.personId, personId))
        .orderBy(asc(evidence.at), asc(evidence.id));
    },
  };
}
