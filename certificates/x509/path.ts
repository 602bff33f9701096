import { isKeyAccepted, isSignedBy, signatureAlgorithmOf } from "./algorithms";
import type { Certificate } from "./certificate";
import { basicConstraintsOf, extendedKeyUsageOf, keyUsageBits, keyUsageOf } from "./certificate-extensions";
import { sameBytes } from "../asn1/der-values";
import { sameName } from "./distinguished-name";
import { checkNames, constrainedBy, noNameRules } from "./name-constraints";
import { oids } from "../asn1/oids";
import {
  concludePolicies,
  constrainPolicies,
  initialPolicies,
  mapPolicies,
  narrowPolicies,
} from "./policies";
import { refuse } from "../errors/refusal";
import type { RefusalCode } from "../errors/refusal-words";
import type { Authority } from "./authority";

/** A way from a pinned anchor down to the authority that issued the leaf. */
export type AuthorityPath = readonly [Authority, ...Authority[]];

/**
 * Validates a path of pinned authorities and a leaf (RFC 5280 section 6.1), with any policy acceptable and no initial
 * constraint set. Stricter than the RFC in this: anchors are checked like other authorities, and every key and algorithm
 * must be strong. Revocation is not part of it.
 *
 * @param at epoch milliseconds
 * @param checkLeaf what the end of the path must be besides: by default a certificate with which a person or agency signs
 * @throws Refused with the first step that fails, from the anchor downwards
 */
export function validatePath(
  authorities: AuthorityPath,
  leaf: Certificate,
  at: number,
  checkLeaf: (leaf: Certificate) => void = checkSigner,
): void {
  const [anchor, ...below] = authorities.map(({ certificate }) => certificate);
  if (!anchor) return;
  checkValidity(anchor, at, "authority");
  checkAuthority(anchor);

  const chain = [...below, leaf];
  let issuer = anchor;
  let names = constrainedBy(noNameRules, anchor);
  let policies = initialPolicies(chain.length);
  let pathLength = basicConstraintsOf(anchor).pathLength ?? Infinity;
  for (const certificate of chain) {
    const isLeaf = certificate === leaf;
    const selfIssued = sameName(certificate.subject, certificate.issuer);
    checkIssued(certificate, issuer);
    checkValidity(certificate, at, isLeaf ? "certificate" : "authority");
    checkCriticalExtensions(certificate);
    if (isLeaf || !selfIssued) checkNames(certificate, names);
    const anyPolicyCounts = policies.inhibitAnyPolicy > 0 || (!isLeaf && selfIssued);
    policies = narrowPolicies(policies, certificate, anyPolicyCounts);
    if (isLeaf) break;

    policies = constrainPolicies(mapPolicies(policies, certificate), certificate, selfIssued);
    names = constrainedBy(names, certificate);
    checkAuthority(certificate);
    if (!selfIssued) {
      if (pathLength <= 0) refuse("path-too-long", "an authority below the permitted length");
      pathLength -= 1;
    }
    pathLength = Math.min(pathLength, basicConstraintsOf(certificate).pathLength ?? Infinity);
    issuer = certificate;
  }
  concludePolicies(policies, leaf);
  checkLeaf(leaf);
}

/** RFC 5280 section 6.1.3 (a)(1) and (a)(4), and section 4.1.1.2: signed by the issuer's very key, and named after it. */
function checkIssued(certificate: Certificate, issuer: Certificate): void {
  if (!sameName(certificate.issuer, issuer.subject)) refuse("issuer-name-mismatch", "names do not chain");
  if (!sameBytes(certificate.algorithm.raw, certificate.signedAlgorithm.raw)) {
    refuse("algorithm-mismatch", `${certificate.algorithm.oid} and ${certificate.signedAlgorithm.oid}`);
  }
  const algorithm = signatureAlgorithmOf(certificate.algorithm);
  if (!algorithm?.digest) return refuse("certificate-algorithm-not-accepted", certificate.algorithm.oid);
  const { digest, key } = algorithm;
  if (!isSignedBy(issuer.publicKey, { digest, key }, certificate.tbs, certificate.signature)) {
    refuse("certificate-signature-wrong", "the issuer's key does not verify it");
  }
}

/** RFC 5280 section 6.1.3 (a)(2): both ends of the period belong to it. */
function checkValidity(certificate: Certificate, at: number, whose: "certificate" | "authority"): void {
  const early: RefusalCode = `${whose}-not-yet-valid`;
  const late: RefusalCode = `${whose}-expired`;
  if (at < certificate.notBeforeAt) refuse(early, new Date(certificate.notBeforeAt).toISOString());
  // notAfter names a whole second, which belongs to the period.
  if (at >= certificate.notAfterAt + 1000) refuse(late, new Date(certificate.notAfterAt).toISOString());
}

/** Every extension the path validation or revocation check gives its meaning to. */
const processedExtensions = new Set<string>([
  oids.keyUsage,
  oids.basicConstraints,
  oids.subjectAltName,
  oids.nameConstraints,
  oids.certificatePolicies,
  oids.policyMappings,
  oids.policyConstraints,
  oids.inhibitAnyPolicy,
  oids.extendedKeyUsage,
  oids.authorityKeyIdentifier,
  oids.subjectKeyIdentifier,
  oids.crlDistributionPoints,
]);

/** RFC 5280 section 4.2 and 6.1.4 (o), 6.1.5 (f): what is critical and not understood refuses the certificate. */
function checkCriticalExtensions(certificate: Certificate): void {
  for (const { oid, critical } of certificate.extensions.values()) {
    if (critical && !processedExtensions.has(oid)) refuse("extension-critical-unknown", oid);
  }
}

/** RFC 5280 section 6.1.4 (k) and (n): a CA whose key may sign certificates, and is strong. */
function checkAuthority(certificate: Certificate): void {
  if (!basicConstraintsOf(certificate).ca) refuse("authority-not-a-ca", "cA is not set");
  const usage = keyUsageOf(certificate);
  if (!usage?.has(keyUsageBits.keyCertSign)) refuse("authority-may-not-certify", "keyCertSign is not set");
  checkPurposes(certificate);
  if (!isKeyAccepted(certificate.publicKey)) refuse("key-not-accepted", "an authority's key");
}

/** The leaf signs, and does nothing else: no CA, digitalSignature set, purposes that cover a person's signature. */
export function checkSigner(leaf: Certificate): void {
  const usage = keyUsageOf(leaf);
  if (basicConstraintsOf(leaf).ca || usage?.has(keyUsageBits.keyCertSign))
    refuse("leaf-is-a-ca", "cA or keyCertSign");
  if (!usage?.has(keyUsageBits.digitalSignature)) refuse("leaf-may-not-sign", "digitalSignature is not set");
  checkPurposes(leaf);
  if (!isKeyAccepted(leaf.publicKey)) refuse("key-not-accepted", "the leaf's key");
}

const acceptedPurposes: string[] = [
  oids.anyExtendedKeyUsage,
  oids.clientAuth,
  oids.emailProtection,
  oids.documentSigning,
  oids.smartcardLogon,
];

/** RFC 5280 section 4.2.1.12: where purposes are listed, ours must be among them. */
function checkPurposes(certificate: Certificate): void {
  const purposes = extendedKeyUsageOf(certificate);
  if (purposes && !purposes.some((purpose) => acceptedPurposes.includes(purpose))) {
    refuse("extended-key-usage-wrong", purposes.join(" "));
  }
}
