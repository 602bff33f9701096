import type { Certificate } from "./certificate";
import { context, contextConstructed, type Der, DerError, tags } from "../asn1/der";
import { booleanOf, countOf, Fields, hex, namedBits, octetsOf, oidOf, textOf } from "../asn1/der-values";
import { extensionValue } from "./extensions";
import { type GeneralName, readGeneralNames } from "./general-names";
import { oids } from "../asn1/oids";

/** `KeyUsage` bits by number (RFC 5280 section 4.2.1.3). */
export const keyUsageBits = { digitalSignature: 0, keyCertSign: 5, crlSign: 6 } as const;

/** The set bits of keyUsage, or `null` where the certificate has no such extension. */
export function keyUsageOf(certificate: Certificate): Set<number> | null {
  return extensionValue(certificate.extensions, oids.keyUsage, (value) =>
    namedBits(value.expect(tags.bitString).value),
  );
}

/** RFC 5280 section 4.2.1.9; absent means not a CA. */
export function basicConstraintsOf(certificate: Certificate): { ca: boolean; pathLength: number | null } {
  const constraints = extensionValue(certificate.extensions, oids.basicConstraints, (value) => {
    const fields = new Fields(value.expect(tags.sequence));
    const ca = fields.optional(tags.boolean);
    const pathLength = fields.optional(tags.integer);
    fields.done();
    return { ca: ca ? booleanOf(ca) : false, pathLength: pathLength ? countOf(pathLength.value) : null };
  });
  return constraints ?? { ca: false, pathLength: null };
}

/** The key that signed the certificate, in hex, by AuthorityKeyIdentifier.keyIdentifier (RFC 5280 section 4.2.1.1). */
export function authorityKeyIdOf(certificate: Certificate): string | null {
  return extensionValue(certificate.extensions, oids.authorityKeyIdentifier, readAuthorityKeyId);
}

export function readAuthorityKeyId(value: Der): string | null {
  const keyId = new Fields(value.expect(tags.sequence)).optional(context(0));
  return keyId ? hex(keyId.value) : null;
}

/** The certificate's own key, in hex: SubjectKeyIdentifier, or else the hash of the key (RFC 5280 section 4.2.1.2). */
export function subjectKeyIdOf(certificate: Certificate): string {
  return (
    extensionValue(certificate.extensions, oids.subjectKeyIdentifier, (value) => hex(octetsOf(value))) ??
    certificate.publicKeySha1
  );
}

/** Extended key purposes by OID, or `null` where the certificate does not restrict them (RFC 5280 section 4.2.1.12). */
export function extendedKeyUsageOf(certificate: Certificate): string[] | null {
  return extensionValue(certificate.extensions, oids.extendedKeyUsage, (value) =>
    value.expect(tags.sequence).children.map(oidOf),
  );
}

export function subjectAltNamesOf(certificate: Certificate): GeneralName[] {
  return (
    extensionValue(certificate.extensions, oids.subjectAltName, (value) =>
      readGeneralNames(value.expect(tags.sequence)),
    ) ?? []
  );
}

/**
 * What the government's PKI writes into subjectDirectoryAttributes: the agency's OID and the last four digits of a
 * citizen's national ID. Anything but exactly one well-formed value counts as absent.
 */
export function governmentAttributesOf(certificate: Certificate): {
  agencyOid: string | null;
  lastFour: string | null;
} {
  const values = extensionValue(
    certificate.extensions,
    oids.subjectDirectoryAttributes,
    readDirectoryAttributes,
  );
  const single = (type: string, shape: RegExp) => {
    const found = values?.get(type) ?? [];
    const [value] = found;
    return found.length === 1 && value !== undefined && shape.test(value) ? value : null;
  };
  return {
    agencyOid: single(oids.gpkiAgencyOid, /^\d+(\.\d+)+$/),
    lastFour: single(oids.gpkiPersonLastFour, /^\d{4}$/),
  };
}

function readDirectoryAttributes(value: Der): Map<string, string[]> {
  const attributes = new Map<string, string[]>();
  for (const attribute of value.expect(tags.sequence).children) {
    const fields = new Fields(attribute.expect(tags.sequence));
    const type = oidOf(fields.next());
    const texts = fields.next(tags.set).children.map(directoryText);
    fields.done();
    attributes.set(type, [...(attributes.get(type) ?? []), ...texts]);
  }
  return attributes;
}

function directoryText(element: Der): string {
  return element.tag === tags.objectIdentifier ? oidOf(element) : (textOf(element) ?? "");
}

/** Where to find the status of a certificate, for which reasons, and who signs it (RFC 5280 section 4.2.1.13). */
export interface DistributionPoint {
  name: DistributionPointName | null;
  /** Bits of `ReasonFlags`; `null` stands for all reasons. */
  reasons: Set<number> | null;
  crlIssuer: GeneralName[] | null;
}

export type DistributionPointName = { full: GeneralName[] } | { relative: Der };

export function distributionPointsOf(certificate: Certificate): DistributionPoint[] {
  return (
    extensionValue(certificate.extensions, oids.crlDistributionPoints, (value) =>
      value.expect(tags.sequence).children.map(readDistributionPoint),
    ) ?? []
  );
}

function readDistributionPoint(element: Der): DistributionPoint {
  const fields = new Fields(element.expect(tags.sequence));
  const name = fields.optional(contextConstructed(0));
  const reasons = fields.optional(context(1));
  const crlIssuer = fields.optional(contextConstructed(2));
  fields.done();
  return {
    name: name ? readDistributionPointName(name) : null,
    reasons: reasons ? namedBits(reasons.value) : null,
    crlIssuer: crlIssuer ? readGeneralNames(crlIssuer) : null,
  };
}

/** Reads the CHOICE inside an EXPLICIT tag: full names, or a name relative to the CRL issuer. */
export function readDistributionPointName(wrapper: Der): DistributionPointName {
  const [choice] = wrapper.children;
  if (choice?.tag === contextConstructed(0)) return { full: readGeneralNames(choice) };
  if (choice?.tag === contextConstructed(1)) return { relative: choice };
  throw new DerError("not a distribution point name");
}
