import { type AlgorithmIdentifier, readAlgorithm } from "../x509/algorithms";
import { sha256 } from "../x509/certificate";
import { context, contextConstructed, type Der, DerError, readDer, tags } from "../asn1/der";
import { bitStringOctets, countOf, Fields, hex, octetsOf, oidOf, only, timeOf } from "../asn1/der-values";
import { type DistinguishedName, readName } from "../x509/distinguished-name";
import { type Extensions, readExtensions } from "../x509/extensions";
import { oids } from "../asn1/oids";
import { readOrRefuse, refuse } from "../errors/refusal";

/** Limits of what the desk takes from an OCSP responder. */
export const ocspProfile = {
  /** Larger responses are refused unread; whoever fetches one may stop here. */
  maximumBytes: 64 * 1024,
  /** Certificates a response may carry; they name the responder, they never extend trust. */
  maximumCertificates: 10,
  /** How far a responder's clock may run ahead of ours. Milliseconds. */
  clockTolerance: 5 * 60_000,
  /** How long an answer counts that does not say until when it holds (RFC 6960 section 2.4). Milliseconds. */
  lifetimeWithoutNextUpdate: 10 * 60_000,
} as const;

/** Which certificate an answer is about (RFC 6960 section 4.1.1): hashes of its issuer's name and key, and its number. */
export interface CertificateId {
  hash: AlgorithmIdentifier;
  issuerNameHash: Uint8Array;
  issuerKeyHash: Uint8Array;
  serial: Uint8Array;
}

/** What the responder says of one certificate (RFC 6960 section 4.2.1). Times are epoch milliseconds. */
export interface SingleResponse {
  id: CertificateId;
  status: { is: "good" } | { is: "unknown" } | { is: "revoked"; revokedAt: number; reason: number };
  thisUpdateAt: number;
  nextUpdateAt: number | null;
  extensions: Extensions;
}

/** A basic OCSP response (RFC 6960 section 4.2), read but not judged. */
export interface OcspResponse {
  der: Uint8Array;
  sha256: string;
  tbs: Uint8Array;
  algorithm: AlgorithmIdentifier;
  signature: Uint8Array;
  /** By name, or by the SHA-1 of the responder's key in hex. */
  responder: { name: DistinguishedName } | { keySha1: string };
  producedAt: number;
  responses: SingleResponse[];
  extensions: Extensions;
  /** DER of the certificates that came along. */
  certificates: Uint8Array[];
}

/**
 * Reads an OCSP response.
 *
 * @throws Refused `ocsp-too-large`, `ocsp-unreadable`, or `ocsp-not-answered` where the responder reports an error
 */
export function readOcspResponse(der: Uint8Array): OcspResponse {
  if (der.length > ocspProfile.maximumBytes) refuse("ocsp-too-large", `${der.length} bytes`);
  return readOrRefuse("ocsp-unreadable", () => {
    const fields = new Fields(readDer(der).expect(tags.sequence));
    const status = fields.next(tags.enumerated).value;
    const bytes = fields.optional(contextConstructed(0));
    fields.done();
    if (hex(status) !== "00") refuse("ocsp-not-answered", errorNames.get(hex(status)) ?? hex(status));
    if (!bytes) throw new DerError("no response inside");
    const [type, response] = only(bytes).expect(tags.sequence).children;
    if (!type || !response || oidOf(type) !== oids.ocspBasic) throw new DerError("not a basic response");
    return { der, sha256: sha256(der), ...readBasicResponse(readDer(octetsOf(response))) };
  });
}

const errorNames = new Map([
  ["01", "malformedRequest"],
  ["02", "internalError"],
  ["03", "tryLater"],
  ["05", "sigRequired"],
  ["06", "unauthorized"],
]);

function readBasicResponse(basic: Der) {
  const fields = new Fields(basic.expect(tags.sequence));
  const tbs = fields.next(tags.sequence);
  const algorithm = readAlgorithm(fields.next());
  const signature = bitStringOctets(fields.next());
  const wrapper = fields.optional(contextConstructed(0));
  fields.done();
  const certificates = wrapper ? only(wrapper).expect(tags.sequence).children : [];
  if (certificates.length > ocspProfile.maximumCertificates) throw new DerError("too many certificates");
  return {
    tbs: tbs.raw,
    algorithm,
    signature,
    certificates: certificates.map((certificate) => certificate.expect(tags.sequence).raw),
    ...readResponseData(tbs),
  };
}

function readResponseData(tbs: Der) {
  const fields = new Fields(tbs);
  const version = fields.optional(contextConstructed(0));
  if (version && countOf(only(version).expect(tags.integer).value) !== 0) throw new DerError("not version 1");
  const responder = readResponder(fields.next());
  const producedAt = timeOf(fields.next(tags.generalizedTime));
  const responses = fields.next(tags.sequence).children.map(readSingleResponse);
  const extensions = readExtensions(fields.optional(contextConstructed(1)));
  fields.done();
  return { responder, producedAt, responses, extensions };
}

function readResponder(choice: Der): OcspResponse["responder"] {
  if (choice.tag === contextConstructed(1)) return { name: readName(only(choice)) };
  return { keySha1: hex(octetsOf(only(choice.expect(contextConstructed(2))))) };
}

function readSingleResponse(element: Der): SingleResponse {
  const fields = new Fields(element.expect(tags.sequence));
  const id = readCertificateId(fields.next());
  const status = readStatus(fields.next());
  const thisUpdateAt = timeOf(fields.next(tags.generalizedTime));
  const nextUpdate = fields.optional(contextConstructed(0));
  const extensions = readExtensions(fields.optional(contextConstructed(1)));
  fields.done();
  return {
    id,
    status,
    thisUpdateAt,
    nextUpdateAt: nextUpdate ? timeOf(only(nextUpdate).expect(tags.generalizedTime)) : null,
    extensions,
  };
}

function readCertificateId(element: Der): CertificateId {
  const fields = new Fields(element.expect(tags.sequence));
  const hash = readAlgorithm(fields.next());
  const issuerNameHash = octetsOf(fields.next());
  const issuerKeyHash = octetsOf(fields.next());
  const serial = fields.next(tags.integer).value;
  fields.done();
  return { hash, issuerNameHash, issuerKeyHash, serial };
}

function readStatus(choice: Der): SingleResponse["status"] {
  if (choice.tag === contextConstructed(1)) {
    const fields = new Fields(choice);
    const revokedAt = timeOf(fields.next(tags.generalizedTime));
    const wrapper = fields.optional(contextConstructed(0));
    fields.done();
    const reason = wrapper ? only(wrapper).expect(tags.enumerated).value : Uint8Array.of(0);
    if (reason.length !== 1) throw new DerError("not a reason");
    return { is: "revoked", revokedAt, reason: reason[0] ?? 0 };
  }
  if (choice.value.length !== 0) throw new DerError("a status with content");
  if (choice.tag === context(0)) return { is: "good" };
  if (choice.tag === context(2)) return { is: "unknown" };
  throw new DerError("not a status");
}
