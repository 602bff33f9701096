import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { objectIdentifier, octetString, sequence } from "../../../certificates/asn1/der-writer";
import { authorityKeyId, keyUsage, subjectKeyId } from "../../../certificates/demo/issuing";
import { oids } from "../../../certificates/asn1/oids";
import { refuses, verdictOn } from "../../support/forge/attacks";
import {
  type Attempt,
  agencyOid,
  cardSerial,
  content,
  day,
  forge,
  names,
  now,
} from "../../support/forge/forge";
import { type CertificateWish, forgeCertificate } from "../../support/forge/forged-certificate";
import { attribute } from "../../support/forge/forged-message";
import { type KeyName, keyOf } from "../../support/forge/keys";

const other = new TextEncoder().encode('{"purpose":"reset","nonce":"四五六"}');
const detached: Partial<Attempt> = { message: { attached: null } };
const tampered = (der: Uint8Array) => {
  const copy = Uint8Array.from(der);
  copy[copy.length - 1] = (copy.at(-1) ?? 0) ^ 1;
  return copy;
};

/** A certificate from an authority nobody pinned. */
const strangers = (change: Partial<CertificateWish> = {}, key: KeyName = "stranger") =>
  forgeCertificate({
    serial: 99n,
    subject: names.other,
    issuer: names.other,
    key,
    signedBy: "stranger",
    notBeforeAt: now - day,
    notAfterAt: now + day,
    algorithm: "rsa-sha256",
    version: 2,
    mangle: (der) => der,
    ...change,
    extensions: {
      authorityKeyId: authorityKeyId(keyOf("stranger").publicKey),
      subjectKeyId: subjectKeyId(keyOf(key).publicKey),
      keyUsage: keyUsage(0),
      ...change.extensions,
    },
  });

const pinTo = (der: Uint8Array) => ({
  [oids.signingCertificateV2]: [
    sequence(sequence(sequence(octetString(createHash("sha256").update(der).digest())))),
  ],
});

describe("a truthful message", () => {
  test("is accepted with who signed, the chain up to the anchor and the lists it rests on", () => {
    const verdict = verdictOn({});
    expect(verdict).toMatchObject({
      accepted: true,
      signer: { agencyOid, agencyDn: "ou=人事行政總處,o=行政院,c=TW", serialNumber: cardSerial.toString(16) },
      revocation: [
        { crlNumber: "100", thisUpdateAt: now - day, nextUpdateAt: now + day },
        { crlNumber: "100" },
      ],
    });
    const { certificate, authority, root } = forge({});
    expect(verdict.accepted && verdict.chain.map((der) => Buffer.from(der).toString("hex"))).toEqual(
      [certificate, authority, root].map((der) => Buffer.from(der).toString("hex")),
    );
  });

  test.each<[string, Partial<Attempt>]>([
    ["detached", detached],
    ["naming the signer by key", { message: { byKeyId: true } }],
    ["with SHA-384", { message: { digest: "sha384" } }],
    ["with a signature algorithm that names its digest", { message: { signatureOid: oids.sha256WithRsa } }],
    [
      "with signed attributes nobody knows",
      { message: { attributes: { "1.2.3.4": [octetString(content)] } } },
    ],
    [
      "signed by a card with a NIST curve",
      { card: { key: "curve" }, message: { signedBy: "curve", signatureOid: oids.ecdsaWithSha256 } },
    ],
  ])("%s is accepted", (_how, attempt) => {
    expect(verdictOn(attempt)).toMatchObject({ accepted: true });
  });

  test("has its signer from the key that verified, not from the first certificate in the bag", () => {
    expect(verdictOn({ message: { before: [strangers()] } })).toMatchObject({
      accepted: true,
      signer: { serialNumber: cardSerial.toString(16) },
    });
  });
});

refuses("a message whose content", [
  { does: "is another one than asked for", code: "content-differs", change: { message: { content: other } } },
  { does: "answers another challenge", code: "content-differs", change: { expected: other } },
  { does: "was replaced after signing", code: "content-differs", change: { message: { attached: other } } },
  {
    does: "was replaced after signing, detached",
    code: "message-digest-wrong",
    twin: detached,
    change: { expected: other },
  },
  {
    does: "is signed as something else than data",
    code: "content-type-not-data",
    change: { message: { contentType: "1.2.840.113549.1.9.16.1.4" } },
  },
]);

refuses("signed attributes that", [
  { does: "are missing", code: "signed-attributes-missing", change: { message: { attributes: null } } },
  {
    does: "lack the digest",
    code: "message-digest-missing",
    change: { message: { attributes: { [oids.messageDigest]: null } } },
  },
  {
    does: "hold two digests",
    code: "message-digest-missing",
    change: {
      message: {
        attributes: {
          [oids.messageDigest]: [octetString(Buffer.alloc(32)), octetString(Buffer.alloc(32, 1))],
        },
      },
    },
  },
  {
    does: "hold the digest of something else",
    code: "message-digest-wrong",
    change: {
      message: {
        attributes: { [oids.messageDigest]: [octetString(createHash("sha256").update(other).digest())] },
      },
    },
  },
  {
    does: "lack the content type",
    code: "content-type-attribute-missing",
    change: { message: { attributes: { [oids.contentType]: null } } },
  },
  {
    does: "name another content type",
    code: "content-type-attribute-wrong",
    change: { message: { attributes: { [oids.contentType]: [objectIdentifier(oids.signedData)] } } },
  },
  {
    does: "repeat one",
    code: "signed-attribute-repeated",
    change: { message: { repeated: [attribute(oids.contentType, objectIdentifier(oids.data))] } },
  },
  {
    does: "are in another order than DER's",
    code: "message-not-der",
    change: { message: { unsorted: true } },
  },
  {
    does: "pin another certificate",
    code: "signing-certificate-attribute-wrong",
    twin: { message: { attributes: pinTo(forge({}).certificate) } },
    change: { message: { attributes: pinTo(strangers()) } },
  },
]);

refuses("algorithms that", [
  {
    does: "digest with SHA-1",
    code: "digest-algorithm-not-accepted",
    change: { message: { digest: "sha1" } },
  },
  {
    does: "name a digest that was not used",
    code: "message-digest-wrong",
    change: { message: { digestOid: oids.sha384 } },
  },
  {
    does: "sign with SHA-1",
    code: "signature-algorithm-not-accepted",
    change: { message: { signatureOid: "1.2.840.113549.1.1.5" } },
  },
  {
    does: "sign with another digest",
    code: "signature-algorithm-mismatch",
    change: { message: { signatureOid: oids.sha384WithRsa } },
  },
  {
    does: "are for another kind of key",
    code: "signature-wrong",
    change: { message: { signatureOid: oids.ecdsaWithSha256 } },
  },
]);

refuses("a signer who", [
  { does: "holds another key", code: "signature-wrong", change: { message: { signedBy: "stranger" } } },
  {
    does: "names the victim's certificate and adds an own one",
    code: "signature-wrong",
    twin: { message: { after: [strangers()] } },
    change: { message: { signedBy: "stranger" } },
  },
  { does: "sends no certificate", code: "signer-certificate-missing", change: { message: { replace: [] } } },
  {
    does: "sends only another certificate",
    code: "signer-certificate-missing",
    change: { message: { replace: [strangers()] } },
  },
  {
    does: "sends two certificates for one key, name and number",
    code: "signer-certificate-ambiguous",
    change: { message: { after: [strangers({ serial: cardSerial, issuer: names.agency }, "card")] } },
  },
  {
    does: "signed with the key for encryption",
    code: "leaf-may-not-sign",
    change: { card: { extensions: { keyUsage: keyUsage(2, 3) } } },
  },
  { does: "signs twice", code: "signer-not-single", change: { message: { signers: 2 } } },
  { does: "does not sign", code: "signer-not-single", change: { message: { signers: 0 } } },
]);

refuses("bytes that", [
  {
    does: "go on after the message",
    code: "message-not-der",
    change: { message: { trailing: new Uint8Array([0]) } },
  },
  { does: "are of indefinite length", code: "message-not-der", change: { message: { mangle: indefinite } } },
  {
    does: "write a length longer than needed",
    code: "message-not-der",
    change: { message: { mangle: longLength } },
  },
  {
    does: "end early",
    code: "message-not-der",
    change: { message: { mangle: (der) => der.subarray(0, -1) } },
  },
  {
    does: "are more than 64 KiB",
    code: "message-too-large",
    change: { message: { after: [sequence(octetString(new Uint8Array(66_000)))] } },
  },
  { does: "claim another version", code: "message-version-wrong", change: { message: { version: 3 } } },
  {
    does: "claim another version of the signer",
    code: "message-version-wrong",
    change: { message: { signerVersion: 3 } },
  },
  {
    does: "carry a signature with one bit changed",
    code: "signature-wrong",
    change: { message: { mangle: tampered } },
  },
  {
    does: "are a certificate",
    code: "message-not-signed-data",
    change: { message: { mangle: () => strangers() } },
  },
]);

/** The outer SEQUENCE without a length, closed by two zeros: BER, which openssl and most libraries accept. */
function indefinite(der: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from([0x30, 0x80]), der.subarray(4), Buffer.from([0, 0])]);
}

function longLength(der: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from([0x30, 0x83, 0]), der.subarray(2)]);
}
