import { createHash } from "node:crypto";
import {
  type Digest,
  digestOf,
  isKeyAccepted,
  isSignedBy,
  type SignatureAlgorithm,
  signatureAlgorithmOf,
} from "../x509/algorithms";
import { type Certificate, readCertificate } from "../x509/certificate";
import { subjectKeyIdOf } from "../x509/certificate-extensions";
import type { SignedMessage, SignerId } from "./cms";
import { cmsProfile } from "./cms-profile";
import { type Der, tags } from "../asn1/der";
import { Fields, hex, octetsOf, oidOf, sameBytes } from "../asn1/der-values";
import { oids } from "../asn1/oids";
import { readOrRefuse, Refused, refuse } from "../errors/refusal";

/**
 * Whose key signed exactly these bytes (`certificates.md`, step 2; RFC 5652 sections 5.4, 5.6 and 11)?
 *
 * @returns the one certificate of the message whose key verifies the signature: the only source of the signer's identity
 * @throws Refused with the first check that fails
 */
export function requireSignatureOver(content: Uint8Array, message: SignedMessage): Certificate {
  checkContentType(message);
  checkContent(content, message);
  const digest = requireDigest(message);
  requireAlgorithm(message, digest);
  checkDigest(content, message, digest);
  return requireSigner(message);
}

/** The same checks one by one, for explaining a message; what was to be signed is not known, only what is attached. */
export function profileChecks(message: SignedMessage): (() => unknown)[] {
  return [
    () => checkContentType(message),
    () => requireDigest(message),
    () => requireAlgorithm(message, requireDigest(message)),
    () => requireAttributes(message),
    () => message.content && checkDigest(message.content, message, requireDigest(message)),
    () => requireSigner(message),
  ];
}

function checkContentType(message: SignedMessage): void {
  if (message.contentType !== cmsProfile.contentType) refuse("content-type-not-data", message.contentType);
}

/** What is attached must be what was to be signed; a library that let it replace our bytes would verify anything. */
function checkContent(content: Uint8Array, message: SignedMessage): void {
  if (message.content !== null && !sameBytes(message.content, content)) {
    refuse("content-differs", "the attached content is not what was to be signed");
  }
}

function requireDigest({ digestAlgorithm }: SignedMessage): Digest {
  return digestOf(digestAlgorithm) ?? refuse("digest-algorithm-not-accepted", digestAlgorithm.oid);
}

function requireAlgorithm({ signatureAlgorithm }: SignedMessage, digest: Digest): SignatureAlgorithm {
  const algorithm = signatureAlgorithmOf(signatureAlgorithm);
  if (!algorithm) return refuse("signature-algorithm-not-accepted", signatureAlgorithm.oid);
  if (algorithm.digest !== null && algorithm.digest !== digest) {
    refuse("signature-algorithm-mismatch", `${signatureAlgorithm.oid} over ${digest}`);
  }
  return algorithm;
}

/** @returns the message digest among the attributes that must be there (RFC 5652 section 11) */
function requireAttributes({ attributes, contentType }: SignedMessage): Der {
  if (!attributes) return refuse("signed-attributes-missing", "no signed attributes");
  const type = single(attributes, oids.contentType);
  if (!type) return refuse("content-type-attribute-missing", "not exactly one value");
  if (type.tag !== tags.objectIdentifier || oidOf(type) !== contentType) {
    refuse("content-type-attribute-wrong", "it differs from the encapsulated content's type");
  }
  const digest = single(attributes, oids.messageDigest);
  return digest ?? refuse("message-digest-missing", "not exactly one value");
}

/** The signature is over the attributes; they bind the content by its digest. */
function checkDigest(content: Uint8Array, message: SignedMessage, digest: Digest): void {
  const stated = requireAttributes(message);
  const expected = createHash(digest).update(content).digest();
  if (stated.tag !== tags.octetString || !sameBytes(stated.value, expected)) {
    refuse("message-digest-wrong", "it is not the digest of the content");
  }
}

/** @returns the one certificate of the message whose key verifies the signature over its attributes */
export function requireSigner(message: SignedMessage): Certificate {
  const digest = requireDigest(message);
  const { key } = requireAlgorithm(message, digest);
  const { attributesDer } = message;
  if (!attributesDer) return refuse("signed-attributes-missing", "no signed attributes");
  const signer = findSigner(message, (certificate) =>
    isSignedBy(certificate.publicKey, { digest, key }, attributesDer, message.signature),
  );
  checkSigningCertificate(message, signer);
  return signer;
}

function single(attributes: ReadonlyMap<string, Der[]>, type: string): Der | null {
  const values = attributes.get(type);
  return values?.length === 1 ? (values[0] ?? null) : null;
}

function findSigner(message: SignedMessage, verifies: (certificate: Certificate) => boolean): Certificate {
  const { certificates, problem } = readableCertificates(message.certificates);
  const named = certificates.filter((certificate) => isNamed(message.signer, certificate));
  const distinct = [...new Map(named.map((certificate) => [certificate.sha256, certificate])).values()];
  if (distinct.length === 0) {
    throw problem ?? new Refused("signer-certificate-missing", "no certificate fits the signer's identifier");
  }
  if (!distinct.every((certificate) => isKeyAccepted(certificate.publicKey))) {
    refuse("key-not-accepted", "the signer's key");
  }
  const [signer, ...others] = distinct.filter(verifies);
  if (others.length > 0)
    refuse("signer-certificate-ambiguous", "several certificates hold the key that signed");
  return signer ?? refuse("signature-wrong", "no named certificate's key verifies it");
}

/** Certificates beside the signer's may be of any make; one that cannot be read cannot be the signer's. */
function readableCertificates(ders: Uint8Array[]): { certificates: Certificate[]; problem: Refused | null } {
  const certificates: Certificate[] = [];
  let problem: Refused | null = null;
  for (const der of ders) {
    try {
      certificates.push(readCertificate(der));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      problem ??= error;
    }
  }
  return { certificates, problem };
}

function isNamed(signer: SignerId, certificate: Certificate): boolean {
  if ("subjectKeyId" in signer) return hex(signer.subjectKeyId) === subjectKeyIdOf(certificate);
  return sameBytes(signer.issuerDer, certificate.issuerDer) && sameBytes(signer.serial, certificate.serial);
}

/** RFC 5035 section 3: where the signer pinned a certificate, it must be the one that verified. */
function checkSigningCertificate({ attributes }: SignedMessage, signer: Certificate): void {
  const pins: [string, string][] = [
    [oids.signingCertificate, "sha1"],
    [oids.signingCertificateV2, "sha256"],
  ];
  for (const [type, defaultHash] of pins) {
    if (!attributes?.has(type)) continue;
    const pinned = single(attributes, type);
    const fits =
      pinned &&
      readOrRefuse("signing-certificate-attribute-wrong", () => isPinned(pinned, defaultHash, signer));
    if (!fits) refuse("signing-certificate-attribute-wrong", type);
  }
}

/** The first `ESSCertID` of the attribute is the signer's: its hash, after an algorithm where that is not the default. */
function isPinned(attribute: Der, defaultHash: string, signer: Certificate): boolean {
  const certificateIds = new Fields(attribute.expect(tags.sequence)).next(tags.sequence);
  const fields = new Fields(new Fields(certificateIds).next(tags.sequence));
  const algorithm = fields.optional(tags.sequence);
  const names = new Map<string, string>([
    [oids.sha256, "sha256"],
    [oids.sha384, "sha384"],
    [oids.sha512, "sha512"],
  ]);
  const hash = algorithm ? names.get(oidOf(new Fields(algorithm).next())) : defaultHash;
  return (
    hash !== undefined && sameBytes(octetsOf(fields.next()), createHash(hash).update(signer.der).digest())
  );
}
