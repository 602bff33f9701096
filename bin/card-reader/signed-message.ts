import { createHash, type KeyObject, sign } from "node:crypto";
import { Null, ObjectIdentifier, OctetString, Set as AsnSet, UTCTime, Utf8String } from "asn1js";
import {
  AlgorithmIdentifier,
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from "pkijs";

const oids = {
  data: "1.2.840.113549.1.7.1",
  signedData: "1.2.840.113549.1.7.2",
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  signingTime: "1.2.840.113549.1.9.5",
  sha256: "2.16.840.1.101.3.4.2.1",
  rsaEncryption: "1.2.840.113549.1.1.1",
  // What the real component calls them is unknown; these stand under the number kept for examples (RFC 5612).
  nonce: "1.3.6.1.4.1.32473.1.1",
  cardSerial: "1.3.6.1.4.1.32473.1.2",
};

/** What a message may carry signed beside its content. */
export interface SignedExtras {
  nonce?: string;
  cardSerial?: string;
}

/**
 * Makes the CMS message of a signature (RFC 5652), as the card component's `PKCS7`.
 *
 * Built with pkijs and not with our own writer on purpose: the verifier is then tested against messages of another make.
 */
export function makeSignedMessage(wish: {
  content: Uint8Array;
  certificate: Uint8Array;
  privateKey: KeyObject;
  /** Signing time, epoch milliseconds. */
  at: number;
  detached: boolean;
  extras?: SignedExtras;
}): Uint8Array {
  const certificate = Certificate.fromBER(exactBuffer(wish.certificate));
  const digest = createHash("sha256").update(wish.content).digest();
  const attributes = signedAttributes(digest, wish.at, wish.extras ?? {});
  const signature = sign("sha256", signedBytes(attributes), wish.privateKey);
  const encapContentInfo = new EncapsulatedContentInfo({ eContentType: oids.data });
  // Given to the constructor, pkijs would split the content into a constructed string, which DER does not know.
  if (!wish.detached) encapContentInfo.eContent = new OctetString({ valueHex: exactBuffer(wish.content) });
  const signedData = new SignedData({
    digestAlgorithms: [new AlgorithmIdentifier({ algorithmId: oids.sha256 })],
    encapContentInfo,
    certificates: [certificate],
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({
          issuer: certificate.issuer,
          serialNumber: certificate.serialNumber,
        }),
        digestAlgorithm: new AlgorithmIdentifier({ algorithmId: oids.sha256 }),
        signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes }),
        signatureAlgorithm: new AlgorithmIdentifier({
          algorithmId: oids.rsaEncryption,
          algorithmParams: new Null(),
        }),
        signature: new OctetString({ valueHex: exactBuffer(signature) }),
      }),
    ],
  });
  const message = new ContentInfo({ contentType: oids.signedData, content: signedData.toSchema(true) });
  return new Uint8Array(message.toSchema().toBER());
}

/** Content type, signing time, message digest and extras, in the order of their encodings as DER wants a set. */
function signedAttributes(digest: Uint8Array, at: number, { nonce, cardSerial }: SignedExtras): Attribute[] {
  const attributes = [
    new Attribute({ type: oids.contentType, values: [new ObjectIdentifier({ value: oids.data })] }),
    new Attribute({ type: oids.signingTime, values: [new UTCTime({ valueDate: new Date(at) })] }),
    new Attribute({ type: oids.messageDigest, values: [new OctetString({ valueHex: exactBuffer(digest) })] }),
    ...(nonce ? [textAttribute(oids.nonce, nonce)] : []),
    ...(cardSerial ? [textAttribute(oids.cardSerial, cardSerial)] : []),
  ];
  const encoding = (attribute: Attribute) => Buffer.from(attribute.toSchema().toBER());
  return attributes.sort((one, other) => Buffer.compare(encoding(one), encoding(other)));
}

const textAttribute = (type: string, value: string) =>
  new Attribute({ type, values: [new Utf8String({ value })] });

/** RFC 5652 section 5.4: the attributes are signed under the tag of a SET, not under the one they travel with. */
function signedBytes(attributes: Attribute[]): Uint8Array {
  const set = new AsnSet({ value: attributes.map((attribute) => attribute.toSchema()) });
  return new Uint8Array(set.toBER());
}

/** asn1js keeps the whole buffer behind a view, so it gets one of the exact size. */
function exactBuffer(bytes: Uint8Array): ArrayBuffer {
  const copy = new ArrayBuffer(bytes.length);
  new Uint8Array(copy).set(bytes);
  return copy;
}
