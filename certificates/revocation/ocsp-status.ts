import { isKeyAccepted, isSignedBy, signatureAlgorithmOf } from "../x509/algorithms";
import { type Certificate, readCertificate } from "../x509/certificate";
import {
  basicConstraintsOf,
  extendedKeyUsageOf,
  keyUsageBits,
  keyUsageOf,
} from "../x509/certificate-extensions";
import { tags } from "../asn1/der";
import { sameBytes } from "../asn1/der-values";
import { sameName } from "../x509/distinguished-name";
import type { Extensions } from "../x509/extensions";
import { isAbout } from "./ocsp-request";
import { type OcspResponse, ocspProfile, readOcspResponse, type SingleResponse } from "./ocsp";
import { oids } from "../asn1/oids";
import { type AuthorityPath, validatePath } from "../x509/path";
import { Refused, refuse } from "../errors/refusal";
import { checkLists, type RevocationInputs } from "./revocation";
import { crlReasons } from "./revoked-entries";

/** A responder's bytes as they came, and the nonce that was sent: if there was one, the response must repeat it. */
export interface OcspAnswer {
  der: Uint8Array;
  nonce?: Uint8Array | null;
}

/**
 * Does a responder that the issuing key authorised say that the certificate is good (RFC 6960 section 3.2)?
 *
 * @param path the authorities above the certificate, its issuer last
 * @returns the response it rests on
 * @throws Refused `certificate-revoked`, `certificate-on-hold`, or how far the answer that came furthest went
 */
export function checkOcsp(
  certificate: Certificate,
  path: AuthorityPath,
  answers: readonly OcspAnswer[],
  inputs: RevocationInputs,
): OcspResponse {
  const good: OcspResponse[] = [];
  const problems: Refused[] = [];
  for (const answer of answers) {
    try {
      good.push(checkAnswer(certificate, path, answer, inputs));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      problems.push(error);
    }
  }
  const revoked = problems.find(({ code }) => isRevoked(code));
  if (revoked) throw revoked;
  return good[0] ?? throwFurthest(problems);
}

export const isRevoked = (code: string) => ["certificate-revoked", "certificate-on-hold"].includes(code);

/** An answer about another certificate says the least. */
function throwFurthest(problems: Refused[]): never {
  throw (
    problems.find(({ code }) => code !== "ocsp-other-certificate") ??
    problems[0] ??
    new Refused("revocation-unknown", "no answer of a responder")
  );
}

function checkAnswer(
  certificate: Certificate,
  path: AuthorityPath,
  { der, nonce }: OcspAnswer,
  inputs: RevocationInputs,
): OcspResponse {
  const response = readOcspResponse(der);
  const issuer = issuerIn(path);
  const about = response.responses.filter(({ id }) => isAbout(id, certificate, issuer));
  if (about.length === 0) refuse("ocsp-other-certificate", `not about ${certificate.serialNumber}`);
  checkResponder(response, path, inputs);
  for (const extensions of [response.extensions, ...about.map((single) => single.extensions)])
    checkCriticalExtensions(extensions);
  if (nonce && !hasNonce(response, nonce)) refuse("ocsp-nonce-differs", "not the nonce that was sent");
  for (const single of about) checkTimes(response, single, inputs.at);
  for (const single of about) checkStatus(single);
  return response;
}

function issuerIn([anchor, ...below]: AuthorityPath): Certificate {
  return (below.at(-1) ?? anchor).certificate;
}

/** RFC 6960 section 4.2.2.2: the issuing key itself, or a responder that this very key delegated it to. */
function checkResponder(response: OcspResponse, path: AuthorityPath, inputs: RevocationInputs): void {
  const algorithm = signatureAlgorithmOf(response.algorithm);
  if (!algorithm?.digest) return refuse("ocsp-algorithm-not-accepted", response.algorithm.oid);
  const { digest, key } = algorithm;
  const issuer = issuerIn(path);
  const named = [issuer, ...readableCertificates(response)].filter((candidate) =>
    isNamed(response, candidate),
  );
  if (named.length === 0) refuse("ocsp-responder-missing", "no certificate fits the responder's identifier");
  const signer = named.find((candidate) =>
    isSignedBy(candidate.publicKey, { digest, key }, response.tbs, response.signature),
  );
  if (!signer) return refuse("ocsp-signature-wrong", "the named responder's key does not verify it");
  if (signer !== issuer) checkDelegate(signer, path, inputs);
}

function readableCertificates({ certificates }: OcspResponse): Certificate[] {
  return certificates.flatMap((der) => {
    try {
      return [readCertificate(der)];
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return [];
    }
  });
}

function isNamed({ responder }: OcspResponse, certificate: Certificate): boolean {
  return "name" in responder
    ? sameName(responder.name, certificate.subject)
    : responder.keySha1 === certificate.publicKeySha1;
}

/** A delegated responder is a certificate like others, and its issuer has said what it is for. */
function checkDelegate(responder: Certificate, path: AuthorityPath, inputs: RevocationInputs): void {
  try {
    validatePath(path, responder, inputs.at, requireResponder);
  } catch (error) {
    if (!(error instanceof Refused) || error.code === "ocsp-responder-not-authorised") throw error;
    if (["issuer-name-mismatch", "certificate-signature-wrong"].includes(error.code))
      refuse("ocsp-responder-other-issuer", error.message);
    refuse("ocsp-responder-not-valid", error.message);
  }
  // RFC 6960 section 4.2.2.2.1: its issuer may vouch for its whole life; else it must be on no list.
  if (responder.extensions.has(oids.ocspNoCheck)) return;
  const [anchor, ...below] = path;
  try {
    checkLists(responder, below.at(-1) ?? anchor, inputs);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    refuse("ocsp-responder-revoked", error.message);
  }
}

function requireResponder(responder: Certificate): void {
  if (!extendedKeyUsageOf(responder)?.includes(oids.ocspSigning))
    refuse("ocsp-responder-not-authorised", "id-kp-OCSPSigning is not set");
  if (basicConstraintsOf(responder).ca) refuse("leaf-is-a-ca", "the responder is an authority");
  if (!(keyUsageOf(responder)?.has(keyUsageBits.digitalSignature) ?? true))
    refuse("leaf-may-not-sign", "digitalSignature is not set");
  if (!isKeyAccepted(responder.publicKey)) refuse("key-not-accepted", "the responder's key");
}

function checkCriticalExtensions(extensions: Extensions): void {
  for (const { oid, critical } of extensions.values()) {
    if (critical && oid !== oids.ocspNonce) refuse("ocsp-extension-critical-unknown", oid);
  }
}

/** RFC 9654 section 2.1: the OCTET STRING in the extension. */
function hasNonce({ extensions }: OcspResponse, nonce: Uint8Array): boolean {
  const found = extensions.get(oids.ocspNonce)?.value;
  return found?.tag === tags.octetString && sameBytes(found.value, nonce);
}

/** RFC 6960 section 4.2.2.1, with a little patience for a responder's clock that runs ahead. */
function checkTimes({ producedAt }: OcspResponse, single: SingleResponse, at: number): void {
  const latest = at + ocspProfile.clockTolerance;
  const { thisUpdateAt } = single;
  if (thisUpdateAt > latest || producedAt > latest)
    refuse("ocsp-not-yet-valid", new Date(Math.max(thisUpdateAt, producedAt)).toISOString());
  const until = single.nextUpdateAt ?? thisUpdateAt + ocspProfile.lifetimeWithoutNextUpdate;
  if (at > until) refuse("ocsp-stale", new Date(until).toISOString());
}

/** RFC 6960 section 2.2. */
function checkStatus({ status }: SingleResponse): void {
  if (status.is === "good") return;
  if (status.is === "unknown") return refuse("ocsp-status-unknown", "the responder does not know it");
  const since = new Date(status.revokedAt).toISOString();
  if (status.reason === crlReasons.certificateHold) refuse("certificate-on-hold", `since ${since}, by OCSP`);
  refuse("certificate-revoked", `since ${since}, reason ${status.reason}, by OCSP`);
}
