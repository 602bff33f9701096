import { createHash } from "node:crypto";
import { type Digest, digestOf, isKeyAccepted, isSignedBy, signatureAlgorithmOf } from "./algorithms";
import { type Certificate, readCertificate } from "./certificate";
import { subjectKeyIdOf } from "./certificate-extensions";
import type { SignedMessage, SignerId } from "./cms";
import { cmsProfile } from "./cms-profile";
import { type Der, tags } from "./der";
import { Fields, hex, octetsOf, oidOf, sameBytes } from "./der-values";
import { oids } from "./oids";
import { readOrRefuse, Refused, refuse } from "./refusal";

/**
 * Whose key signed exactly these bytes (`certificates.md`, step 2; RFC 5652 sections 5.4, 5.6 and 11)?
 *
 * @returns the one certificate of the message whose key verifies the signature: the only source of the signer's identity
 * @throws Refused with the first check that fails
 */
export function requireSignatureOver(content: Uint8Array, message: SignedMessage): Certificate {
  checkContent(content, message);
  const digest = digestOf(message.digestAlgorithm);
  if (!digest) return refuse("digest-algorithm-not-accepted", message.digestAlgorithm.oid);
  const algorithm = signatureAlgorithmOf(message.signatureAlgorithm);
  if (!algorithm) return refuse("signature-algorithm-not-accepted", message.signatureAlgorithm.oid);
  if (algorithm.digest !== null && algorithm.digest !== digest) {
    refuse("signature-algorithm-mismatch", `${message.signatureAlgorithm.oid} over ${digest}`);
  }
  const signed = checkAttributes(content, message, digest);
  const signer = findSigner(message, (certificate) =>
    isSignedBy(certificate.publicKey, { digest, key: algorithm.key }, signed, message.signature),
  );
  checkSigningCertificate(message, signer);
  return signer;
}

/** What is attached must be what was to be signed; a library that let it replace our bytes would verify anything. */
function checkContent(content: Uint8Array, message: SignedMessage): void {
  if (message.contentType !== cmsProfile.contentType) refuse("content-type-not-data", message.contentType);
  if (message.content !== null && !sameBytes(message.content, content)) {
    refuse("content-differs", "the attached content is not what was to be signed");
  }
}

/** @returns the bytes under the signature: the attributes, which in turn bind the content by its digest */
function checkAttributes(content: Uint8Array, message: SignedMessage, digest: Digest): Uint8Array {
  const { attributes, attributesDer } = message;
  if (!attributes || !attributesDer) return refuse("signed-attributes-missing", "no signed attributes");
  const contentType = single(attributes, oids.contentType);
  if (!contentType) return refuse("content-type-attribute-missing", "not exactly one value");
  if (contentType.tag !== tags.objectIdentifier || oidOf(contentType) !== message.contentType) {
    refuse("content-type-attribute-wrong", "it differs from the encapsulated content's type");
  }
  const messageDigest = single(attributes, oids.messageDigest);
  if (!messageDigest) return refuse("message-digest-missing", "not exactly one value");
  const expected = createHash(digest).update(content).digest();
  if (messageDigest.tag !== tags.octetString || !sameBytes(messageDigest.value, expected)) {
    refuse("message-digest-wrong", "it is not the digest of the content");
  }
  return attributesDer;
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
