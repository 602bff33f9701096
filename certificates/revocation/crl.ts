import { createHash } from "node:crypto";
import { type AlgorithmIdentifier, readAlgorithm } from "../x509/algorithms";
import { sha256 } from "../x509/certificate";
import {
  type DistributionPointName,
  readAuthorityKeyId,
  readDistributionPointName,
} from "../x509/certificate-extensions";
import {
  assertCanonical,
  context,
  contextConstructed,
  type Der,
  DerError,
  readWhole,
  tags,
} from "../asn1/der";
import { bitStringOctets, countOf, Fields, hex, integerOf, namedBits, timeOf } from "../asn1/der-values";
import { type DistinguishedName, readName } from "../x509/distinguished-name";
import { type Extensions, extensionValue, readExtensions } from "../x509/extensions";
import { oids } from "../asn1/oids";
import { readOrRefuse } from "../errors/refusal";
import { type RevokedEntries, readRevokedEntries } from "./revoked-entries";
import { atOnce, inSlices, piecesOf, type Steps } from "../asn1/slices";

/** A certificate revocation list (RFC 5280 section 5), read but not judged. Times are epoch milliseconds. */
export interface CertificateRevocationList {
  der: Uint8Array;
  sha256: string;
  tbs: Uint8Array;
  algorithm: AlgorithmIdentifier;
  signedAlgorithm: AlgorithmIdentifier;
  signature: Uint8Array;
  issuer: DistinguishedName;
  authorityKeyId: string | null;
  thisUpdateAt: number;
  nextUpdateAt: number | null;
  /** CRL number; `null` where the list carries none. */
  number: bigint | null;
  /** The number of the complete list a delta adds to; `null` for a complete list. */
  deltaBase: bigint | null;
  scope: CrlScope;
  /** Lists of one issuer's key, one scope and one sort (complete or delta) are a series with rising numbers. */
  series: string;
  entries: RevokedEntries;
  /** A critical extension, of the list or of any entry, that we do not process; such a list must not be used. */
  unknownCritical: string | null;
}

/** `IssuingDistributionPoint` (RFC 5280 section 5.2.5); everything open where the list has none. */
export interface CrlScope {
  name: DistributionPointName | null;
  onlyUserCertificates: boolean;
  onlyAuthorities: boolean;
  onlyAttributeCertificates: boolean;
  /** Bits of `ReasonFlags`; `null` stands for all reasons. */
  reasons: Set<number> | null;
  indirect: boolean;
}

/** What a list may have besides its entries: its issuer, extensions and signature take 2 kB. */
const MAXIMUM_HEAD = 64 * 1024;
/** RFC 5280 section 5.2.3: a number has 20 octets at most. */
const MAXIMUM_NUMBER = 20;

const processed = new Set<string>([
  oids.authorityKeyIdentifier,
  oids.crlNumber,
  oids.deltaCrlIndicator,
  oids.issuingDistributionPoint,
]);

/**
 * Reads a CRL of any size; the entries stay in `der` and are indexed by serial number.
 *
 * @throws Refused `certificate-unreadable` or `extension-repeated`
 */
export function readCrl(der: Uint8Array): CertificateRevocationList {
  return { sha256: sha256(der), ...readOrRefuse("certificate-unreadable", () => atOnce(readList(der))) };
}

/**
 * The same beside other work: a list of 20 MB takes a second to read, and nobody waits for it longer than a few milliseconds.
 *
 * @throws Refused `certificate-unreadable` or `extension-repeated`
 */
export async function readCrlInSlices(der: Uint8Array): Promise<CertificateRevocationList> {
  try {
    return { sha256: await inSlices(sha256Steps(der)), ...(await inSlices(readList(der))) };
  } catch (error) {
    return readOrRefuse("certificate-unreadable", () => {
      throw error;
    });
  }
}

function* sha256Steps(bytes: Uint8Array): Steps<string> {
  const hash = createHash("sha256");
  for (const piece of piecesOf(bytes)) {
    hash.update(piece);
    yield;
  }
  return hash.digest("hex");
}

function* readList(der: Uint8Array): Steps<Omit<CertificateRevocationList, "sha256">> {
  const outer = new Fields(readWhole(der).expect(tags.sequence));
  const tbs = outer.next(tags.sequence);
  const outerAlgorithm = outer.next();
  const outerSignature = outer.next();
  outer.done();

  const fields = new Fields(tbs);
  const version = fields.optional(tags.integer);
  const [innerAlgorithm, name, update] = [fields.next(), fields.next(), fields.next()];
  const nextUpdate = fields.optional(tags.utcTime, tags.generalizedTime);
  const revoked = fields.optional(tags.sequence);
  const wrapped = fields.optional(contextConstructed(0));
  fields.done();
  // Only the entries are looked into step by step; the rest is read at once, and so has to be small.
  if (der.length - (revoked?.raw.length ?? 0) > MAXIMUM_HEAD)
    throw new DerError("more than a list has besides its entries");

  if (!version || countOf(canonical(der, version).value) !== 1) throw new DerError("not version 2");
  const algorithm = readAlgorithm(canonical(der, outerAlgorithm));
  const signature = bitStringOctets(canonical(der, outerSignature));
  const signedAlgorithm = readAlgorithm(canonical(der, innerAlgorithm));
  const issuer = readName(canonical(der, name));
  const thisUpdateAt = timeOf(canonical(der, update));
  const nextUpdateAt = nextUpdate ? timeOf(canonical(der, nextUpdate)) : null;
  const extensions = readExtensions(wrapped && canonical(der, wrapped));
  const list = readListExtensions(extensions);
  const entries = yield* readRevokedEntries(revoked);
  return {
    der,
    tbs: tbs.raw,
    algorithm,
    signedAlgorithm,
    signature,
    issuer,
    thisUpdateAt,
    nextUpdateAt,
    entries,
    ...list,
    series: [
      list.authorityKeyId ?? issuer.keys.join("/"),
      hex(extensions.get(oids.issuingDistributionPoint)?.value.raw ?? new Uint8Array()),
      list.deltaBase === null ? "complete" : "delta",
    ].join(":"),
    unknownCritical: unknownCritical(extensions) ?? entries.unknownCritical,
  };
}

/** The list is DER all over, field by field: its entries are looked into as they are indexed. */
function canonical(der: Uint8Array, element: Der): Der {
  assertCanonical(der, element);
  return element;
}

function readListExtensions(extensions: Extensions) {
  const number = (oid: string) =>
    extensionValue(extensions, oid, (element) => {
      const { value } = element.expect(tags.integer);
      if (value.length > MAXIMUM_NUMBER) throw new DerError("a number that is too long");
      return integerOf(value);
    });
  return {
    authorityKeyId: extensionValue(extensions, oids.authorityKeyIdentifier, readAuthorityKeyId),
    number: number(oids.crlNumber),
    deltaBase: number(oids.deltaCrlIndicator),
    scope: extensionValue(extensions, oids.issuingDistributionPoint, readScope) ?? {
      name: null,
      onlyUserCertificates: false,
      onlyAuthorities: false,
      onlyAttributeCertificates: false,
      reasons: null,
      indirect: false,
    },
  };
}

function readScope(value: Der): CrlScope {
  const fields = new Fields(value.expect(tags.sequence));
  const name = fields.optional(contextConstructed(0));
  const flag = (number: number) => {
    const element = fields.optional(context(number));
    return element ? booleanValue(element) : false;
  };
  const onlyUserCertificates = flag(1);
  const onlyAuthorities = flag(2);
  const reasons = fields.optional(context(3));
  const indirect = flag(4);
  const onlyAttributeCertificates = flag(5);
  fields.done();
  return {
    name: name ? readDistributionPointName(name) : null,
    onlyUserCertificates,
    onlyAuthorities,
    onlyAttributeCertificates,
    reasons: reasons ? namedBits(reasons.value) : null,
    indirect,
  };
}

function booleanValue(element: Der): boolean {
  if (element.value.length !== 1) throw new DerError("not a boolean");
  return element.value[0] !== 0;
}

function unknownCritical(extensions: Extensions): string | null {
  for (const { oid, critical } of extensions.values()) if (critical && !processed.has(oid)) return oid;
  return null;
}
