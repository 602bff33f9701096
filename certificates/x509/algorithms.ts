import { createVerify, type KeyObject, verify } from "node:crypto";
import { type Der, tags } from "../asn1/der";
import { Fields, oidOf } from "../asn1/der-values";
import { oids } from "../asn1/oids";
import { piecesOf, type Steps } from "../asn1/slices";

/** What this product accepts: SHA-256 or better, RSA of 2048 bits or more, or one of the three NIST curves. */
export type Digest = "sha256" | "sha384" | "sha512";

const digests = new Map<string, Digest>([
  [oids.sha256, "sha256"],
  [oids.sha384, "sha384"],
  [oids.sha512, "sha512"],
]);

export interface SignatureAlgorithm {
  /** `null` for bare rsaEncryption, which leaves the digest to the message (RFC 3370 section 3.2). */
  digest: Digest | null;
  key: "rsa" | "ec";
}

const signatureAlgorithms = new Map<string, SignatureAlgorithm>([
  [oids.rsaEncryption, { digest: null, key: "rsa" }],
  [oids.sha256WithRsa, { digest: "sha256", key: "rsa" }],
  [oids.sha384WithRsa, { digest: "sha384", key: "rsa" }],
  [oids.sha512WithRsa, { digest: "sha512", key: "rsa" }],
  [oids.ecdsaWithSha256, { digest: "sha256", key: "ec" }],
  [oids.ecdsaWithSha384, { digest: "sha384", key: "ec" }],
  [oids.ecdsaWithSha512, { digest: "sha512", key: "ec" }],
]);

const acceptedCurves = ["prime256v1", "secp384r1", "secp521r1"];

/** An AlgorithmIdentifier, read. */
export interface AlgorithmIdentifier {
  oid: string;
  /** Without parameters, or with NULL: so it is for every algorithm accepted here (RFC 4055 section 5, RFC 5758 section 3.2). */
  plain: boolean;
  raw: Uint8Array;
}

export function readAlgorithm(element: Der): AlgorithmIdentifier {
  const fields = new Fields(element.expect(tags.sequence));
  const oid = oidOf(fields.next());
  fields.optional(tags.nil);
  return { oid, plain: fields.rest().length === 0, raw: element.raw };
}

/** The digest an identifier stands for, or `null` for one that is not accepted. */
export function digestOf({ oid, plain }: AlgorithmIdentifier): Digest | null {
  return plain ? (digests.get(oid) ?? null) : null;
}

/** The signature algorithm an identifier stands for, or `null` for one that is not accepted. */
export function signatureAlgorithmOf({ oid, plain }: AlgorithmIdentifier): SignatureAlgorithm | null {
  return plain ? (signatureAlgorithms.get(oid) ?? null) : null;
}

/** FIPS 186-5 section 5.1: above 2^16 and below 2^256. A longer one costs as much as signing does. */
const exponents = { least: 2n ** 16n, below: 2n ** 256n };

/** NIST SP 800-57: RSA of 2048 bits or more with a sound exponent, or a curve of 256 bits or more. */
export function isKeyAccepted(key: KeyObject): boolean {
  const details = key.asymmetricKeyDetails;
  if (key.asymmetricKeyType === "rsa") {
    const bits = details?.modulusLength ?? 0;
    const exponent = details?.publicExponent ?? 0n;
    const isSound = exponent > exponents.least && exponent < exponents.below && exponent % 2n === 1n;
    return bits >= 2048 && bits <= 8192 && isSound;
  }
  return key.asymmetricKeyType === "ec" && acceptedCurves.includes(details?.namedCurve ?? "");
}

/** Does `signature` over `data` verify? A key of another kind than the algorithm's never does. */
export function isSignedBy(
  key: KeyObject,
  algorithm: { digest: Digest; key: "rsa" | "ec" },
  data: Uint8Array,
  signature: Uint8Array,
): boolean {
  if (key.asymmetricKeyType !== algorithm.key) return false;
  try {
    return verify(algorithm.digest, data, key, signature);
  } catch {
    return false;
  }
}

/** The same, in steps: to hash 20 MB takes longer than a request may wait, and so does copying them to another thread. */
export function* isSignedBySteps(
  ...[key, algorithm, data, signature]: Parameters<typeof isSignedBy>
): Steps<boolean> {
  if (key.asymmetricKeyType !== algorithm.key) return false;
  const verifying = createVerify(algorithm.digest);
  for (const piece of piecesOf(data)) {
    verifying.update(piece);
    yield;
  }
  try {
    return verifying.verify(key, signature);
  } catch {
    return false;
  }
}
