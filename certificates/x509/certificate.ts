import { createHash, createPublicKey, type KeyObject } from "node:crypto";
import { type AlgorithmIdentifier, readAlgorithm } from "./algorithms";
import { contextConstructed, type Der, DerError, readDer, tags } from "../asn1/der";
import { bitStringOctets, countOf, Fields, integerOf, timeOf } from "../asn1/der-values";
import { type DistinguishedName, readName } from "./distinguished-name";
import { type Extensions, readExtensions } from "./extensions";
import { readOrRefuse } from "../errors/refusal";

/**
 * A certificate as RFC 5280 section 4.1 lays it out, read but not judged. Bytes are windows on `der`.
 * Times are epoch milliseconds.
 */
export interface Certificate {
  der: Uint8Array;
  sha256: string;
  tbs: Uint8Array;
  serial: Uint8Array;
  serialNumber: string;
  issuer: DistinguishedName;
  /** The issuer's name exactly as encoded, for comparison with a message's issuerAndSerialNumber. */
  issuerDer: Uint8Array;
  subject: DistinguishedName;
  notBeforeAt: number;
  notAfterAt: number;
  publicKey: KeyObject;
  /** The key's BIT STRING without its header: what key identifiers and OCSP's CertID hash. */
  publicKeyBits: Uint8Array;
  /** SHA-1 of the key's bits: the key identifier where no extension gives one (RFC 5280 section 4.2.1.2, method 1). */
  publicKeySha1: string;
  extensions: Extensions;
  /** AlgorithmIdentifier outside and inside the signed part; RFC 5280 section 4.1.1.2 wants them equal. */
  algorithm: AlgorithmIdentifier;
  signedAlgorithm: AlgorithmIdentifier;
  signature: Uint8Array;
}

const MAXIMUM_BYTES = 64 * 1024;

/**
 * Reads an X.509 version 3 certificate (RFC 5280 section 4.1).
 *
 * @throws Refused `certificate-unreadable` or `extension-repeated`
 */
export function readCertificate(der: Uint8Array): Certificate {
  return readOrRefuse("certificate-unreadable", () => {
    if (der.length > MAXIMUM_BYTES) throw new DerError("larger than 64 KiB");
    const outer = new Fields(readDer(der).expect(tags.sequence));
    const tbs = outer.next(tags.sequence);
    const algorithm = readAlgorithm(outer.next());
    const signature = bitStringOctets(outer.next());
    outer.done();
    return { der, sha256: sha256(der), tbs: tbs.raw, algorithm, signature, ...readTbs(tbs) };
  });
}

function readTbs(tbs: Der) {
  const fields = new Fields(tbs);
  const version = fields.optional(contextConstructed(0));
  if (!version || countOf(new Fields(version).next(tags.integer).value) !== 2)
    throw new DerError("not version 3");
  const serial = fields.next(tags.integer).value;
  const signedAlgorithm = readAlgorithm(fields.next());
  const issuer = fields.next(tags.sequence);
  const validity = new Fields(fields.next(tags.sequence));
  const notBeforeAt = timeOf(validity.next());
  const notAfterAt = timeOf(validity.next());
  validity.done();
  const subject = readName(fields.next());
  const spki = fields.next(tags.sequence);
  fields.optional(0x81, 0xa1);
  fields.optional(0x82, 0xa2);
  const extensions = readExtensions(fields.optional(contextConstructed(3)));
  fields.done();
  return {
    serial,
    serialNumber: integerOf(serial).toString(16),
    signedAlgorithm,
    issuer: readName(issuer),
    issuerDer: issuer.raw,
    notBeforeAt,
    notAfterAt,
    subject,
    extensions,
    ...readPublicKey(spki),
  };
}

function readPublicKey(spki: Der): Pick<Certificate, "publicKey" | "publicKeyBits" | "publicKeySha1"> {
  const fields = new Fields(spki);
  fields.next(tags.sequence);
  const bits = bitStringOctets(fields.next());
  fields.done();
  try {
    const publicKey = createPublicKey({ key: Buffer.from(spki.raw), format: "der", type: "spki" });
    return { publicKey, publicKeyBits: bits, publicKeySha1: createHash("sha1").update(bits).digest("hex") };
  } catch {
    throw new DerError("a public key that cannot be read");
  }
}

export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
