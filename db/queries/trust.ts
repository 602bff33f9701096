import { and, asc, eq, notInArray } from "drizzle-orm";
import type { Database } from "../connection";
import { authorityAddresses, crlParts, crls, trustCertificates } from "../schema";

export type TrustCertificate = typeof trustCertificates.$inferSelect;
export type KeptList = typeof crls.$inferSelect;
export type AuthorityAddress = typeof authorityAddresses.$inferSelect;

/** Reading the pinned authorities, their revocation lists, and how fetching these went. */
export function trustReads({ drizzle }: Database) {
  return {
    async certificates(): Promise<TrustCertificate[]> {
      return drizzle
        .select()
        .from(trustCertificates)
        .orderBy(asc(trustCertificates.addedAt), asc(trustCertificates.purpose))
        .all();
    },
    async lists(): Promise<KeptList[]> {
      return drizzle.select().from(crls).orderBy(asc(crls.fetchedAt)).all();
    },
    /** One part of a list's bytes, counted from 0; `undefined` behind the last. */
    async listPart(sha256: string, part: number): Promise<Uint8Array | undefined> {
      return drizzle
        .select({ bytes: crlParts.bytes })
        .from(crlParts)
        .where(and(eq(crlParts.sha256, sha256), eq(crlParts.part, part)))
        .get()?.bytes;
    },
    /** The numbers of the parts that are there, in order. */
    async partsOf(sha256: string): Promise<number[]> {
      return drizzle
        .select({ part: crlParts.part })
        .from(crlParts)
        .where(eq(crlParts.sha256, sha256))
        .orderBy(asc(crlParts.part))
        .all()
        .map(({ part }) => part);
    },
    /** Lists of which only bytes are there: they were just coming, or going, when the process ended. */
    async looseLists(): Promise<string[]> {
      const kept = drizzle.select({ sha256: crls.sha256 }).from(crls);
      return drizzle
        .selectDistinct({ sha256: crlParts.sha256 })
        .from(crlParts)
        .where(notInArray(crlParts.sha256, kept))
        .all()
        .map(({ sha256 }) => sha256);
    },
    async addresses(): Promise<AuthorityAddress[]> {
      return drizzle.select().from(authorityAddresses).orderBy(asc(authorityAddresses.url)).all();
    },
  };
}
