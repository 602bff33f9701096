import { createHash, sign } from "node:crypto";
import { tags } from "../../../certificates/asn1/der";
import {
  element,
  integer,
  nil,
  objectIdentifier,
  octetString,
  sequence,
  setOf,
  tagged,
  taggedPrimitive,
} from "../../../certificates/asn1/der-writer";
import { keyIdOf } from "../../../certificates/demo/issuing";
import { oids } from "../../../certificates/asn1/oids";
import { type KeyName, keyOf } from "./keys";

/** A CMS message to be made, truthful or not. */
export interface MessageWish {
  /** What is signed, and what is attached: `undefined` attaches the same, `null` nothing. */
  content: Uint8Array;
  attached?: Uint8Array | null;
  contentType: string;
  signedBy: KeyName;
  digest: "sha256" | "sha384" | "sha1";
  /** Named digest and signature algorithms; by default those really used. */
  digestOid?: string;
  signatureOid: string;
  /** Name the signer by key identifier instead of issuer and serial number. */
  byKeyId: boolean;
  version?: number;
  signerVersion?: number;
  /** Signed attributes by type with their values; `null` leaves a default out. */
  attributes: Record<string, Uint8Array[] | null> | null;
  /** Sign and send the attributes in reverse of the order DER asks for. */
  unsorted: boolean;
  /** Attributes that come a second time. */
  repeated: Uint8Array[];
  /** Certificates in the bag, besides the signer's before or after it; `replace` for none or others in its place. */
  before: Uint8Array[];
  after: Uint8Array[];
  replace?: Uint8Array[];
  signers: number;
  trailing: Uint8Array;
  /** Last touch on the finished bytes. */
  mangle: (der: Uint8Array) => Uint8Array;
}

/** What the message says of its signer: who issued the certificate, and its serial number. */
export interface SignerCertificate {
  der: Uint8Array;
  issuer: Uint8Array;
  serial: number | bigint;
}

const digestOids = { sha256: oids.sha256, sha384: oids.sha384, sha1: "1.3.14.3.2.26" };

export const attribute = (type: string, ...values: Uint8Array[]): Uint8Array =>
  sequence(objectIdentifier(type), setOf(...values));

export function forgeMessage(wish: MessageWish, signer: SignerCertificate): Uint8Array {
  const { privateKey, publicKey } = keyOf(wish.signedBy);
  const attributes = signedAttributes(wish);
  const signature = sign(
    wish.digest,
    attributes ? element(tags.set, ...attributes) : wish.content,
    privateKey,
  );
  const digestAlgorithm = sequence(objectIdentifier(wish.digestOid ?? digestOids[wish.digest]));
  const signerInfo = sequence(
    integer(wish.signerVersion ?? (wish.byKeyId ? 3 : 1)),
    wish.byKeyId ? taggedPrimitive(0, keyIdOf(publicKey)) : sequence(signer.issuer, integer(signer.serial)),
    digestAlgorithm,
    ...(attributes ? [tagged(0, ...attributes)] : []),
    sequence(objectIdentifier(wish.signatureOid), nil()),
    octetString(signature),
  );
  const attached = wish.attached === undefined ? wish.content : wish.attached;
  const signedData = sequence(
    integer(wish.version ?? (wish.byKeyId || wish.contentType !== oids.data ? 3 : 1)),
    setOf(digestAlgorithm),
    sequence(objectIdentifier(wish.contentType), ...(attached ? [tagged(0, octetString(attached))] : [])),
    tagged(0, ...wish.before, ...(wish.replace ?? [signer.der]), ...wish.after),
    setOf(...Array.from({ length: wish.signers }, () => signerInfo)),
  );
  const message = sequence(objectIdentifier(oids.signedData), tagged(0, signedData));
  return wish.mangle(Buffer.concat([message, wish.trailing]));
}

function signedAttributes(wish: MessageWish): Uint8Array[] | null {
  if (!wish.attributes) return null;
  const values: Record<string, Uint8Array[] | null> = {
    [oids.contentType]: [objectIdentifier(wish.contentType)],
    [oids.messageDigest]: [octetString(createHash(wish.digest).update(wish.content).digest())],
    ...wish.attributes,
  };
  const made = Object.entries(values).flatMap(([type, list]) => (list ? [attribute(type, ...list)] : []));
  const sorted = [...made, ...wish.repeated].sort((one, other) => Buffer.compare(one, other));
  return wish.unsorted ? sorted.reverse() : sorted;
}
