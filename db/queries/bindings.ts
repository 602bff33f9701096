import { and, asc, count, desc, eq, ne } from "drizzle-orm";
import type { Database } from "../connection";
import { cardSignIns, certificateBindings, evidence } from "../schema";
import type { Evidence } from "./tickets";

export type CertificateBinding = typeof certificateBindings.$inferSelect;
export type CardSignIn = typeof cardSignIns.$inferSelect;

/** Reading whose the citizens' certificates are, and the sign-ins under way. */
export function bindingReads({ drizzle }: Database) {
  // Counted for every page of the desk, so prepared once.
  const awaitingSecond = drizzle
    .select({ n: count() })
    .from(certificateBindings)
    .where(eq(certificateBindings.state, "awaitingSecondPerson").inlineParams())
    .prepare();
  return {
    /** @param preSession hash of the browser's token */
    async signIn(preSession: string): Promise<CardSignIn | undefined> {
      return drizzle.select().from(cardSignIns).where(eq(cardSignIns.preSession, preSession)).get();
    },
    async byId(id: string): Promise<CertificateBinding | undefined> {
      return drizzle.select().from(certificateBindings).where(eq(certificateBindings.id, id)).get();
    },
    /** The binding of a citizen's card that has not ended: the CA's key and the subject's serial number. */
    async ofCard(issuerKeyId: string, subjectSerial: string): Promise<CertificateBinding | undefined> {
      return drizzle
        .select()
        .from(certificateBindings)
        .where(
          and(
            eq(certificateBindings.issuerKeyId, issuerKeyId),
            eq(certificateBindings.subjectSerial, subjectSerial),
            ne(certificateBindings.state, "ended"),
          ),
        )
        .get();
    },
    /** Bindings that one person has confirmed and a second one has to, the longest waiting first. */
    async awaitingSecondPerson(): Promise<CertificateBinding[]> {
      return drizzle
        .select()
        .from(certificateBindings)
        .where(eq(certificateBindings.state, "awaitingSecondPerson"))
        .orderBy(asc(certificateBindings.waitingSince), asc(certificateBindings.id))
        .all();
    },
    /** How many bindings wait for a second person. */
    async countAwaitingSecondPerson(): Promise<number> {
      return awaitingSecond.get()?.n ?? 0;
    },
    /** Every binding of a person, the latest first, the ended ones too. */
    async ofPerson(personId: string): Promise<CertificateBinding[]> {
      return drizzle
        .select()
        .from(certificateBindings)
        .where(eq(certificateBindings.personId, personId))
        .orderBy(desc(certificateBindings.boundAt))
        .all();
    },
    /** What a person's certificates signed to be bound, oldest first. */
    async evidenceOf(personId: string): Promise<Evidence[]> {
      return drizzle
        .select()
        .from(evidence)
        .where(eq(evidence.personId, personId))
        .orderBy(asc(evidence.at))
        .all();
    },
  };
}
