import { createHash, sign } from "node:crypto";
import { tags } from "../../../certificates/asn1/der";
import {
  bitString,
  element,
  enumerated,
  integer,
  nil,
  objectIdentifier,
  octetString,
  sequence,
  tagged,
  taggedPrimitive,
} from "../../../certificates/asn1/der-writer";
import { extension, keyIdOf } from "../../../certificates/demo/issuing";
import { oids } from "../../../certificates/asn1/oids";
import { type Algorithm, signAs } from "./forged-certificate";
import { type KeyName, keyOf } from "./keys";

/** One answer of a response: about which certificate, and what it says. Times are epoch milliseconds. */
export interface OcspAnswerWish {
  serial: number | bigint;
  issuerName: Uint8Array;
  issuerKey: KeyName;
  hash: "sha1" | "sha256" | "md5";
  says: "good" | "unknown" | { revokedAt: number; reason?: number };
  thisUpdateAt: number;
  nextUpdateAt: number | null;
  extensions: Record<string, Uint8Array | null>;
}

/** An OCSP response to be made, truthful or not. */
export interface OcspWish extends OcspAnswerWish {
  /** The response's own status: 0 successful, 3 try later, … */
  responseStatus: number;
  /** Whose key signs, and whom the response names as its responder. */
  signedBy: KeyName;
  responderName: Uint8Array;
  byKey: boolean;
  producedAt: number;
  nonce: Uint8Array | null;
  responseExtensions: Record<string, Uint8Array | null>;
  algorithm: Algorithm;
  /** Further answers in the same response. */
  more: Partial<OcspAnswerWish>[];
  /** Certificates in the bag, in place of the responder's. */
  certificates?: Uint8Array[];
  trailing: Uint8Array;
  /** Last touch on the finished bytes. */
  mangle: (der: Uint8Array) => Uint8Array;
}

/** @param responder the delegated responder's certificate, which comes along; `null` where the authority signs itself */
export function forgeOcsp(wish: OcspWish, responder: Uint8Array | null): Uint8Array {
  const extensions = [
    ...(wish.nonce ? [extension(oids.ocspNonce, octetString(wish.nonce))] : []),
    ...given(wish.responseExtensions),
  ];
  const { publicKey, privateKey } = keyOf(wish.signedBy);
  const tbs = sequence(
    wish.byKey ? tagged(2, octetString(keyIdOf(publicKey))) : tagged(1, wish.responderName),
    generalizedTime(wish.producedAt),
    sequence(answer(wish), ...wish.more.map((more) => answer({ ...wish, ...more }))),
    ...(extensions.length > 0 ? [tagged(1, sequence(...extensions))] : []),
  );
  const bag = wish.certificates ?? (responder ? [responder] : []);
  const { digest, der } = signAs(wish.algorithm);
  const basic = sequence(
    tbs,
    der,
    bitString(sign(digest, tbs, privateKey)),
    ...(bag.length > 0 ? [tagged(0, sequence(...bag))] : []),
  );
  const inside = tagged(0, sequence(objectIdentifier(oids.ocspBasic), octetString(basic)));
  const whole = sequence(enumerated(wish.responseStatus), ...(wish.responseStatus === 0 ? [inside] : []));
  return wish.mangle(Buffer.concat([whole, wish.trailing]));
}

const hashOids = { sha1: oids.sha1, sha256: oids.sha256, md5: "1.2.840.113549.2.5" };

function answer(wish: OcspAnswerWish): Uint8Array {
  const hashed = (bytes: Uint8Array) => octetString(createHash(wish.hash).update(bytes).digest());
  const extensions = given(wish.extensions);
  return sequence(
    sequence(
      sequence(objectIdentifier(hashOids[wish.hash]), nil()),
      hashed(wish.issuerName),
      hashed(keyBits(wish.issuerKey)),
      integer(wish.serial),
    ),
    status(wish.says),
    generalizedTime(wish.thisUpdateAt),
    ...(wish.nextUpdateAt === null ? [] : [tagged(0, generalizedTime(wish.nextUpdateAt))]),
    ...(extensions.length > 0 ? [tagged(1, sequence(...extensions))] : []),
  );
}

function status(says: OcspAnswerWish["says"]): Uint8Array {
  if (says === "good") return taggedPrimitive(0, new Uint8Array());
  if (says === "unknown") return taggedPrimitive(2, new Uint8Array());
  const { revokedAt, reason } = says;
  return tagged(
    1,
    generalizedTime(revokedAt),
    ...(reason === undefined ? [] : [tagged(0, enumerated(reason))]),
  );
}

/** The bits of an RSA key: its PKCS #1 form. */
function keyBits(name: KeyName): Uint8Array {
  return keyOf(name).publicKey.export({ format: "der", type: "pkcs1" });
}

function generalizedTime(at: number): Uint8Array {
  const digits = new Date(at)
    .toISOString()
    .replace(/[-:T]/g, "")
    .replace(/\.\d+Z$/, "Z");
  return element(tags.generalizedTime, Buffer.from(digits, "latin1"));
}

const given = (extensions: Record<string, Uint8Array | null>) =>
  Object.values(extensions).filter((value) => value !== null);
