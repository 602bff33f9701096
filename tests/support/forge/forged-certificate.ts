import { type KeyObject, sign } from "node:crypto";
import {
  bitString,
  integer,
  nil,
  objectIdentifier,
  sequence,
  tagged,
  time,
} from "../../../certificates/asn1/der-writer";
import { spkiOf } from "../../../certificates/demo/issuing";
import { oids } from "../../../certificates/asn1/oids";
import { type KeyName, keyOf } from "./keys";

/** A certificate to be made, truthful or not. Times are epoch milliseconds. */
export interface CertificateWish {
  serial: number | bigint;
  subject: Uint8Array;
  issuer: Uint8Array;
  key: KeyName;
  signedBy: KeyName;
  notBeforeAt: number;
  notAfterAt: number;
  /** By a name of one's own; `null` leaves a default out. */
  extensions: Record<string, Uint8Array | null>;
  /** Signature algorithm, and what the signed part says it is. */
  algorithm: Algorithm;
  statedAlgorithm?: Algorithm;
  version: number;
  /** Last touch on the finished bytes. */
  mangle: (der: Uint8Array) => Uint8Array;
}

export type Algorithm = "rsa-sha256" | "rsa-sha384" | "rsa-sha1" | "ecdsa-sha256";

const algorithms = {
  "rsa-sha256": { digest: "sha256", der: sequence(objectIdentifier(oids.sha256WithRsa), nil()) },
  "rsa-sha384": { digest: "sha384", der: sequence(objectIdentifier(oids.sha384WithRsa), nil()) },
  "rsa-sha1": { digest: "sha1", der: sequence(objectIdentifier("1.2.840.113549.1.1.5"), nil()) },
  "ecdsa-sha256": { digest: "sha256", der: sequence(objectIdentifier(oids.ecdsaWithSha256)) },
} satisfies Record<Algorithm, { digest: string; der: Uint8Array }>;

export function forgeCertificate(wish: CertificateWish): Uint8Array {
  const extensions = Object.values(wish.extensions).filter((extension) => extension !== null);
  const tbs = sequence(
    tagged(0, integer(wish.version)),
    integer(wish.serial),
    algorithms[wish.statedAlgorithm ?? wish.algorithm].der,
    wish.issuer,
    sequence(time(wish.notBeforeAt), time(wish.notAfterAt)),
    wish.subject,
    spkiOf(keyOf(wish.key).publicKey),
    ...(extensions.length > 0 ? [tagged(3, sequence(...extensions))] : []),
  );
  return wish.mangle(signedBy(keyOf(wish.signedBy).privateKey, wish.algorithm, tbs));
}

/** `SEQUENCE { toBeSigned, algorithm, signature }`, as certificates and CRLs are. */
export function signedBy(key: KeyObject, algorithm: Algorithm, tbs: Uint8Array): Uint8Array {
  const { digest, der } = algorithms[algorithm];
  return sequence(tbs, der, bitString(sign(digest, tbs, key)));
}

export function signAs(algorithm: Algorithm): { digest: string; der: Uint8Array } {
  return algorithms[algorithm];
}

export function algorithmDer(algorithm: Algorithm): Uint8Array {
  return algorithms[algorithm].der;
}
