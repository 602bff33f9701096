import type { Certificate } from "../x509/certificate";
import {
  basicConstraintsOf,
  type DistributionPoint,
  type DistributionPointName,
} from "../x509/certificate-extensions";
import type { CertificateRevocationList } from "./crl";
import { sameBytes } from "../asn1/der-values";
import { type DistinguishedName, nameOf, readRelativeName, sameName } from "../x509/distinguished-name";
import type { GeneralName } from "../x509/general-names";
import { refuse } from "../errors/refusal";

/** Bits of `ReasonFlags` that say why a certificate may be revoked (RFC 5280 section 4.2.1.13); bit 0 is unused. */
export const allReasons = [1, 2, 3, 4, 5, 6, 7, 8];

/**
 * For which reasons does the list speak about the certificate, at this distribution point (RFC 5280 section 6.3.3 (b), (d))?
 *
 * @throws Refused `crl-out-of-scope`, or `crl-indirect` where the point names another CRL issuer
 */
export function coveredReasons(
  certificate: Certificate,
  point: DistributionPoint,
  crl: CertificateRevocationList,
): number[] {
  const { scope } = crl;
  const isAuthority = basicConstraintsOf(certificate).ca;
  if (point.crlIssuer) refuse("crl-indirect", "the distribution point names a CRL issuer");
  if (scope.onlyAttributeCertificates) refuse("crl-out-of-scope", "attribute certificates only");
  if (scope.onlyUserCertificates && isAuthority) refuse("crl-out-of-scope", "user certificates only");
  if (scope.onlyAuthorities && !isAuthority) refuse("crl-out-of-scope", "authorities only");
  if (scope.name && !shareName(namesOf(scope.name, crl.issuer), pointNames(certificate, point))) {
    refuse("crl-out-of-scope", "another distribution point");
  }
  return allReasons.filter(
    (reason) => (point.reasons?.has(reason) ?? true) && (scope.reasons?.has(reason) ?? true),
  );
}

function pointNames(certificate: Certificate, point: DistributionPoint): GeneralName[] {
  return point.name
    ? namesOf(point.name, certificate.issuer)
    : [{ kind: "directory", name: certificate.issuer }];
}

/** Full names as they are; a relative one appended to its CRL issuer's. */
function namesOf(name: DistributionPointName, issuer: DistinguishedName): GeneralName[] {
  if ("full" in name) return name.full;
  return [{ kind: "directory", name: nameOf([...issuer.rdns, readRelativeName(name.relative)]) }];
}

function shareName(some: GeneralName[], others: GeneralName[]): boolean {
  return some.some((one) => others.some((other) => isSame(one, other)));
}

function isSame(one: GeneralName, other: GeneralName): boolean {
  if (one.kind === "directory" && other.kind === "directory") return sameName(one.name, other.name);
  if (one.kind === "ip" && other.kind === "ip") return sameBytes(one.octets, other.octets);
  return "text" in one && "text" in other && one.kind === other.kind && one.text === other.text;
}
