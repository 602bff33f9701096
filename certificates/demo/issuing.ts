import { createHash, createPublicKey, type KeyObject, sign } from "node:crypto";
import {
  bitString,
  boolean,
  enumerated,
  integer,
  namedBitString,
  nil,
  objectIdentifier,
  octetString,
  printableString,
  sequence,
  setOf,
  tagged,
  taggedPrimitive,
  time,
  utf8String,
} from "../asn1/der-writer";
import { readDer } from "../asn1/der";
import { bitStringOctets, Fields } from "../asn1/der-values";
import { oids } from "../asn1/oids";

/** Makes certificates and revocation lists, for the demo's PKI and the tests' forge. Times are epoch milliseconds. */

/** Who signs: a name, a key and the key's identifier. */
export interface Issuer {
  name: Uint8Array;
  key: KeyObject;
}

export interface CertificateRequest {
  serial: number | bigint;
  issuer: Issuer;
  subject: Uint8Array;
  publicKey: KeyObject;
  notBeforeAt: number;
  notAfterAt: number;
  extensions: Uint8Array[];
}

/** An X.509 version 3 certificate (RFC 5280 section 4.1), as DER. */
export function issueCertificate(request: CertificateRequest): Uint8Array {
  const tbs = sequence(
    tagged(0, integer(2)),
    integer(request.serial),
    sha256WithRsa,
    request.issuer.name,
    sequence(time(request.notBeforeAt), time(request.notAfterAt)),
    request.subject,
    spkiOf(request.publicKey),
    tagged(3, sequence(...request.extensions)),
  );
  return signedSequence(tbs, request.issuer.key);
}

export interface CrlRequest {
  issuer: Issuer;
  number: number;
  thisUpdateAt: number;
  nextUpdateAt: number;
  revoked: RevokedSerial[];
  extensions?: Uint8Array[];
}

export interface RevokedSerial {
  serial: number | bigint;
  revokedAt: number;
  /** Number of the `CRLReason`; left out for 0, unspecified. */
  reason?: number;
  extensions?: Uint8Array[];
}

/** A CRL of version 2 (RFC 5280 section 5.1), as DER. */
export function issueCrl(request: CrlRequest): Uint8Array {
  const entries = request.revoked.map(({ serial, revokedAt, reason, extensions = [] }) => {
    const all = [...(reason ? [extension(oids.reasonCode, enumerated(reason))] : []), ...extensions];
    return sequence(integer(serial), time(revokedAt), ...(all.length > 0 ? [sequence(...all)] : []));
  });
  const tbs = sequence(
    integer(1),
    sha256WithRsa,
    request.issuer.name,
    time(request.thisUpdateAt),
    time(request.nextUpdateAt),
    ...(entries.length > 0 ? [sequence(Buffer.concat(entries))] : []),
    tagged(
      0,
      sequence(
        authorityKeyId(createPublicKey(request.issuer.key)),
        extension(oids.crlNumber, integer(request.number)),
        ...(request.extensions ?? []),
      ),
    ),
  );
  return signedSequence(tbs, request.issuer.key);
}

const sha256WithRsa = sequence(objectIdentifier(oids.sha256WithRsa), nil());

function signedSequence(tbs: Uint8Array, key: KeyObject): Uint8Array {
  return sequence(tbs, sha256WithRsa, bitString(sign("sha256", tbs, key)));
}

/** A name from the country downwards; country and serial numbers are PrintableString, all else UTF-8. */
export function nameOf(...attributes: [type: string, text: string][]): Uint8Array {
  const printable: string[] = [oids.countryName, oids.serialNumberAttribute];
  return sequence(
    ...attributes.map(([type, text]) =>
      setOf(
        sequence(objectIdentifier(type), printable.includes(type) ? printableString(text) : utf8String(text)),
      ),
    ),
  );
}

export function extension(oid: string, value: Uint8Array, critical = false): Uint8Array {
  return sequence(objectIdentifier(oid), ...(critical ? [boolean(true)] : []), octetString(value));
}

export const basicConstraints = (ca: boolean, pathLength?: number): Uint8Array =>
  extension(
    oids.basicConstraints,
    sequence(...(ca ? [boolean(true)] : []), ...(pathLength === undefined ? [] : [integer(pathLength)])),
    true,
  );

/** Bits by number: digitalSignature 0, keyEncipherment 2, dataEncipherment 3, keyCertSign 5, cRLSign 6. */
export const keyUsage = (...bits: number[]): Uint8Array =>
  extension(oids.keyUsage, namedBitString(...bits), true);

export const subjectKeyId = (key: KeyObject): Uint8Array =>
  extension(oids.subjectKeyIdentifier, octetString(keyIdOf(key)));

export const authorityKeyId = (key: KeyObject): Uint8Array =>
  extension(oids.authorityKeyIdentifier, sequence(taggedPrimitive(0, keyIdOf(key))));

export const certificatePolicies = (...policies: string[]): Uint8Array =>
  extension(
    oids.certificatePolicies,
    sequence(...policies.map((policy) => sequence(objectIdentifier(policy)))),
  );

export const subjectDirectoryAttributes = (...attributes: [type: string, value: Uint8Array][]): Uint8Array =>
  extension(
    oids.subjectDirectoryAttributes,
    sequence(...attributes.map(([type, value]) => sequence(objectIdentifier(type), setOf(value)))),
  );

/** RFC 5280 section 4.2.1.2, method 1: SHA-1 over the bits of the public key. */
export function keyIdOf(key: KeyObject): Uint8Array {
  const fields = new Fields(readDer(spkiOf(key)));
  fields.next();
  return createHash("sha1").update(bitStringOctets(fields.next())).digest();
}

export function spkiOf(key: KeyObject): Uint8Array {
  return key.export({ format: "der", type: "spki" });
}
