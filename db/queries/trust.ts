import { and, asc, eq, notInArray } from "drizzle-orm";
import type { Connection } from "../database";
import type { RowOf } from "../schema";

export type TrustCertificate = RowOf<"trustCertificates">;
export type KeptList = RowOf<"crls">;
export type AuthorityAddress = RowOf<"authorityAddresses">;

/** Reading the pinned authorities, their revocation lists, and how fetching these went. */
export function trustReads({ query, schema }: Connection) {
  const { authorityAddresses, crlParts, crls, trustCertificates } = schema;
  return {
    async certificates(): Promise<TrustCertificate[]> {
      return await query
        .select()
        .from(trustCertificates)
        .orderBy(
          asc(trustCertificates.addedAt),
          asc(trustCertificates.purpose),
          asc(trustCertificates.sha256),
        );
    },
    async lists(): Promise<KeptList[]> {
      return await query.select().from(crls).orderBy(asc(crls.fetchedAt), asc(crls.sha256));
    },
    /** One part of a list's bytes, counted from 0; `undefined` behind the last. */
    async listPart(sha256: string, part: number): Promise<Uint8Array | undefined> {
      const [row] = await query
        .select({ bytes: crlParts.bytes })
        .from(crlParts)
        .where(and(eq(crlParts.sha256, sha256), eq(crlParts.part, part)));
      return row?.bytes;
    },
    /** The numbers of the parts that are there, in order. */
    async partsOf(sha256: string): Promise<number[]> {
      const rows = await query
        .select({ part: crlParts.part })
        .from(crlParts)
        .where(eq(crlParts.sha256, sha256))
        .orderBy(asc(crlParts.part));
      return rows.map(({ part }) => part);
    },
    /** Lists of which only bytes are there: they were just coming, or going, when the process ended. */
    async looseLists(): Promise<string[]> {
      const kept = query.select({ sha256: crls.sha256 }).from(crls);
      const rows = await query
        .selectDistinct({ sha256: crlParts.sha256 })
        .from(crlParts)
        .where(notInArray(crlParts.sha256, kept))
        .orderBy(asc(crlParts.sha256));
      return rows.map(({ sha256 }) => sha256);
    },
    async addresses(): Promise<AuthorityAddress[]> {
      return await query.select().from(authorityAddresses).orderBy(asc(authorityAddresses.url));
    },
  };
}
