import { isSignedBy, isSignedBySteps, signatureAlgorithmOf } from "../x509/algorithms";
import type { Certificate } from "../x509/certificate";
import {
  distributionPointsOf,
  type DistributionPoint,
  keyUsageBits,
  keyUsageOf,
} from "../x509/certificate-extensions";
import type { CertificateRevocationList } from "./crl";
import { allReasons, coveredReasons } from "./crl-scope";
import { sameBytes } from "../asn1/der-values";
import { sameName } from "../x509/distinguished-name";
import { readOrRefuse, Refused, refuse } from "../errors/refusal";
import { crlReasons, type RevokedEntry } from "./revoked-entries";
import { inSlices } from "../asn1/slices";
import type { Authority } from "../x509/authority";

/** Highest CRL number seen so far, in decimal, by the list's `series`; kept by the caller from verdict to verdict. */
export type SeenCrlNumbers = ReadonlyMap<string, string>;

export interface RevocationInputs {
  crls: readonly CertificateRevocationList[];
  at: number;
  seen: SeenCrlNumbers;
}

/**
 * Is the certificate unrevoked, by the lists of the very key that issued it (RFC 5280 section 6.3.3)?
 *
 * Stricter than the RFC: a list signed by any other key does not count, not even one of the same name, because the
 * government's CAs keep their name from one generation to the next; hence no indirect lists and no separate CRL keys.
 *
 * @returns the lists it rests on, complete ones before their deltas
 * @throws Refused `certificate-revoked`, `certificate-on-hold`, or why the status stays unknown
 */
export function checkLists(
  certificate: Certificate,
  issuer: Authority,
  inputs: RevocationInputs,
): CertificateRevocationList[] {
  const named = inputs.crls.filter((crl) => sameName(crl.issuer, certificate.issuer));
  if (named.length === 0) refuse("revocation-unknown", "no list of this issuer");

  const problems: Refused[] = [];
  const usable = named.filter((crl) => isUsable(crl, issuer, inputs, problems));
  const complete = newest(usable.filter((crl) => crl.deltaBase === null));
  const deltas = newest(usable.filter((crl) => crl.deltaBase !== null));
  if (complete.length === 0 && deltas.length > 0) refuse("crl-delta-without-base", "only deltas are at hand");

  const covered = new Set<number>();
  const used: CertificateRevocationList[] = [];
  for (const point of pointsOf(certificate)) {
    for (const crl of complete) {
      const reasons = tried(problems, () => coveredReasons(certificate, point, crl));
      if (!reasons) continue;
      const delta = deltas.find((candidate) => isDeltaOf(candidate, crl));
      checkEntry(certificate, crl, delta);
      reasons.forEach((reason) => covered.add(reason));
      for (const list of delta ? [crl, delta] : [crl]) if (!used.includes(list)) used.push(list);
    }
  }
  if (allReasons.every((reason) => covered.has(reason))) return used;
  if (covered.size > 0) refuse("crl-reasons-incomplete", "some reasons are covered by no list");
  throw problems.sort(byProgress).at(-1) ?? new Refused("revocation-unknown", "no list applies");
}

/** Without the extension, the issuer's own name is the distribution point (RFC 5280 section 6.3.3, last paragraph). */
function pointsOf(certificate: Certificate): DistributionPoint[] {
  const points = distributionPointsOf(certificate);
  return points.length > 0 ? points : [{ name: null, reasons: null, crlIssuer: null }];
}

function isUsable(
  crl: CertificateRevocationList,
  issuer: Authority,
  inputs: RevocationInputs,
  problems: Refused[],
): boolean {
  return tried(problems, () => (requireUsable(crl, issuer, inputs), true)) ?? false;
}

function tried<T>(problems: Refused[], check: () => T): T | null {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    problems.push(error);
    return null;
  }
}

/** In the order in which a list is judged: of several unusable ones, the one that came furthest tells why. */
const progress = [
  "crl-other-key",
  "crl-signer-not-authorised",
  "crl-algorithm-not-accepted",
  "crl-signature-wrong",
  "crl-extension-critical-unknown",
  "crl-indirect",
  "crl-number-missing",
  "crl-out-of-scope",
  "crl-not-yet-valid",
  "crl-stale",
  "crl-older-than-seen",
];
const byProgress = (one: Refused, other: Refused) =>
  progress.indexOf(one.code) - progress.indexOf(other.code);

/**
 * May this list be relied on at all, whatever it says?
 *
 * @throws Refused
 */
export function requireUsable(
  crl: CertificateRevocationList,
  issuer: Authority,
  { at, seen }: Pick<RevocationInputs, "at" | "seen">,
): void {
  if (crl.authorityKeyId !== null && crl.authorityKeyId !== issuer.keyId)
    refuse("crl-other-key", crl.authorityKeyId);
  if (!keyUsageOf(issuer.certificate)?.has(keyUsageBits.crlSign)) {
    refuse("crl-signer-not-authorised", "cRLSign is not set");
  }
  checkSignature(crl, issuer);
  if (crl.unknownCritical !== null) refuse("crl-extension-critical-unknown", crl.unknownCritical);
  if (crl.scope.indirect) refuse("crl-indirect", "the list may speak for other issuers");
  if (crl.number === null) return refuse("crl-number-missing", "RFC 5280 section 5.2.3 requires it");
  if (at < crl.thisUpdateAt) refuse("crl-not-yet-valid", new Date(crl.thisUpdateAt).toISOString());
  if (crl.nextUpdateAt === null || at > crl.nextUpdateAt) {
    refuse(
      "crl-stale",
      crl.nextUpdateAt === null ? "no nextUpdate" : new Date(crl.nextUpdateAt).toISOString(),
    );
  }
  if (crl.number < BigInt(seen.get(crl.series) ?? "-1")) refuse("crl-older-than-seen", crl.number.toString());
}

/** Which authorities, by fingerprint, have been found to have signed a list: hashing 20 MB for every sign-in would be waste. */
const verified = new WeakMap<CertificateRevocationList, Map<string, boolean>>();

function checkSignature(crl: CertificateRevocationList, issuer: Authority): void {
  const algorithm = listAlgorithm(crl);
  if (!algorithm) return refuse("crl-algorithm-not-accepted", crl.algorithm.oid);
  const answers = answersOf(crl);
  const { sha256, publicKey } = issuer.certificate;
  const known = answers.get(sha256) ?? isSignedBy(publicKey, algorithm, crl.tbs, crl.signature);
  answers.set(sha256, known);
  if (!known) refuse("crl-signature-wrong", "the issuing key does not verify it");
}

/** Finds out beside other work whether an authority signed a list, so that no check of a card has to. */
export async function verifyAhead(crl: CertificateRevocationList, issuer: Authority): Promise<void> {
  const algorithm = listAlgorithm(crl);
  const { sha256, publicKey } = issuer.certificate;
  if (!algorithm || answersOf(crl).has(sha256)) return;
  answersOf(crl).set(sha256, await inSlices(isSignedBySteps(publicKey, algorithm, crl.tbs, crl.signature)));
}

function answersOf(crl: CertificateRevocationList): Map<string, boolean> {
  const answers = verified.get(crl) ?? new Map<string, boolean>();
  verified.set(crl, answers);
  return answers;
}

/** RFC 5280 section 5.1.1.2: the algorithm named twice must be the same one. */
function listAlgorithm({ algorithm, signedAlgorithm }: CertificateRevocationList) {
  const { digest, key } = signatureAlgorithmOf(algorithm) ?? {};
  return digest && key && sameBytes(algorithm.raw, signedAlgorithm.raw) ? { digest, key } : null;
}

/** Of each series the highest number; an older list that is still in time has nothing to add. */
function newest(lists: CertificateRevocationList[]): CertificateRevocationList[] {
  const best = new Map<string, CertificateRevocationList>();
  for (const crl of lists) {
    const known = best.get(crl.series);
    if (!known || (crl.number ?? 0n) > (known.number ?? 0n)) best.set(crl.series, crl);
  }
  return [...best.values()];
}

/** RFC 5280 section 5.2.4: same issuer and scope, and built on a list no newer than the complete one at hand. */
function isDeltaOf(delta: CertificateRevocationList, complete: CertificateRevocationList): boolean {
  return (
    delta.series.replace(/:delta$/, ":complete") === complete.series &&
    (complete.number ?? 0n) >= (delta.deltaBase ?? 0n) &&
    (delta.number ?? 0n) >= (complete.number ?? 0n)
  );
}

/** RFC 5280 section 6.3.3 (i), (j), (k). Only a hold can be lifted: a delta does not bring back what was revoked for good. */
function checkEntry(
  certificate: Certificate,
  complete: CertificateRevocationList,
  delta: CertificateRevocationList | undefined,
): void {
  const find = (crl: CertificateRevocationList): RevokedEntry | null =>
    readOrRefuse("certificate-unreadable", () => crl.entries.find(certificate.serial));
  const base = find(complete);
  const change = delta ? find(delta) : null;
  const released = change?.reason === crlReasons.removeFromCrl;
  if (released && (!base || base.reason === crlReasons.certificateHold)) return;
  const entry = released ? base : (change ?? base);
  if (!entry || entry.reason === crlReasons.removeFromCrl) return;
  const since = new Date(entry.revokedAt).toISOString();
  if (entry.reason === crlReasons.certificateHold) refuse("certificate-on-hold", `since ${since}`);
  refuse("certificate-revoked", `since ${since}, reason ${entry.reason}`);
}
