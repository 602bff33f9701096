import { oids } from "../asn1/oids";

/**
 * The one shape of signed message the desk accepts. No message of a real card was at hand when it was written, so what a
 * first real card may change is declared here; `cms.ts` reads the structure and `cms-signature.ts` judges it.
 */
export const cmsProfile = {
  /** Larger messages are refused unread. */
  maximumBytes: 64 * 1024,
  /** Certificates a message may carry; they identify the signer, they never extend trust. */
  maximumCertificates: 10,
  /** Digest algorithms that it may announce, and signed attributes that it may carry. */
  maximumAlgorithms: 10,
  maximumAttributes: 64,
  /** The content is `id-data`; it may be attached, and then must equal what was to be signed, or be left out. */
  contentType: oids.data,
  /** Signed attributes that must be there, with one value each; unknown ones beside them are tolerated. */
  requiredAttributes: [oids.contentType, oids.messageDigest] as readonly string[],
} as const;
