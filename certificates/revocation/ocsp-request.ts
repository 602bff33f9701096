import { createHash } from "node:crypto";
import type { Certificate } from "../x509/certificate";
import { element, nil, objectIdentifier, octetString, sequence, tagged } from "../asn1/der-writer";
import { tags } from "../asn1/der";
import { sameBytes } from "../asn1/der-values";
import { oids } from "../asn1/oids";
import type { CertificateId } from "./ocsp";

/** Hashes a CertID may use. It only names the certificate, so SHA-1, which most responders expect, weakens nothing. */
const hashes = { sha1: oids.sha1, sha256: oids.sha256 } as const;

export type CertificateIdHash = keyof typeof hashes;

/**
 * Asks a responder about one certificate (RFC 6960 section 4.1), to be sent as `application/ocsp-request`.
 *
 * @param issuer the authority whose key issued the certificate, as the verdict found it
 * @param wish.nonce 16 to 32 random bytes that the response must repeat (RFC 9654); left out for responders that prepare
 *   their answers, which cannot
 */
export function ocspRequestFor(
  certificate: Certificate,
  issuer: Certificate,
  wish: { hash?: CertificateIdHash; nonce?: Uint8Array | null } = {},
): Uint8Array {
  const hash = wish.hash ?? "sha1";
  const id = sequence(
    sequence(objectIdentifier(hashes[hash]), nil()),
    octetString(digest(hash, certificate.issuerDer)),
    octetString(digest(hash, issuer.publicKeyBits)),
    element(tags.integer, certificate.serial),
  );
  const nonce = wish.nonce
    ? [tagged(2, sequence(sequence(objectIdentifier(oids.ocspNonce), octetString(octetString(wish.nonce)))))]
    : [];
  return sequence(sequence(sequence(sequence(id)), ...nonce));
}

/** Is this the identifier of the certificate, by its issuer's name and very key and by its number? */
export function isAbout(id: CertificateId, certificate: Certificate, issuer: Certificate): boolean {
  const hash = (Object.keys(hashes) as CertificateIdHash[]).find((name) => hashes[name] === id.hash.oid);
  return (
    hash !== undefined &&
    id.hash.plain &&
    sameBytes(id.serial, certificate.serial) &&
    sameBytes(id.issuerNameHash, digest(hash, certificate.issuerDer)) &&
    sameBytes(id.issuerKeyHash, digest(hash, issuer.publicKeyBits))
  );
}

function digest(hash: CertificateIdHash, bytes: Uint8Array): Uint8Array {
  return createHash(hash).update(bytes).digest();
}
