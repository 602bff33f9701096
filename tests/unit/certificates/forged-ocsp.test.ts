import { describe, expect, test } from "vitest";
import { placeCardSignature } from "../../../certificates/verdict/card-signature";
import {
  element,
  nil,
  objectIdentifier,
  octetString,
  sequence,
  taggedPrimitive,
  tagged,
} from "../../../certificates/asn1/der-writer";
import { authorityKeyId, basicConstraints, extension, keyUsage } from "../../../certificates/demo/issuing";
import { oids } from "../../../certificates/asn1/oids";
import { refuses, verdictOn } from "../../support/forge/attacks";
import { type Attempt, cardSerial, day, forge, names, now } from "../../support/forge/forge";
import { keyOf } from "../../support/forge/keys";

const minute = 60_000;
const nonce = Buffer.alloc(32, 7);
/** No list of the card's issuer: all rests on the response. */
const byIssuer: Partial<Attempt> = { crl: null, ocsp: {} };
const byDelegate: Partial<Attempt> = { ...byIssuer, responder: {} };
const both: Partial<Attempt> = { ocsp: {} };
const purposes = (...oid: string[]) =>
  extension(oids.extendedKeyUsage, sequence(...oid.map(objectIdentifier)));
const revoked = (reason?: number) => ({ revokedAt: now - day, reason });
const onTheList = (serial: bigint, reason?: number) => ({
  crl: { revoked: [{ serial, revokedAt: now, reason }] },
});
const point = (uri: string) => tagged(0, tagged(0, taggedPrimitive(6, Buffer.from(uri))));
const atPoint = (uri: string) => extension(oids.crlDistributionPoints, sequence(sequence(point(uri))));
/** The responder's list is not the card's: each has a distribution point of its own. */
const onItsOwnList: Partial<Attempt> = {
  ocsp: {},
  card: { extensions: { points: atPoint("http://crl.example/cards") } },
  responder: { extensions: { noCheck: null, points: atPoint("http://crl.example/responders") } },
  crl: {
    extensions: {
      scope: extension(oids.issuingDistributionPoint, sequence(point("http://crl.example/responders")), true),
    },
  },
};

describe("a card without a list is accepted", () => {
  test.each<[string, Partial<Attempt>]>([
    ["on the word of its issuer's own key", byIssuer],
    ["on the word of a responder its issuer delegated", byDelegate],
    ["where the responder is named by key", { ...byDelegate, ocsp: { byKey: true } }],
    ["where the certificate is named with SHA-256", { ...byIssuer, ocsp: { hash: "sha256" } }],
    ["where the nonce comes back", { ...byIssuer, ocsp: { nonce }, sentNonce: nonce }],
    ["where the issuer's list clears the responder", onItsOwnList],
    [
      "where the responder's clock runs a little ahead",
      { ...byIssuer, ocsp: { thisUpdateAt: now + minute, producedAt: now + minute } },
    ],
    [
      "where a fresh answer does not say how long it holds",
      { ...byIssuer, ocsp: { thisUpdateAt: now - minute, nextUpdateAt: null } },
    ],
    [
      "where the response speaks of others too",
      { ...byIssuer, ocsp: { more: [{ serial: 5n, says: revoked() }] } },
    ],
    ["though its list is overdue", { crl: { nextUpdateAt: now - 1000 }, ocsp: {} }],
  ])("%s", (_how, attempt) => {
    expect(verdictOn(attempt)).toMatchObject({ accepted: true });
  });
});

test("list and response are both evidence where both speak", () => {
  expect(verdictOn(both)).toMatchObject({
    accepted: true,
    revocation: [{ kind: "crl" }, { kind: "crl" }, { kind: "ocsp", producedAt: now - day }],
  });
});

test("a response that says nothing leaves the word to the list", () => {
  for (const ocsp of [{ says: "unknown" as const }, { responseStatus: 3 }, { nextUpdateAt: now - 1000 }])
    expect(verdictOn({ ocsp })).toMatchObject({ accepted: true });
});

test("before its status is known, a signature has an issuer to ask, and no more", () => {
  const placed = placeCardSignature(forge({ crl: null, ocsp: null }));
  expect(placed).toMatchObject({ accepted: true, certificate: { serialNumber: cardSerial.toString(16) } });
  expect(verdictOn({ crl: null })).toMatchObject({ accepted: false, code: "revocation-unknown" });
  expect(placeCardSignature(forge({ message: { signedBy: "stranger" } }))).toMatchObject({
    accepted: false,
    code: "signature-wrong",
  });
});

refuses("a response that", [
  { does: "is missing", code: "revocation-unknown", twin: byIssuer, change: { ocsp: null } },
  {
    does: "says revoked",
    code: "certificate-revoked",
    twin: byIssuer,
    change: { ocsp: { says: revoked(1) } },
  },
  {
    does: "says revoked without a reason",
    code: "certificate-revoked",
    twin: byIssuer,
    change: { ocsp: { says: revoked() } },
  },
  {
    does: "says suspended",
    code: "certificate-on-hold",
    twin: byIssuer,
    change: { ocsp: { says: revoked(6) } },
  },
  {
    does: "says unknown",
    code: "ocsp-status-unknown",
    twin: byIssuer,
    change: { ocsp: { says: "unknown" } },
  },
  {
    does: "says both good and revoked",
    code: "certificate-revoked",
    twin: byIssuer,
    change: { ocsp: { more: [{ says: revoked(1) }] } },
  },
  {
    does: "says revoked where the list says nothing of it",
    code: "certificate-revoked",
    twin: both,
    change: { ocsp: { says: revoked(1) } },
  },
  {
    does: "says good where the list says revoked",
    code: "certificate-revoked",
    twin: both,
    change: onTheList(cardSerial),
  },
  {
    does: "says good where the list says suspended",
    code: "certificate-on-hold",
    twin: both,
    change: onTheList(cardSerial, 6),
  },
  {
    does: "is about another card of the issuer",
    code: "ocsp-other-certificate",
    twin: byIssuer,
    change: { ocsp: { serial: cardSerial + 1n } },
  },
  {
    does: "is about that number of another issuer's key",
    code: "ocsp-other-certificate",
    twin: byIssuer,
    change: { ocsp: { issuerKey: "agencyOlder" } },
  },
  {
    does: "is about that number of another issuer's name",
    code: "ocsp-other-certificate",
    twin: byIssuer,
    change: { ocsp: { issuerName: names.other } },
  },
  {
    does: "names the card with MD5",
    code: "ocsp-other-certificate",
    twin: byIssuer,
    change: { ocsp: { hash: "md5" } },
  },
  { does: "is overdue", code: "ocsp-stale", twin: byIssuer, change: { ocsp: { nextUpdateAt: now - 1000 } } },
  {
    does: "is of yesterday and does not say how long it holds",
    code: "ocsp-stale",
    twin: { ...byIssuer, ocsp: { nextUpdateAt: null, thisUpdateAt: now - minute } },
    change: { ocsp: { nextUpdateAt: null, thisUpdateAt: now - day } },
  },
  {
    does: "is of tomorrow",
    code: "ocsp-not-yet-valid",
    twin: byIssuer,
    change: { ocsp: { thisUpdateAt: now + day / 2 } },
  },
  {
    does: "was made tomorrow",
    code: "ocsp-not-yet-valid",
    twin: byIssuer,
    change: { ocsp: { producedAt: now + day / 2 } },
  },
  { does: "is an error", code: "ocsp-not-answered", twin: byIssuer, change: { ocsp: { responseStatus: 3 } } },
  {
    does: "repeats another nonce",
    code: "ocsp-nonce-differs",
    twin: { ...byIssuer, ocsp: { nonce }, sentNonce: nonce },
    change: { ocsp: { nonce: Buffer.alloc(32, 8) } },
  },
  {
    does: "does not repeat the nonce",
    code: "ocsp-nonce-differs",
    twin: { ...byIssuer, ocsp: { nonce }, sentNonce: nonce },
    change: { ocsp: { nonce: null } },
  },
  {
    does: "has a critical extension nobody knows",
    code: "ocsp-extension-critical-unknown",
    twin: { ...byIssuer, ocsp: { responseExtensions: { unknown: extension("1.2.3.4.5", nil()) } } },
    change: { ocsp: { responseExtensions: { unknown: extension("1.2.3.4.5", nil(), true) } } },
  },
  {
    does: "has a critical extension nobody knows in its answer",
    code: "ocsp-extension-critical-unknown",
    twin: { ...byIssuer, ocsp: { extensions: { unknown: extension("1.2.3.4.5", nil()) } } },
    change: { ocsp: { extensions: { unknown: extension("1.2.3.4.5", nil(), true) } } },
  },
  {
    does: "goes on after its end",
    code: "ocsp-unreadable",
    twin: byIssuer,
    change: { ocsp: { trailing: Uint8Array.of(0) } },
  },
  {
    does: "ends early",
    code: "ocsp-unreadable",
    twin: byIssuer,
    change: { ocsp: { mangle: (der) => der.subarray(0, -1) } },
  },
  {
    does: "is no basic response",
    code: "ocsp-unreadable",
    twin: byIssuer,
    change: {
      ocsp: {
        mangle: () =>
          sequence(
            element(0x0a, Uint8Array.of(0)),
            tagged(0, sequence(objectIdentifier(oids.ocsp), octetString(nil()))),
          ),
      },
    },
  },
  {
    does: "is larger than 64 KiB",
    code: "ocsp-too-large",
    twin: byIssuer,
    change: { ocsp: { certificates: [sequence(octetString(new Uint8Array(66_000)))] } },
  },
  {
    does: "is signed with SHA-1",
    code: "ocsp-algorithm-not-accepted",
    twin: byIssuer,
    change: { ocsp: { algorithm: "rsa-sha1" } },
  },
  {
    does: "is signed by somebody else in the issuer's name",
    code: "ocsp-signature-wrong",
    twin: byIssuer,
    change: { ocsp: { signedBy: "stranger" } },
  },
  {
    does: "is signed by the older generation of the same name",
    code: "ocsp-signature-wrong",
    twin: byIssuer,
    change: { ocsp: { signedBy: "agencyOlder" } },
  },
  {
    does: "was changed after it was signed",
    code: "ocsp-signature-wrong",
    twin: byIssuer,
    change: { ocsp: { mangle: lastBitChanged } },
  },
]);

refuses("a delegated responder that", [
  {
    does: "was not authorised for OCSP",
    code: "ocsp-responder-not-authorised",
    twin: byDelegate,
    change: { responder: { extensions: { purposes: purposes(oids.clientAuth) } } },
  },
  {
    does: "is authorised for anything",
    code: "ocsp-responder-not-authorised",
    twin: byDelegate,
    change: { responder: { extensions: { purposes: purposes(oids.anyExtendedKeyUsage) } } },
  },
  {
    does: "does not say what it is for",
    code: "ocsp-responder-not-authorised",
    twin: byDelegate,
    change: { responder: { extensions: { purposes: null } } },
  },
  {
    does: "was issued by the older generation of the same name",
    code: "ocsp-responder-other-issuer",
    twin: byDelegate,
    change: {
      responder: {
        signedBy: "agencyOlder",
        extensions: { authorityKeyId: authorityKeyId(keyOf("agencyOlder").publicKey) },
      },
    },
  },
  {
    does: "was issued by the root, not by the card's issuer",
    code: "ocsp-responder-other-issuer",
    twin: byDelegate,
    change: { responder: { issuer: names.root, signedBy: "root" } },
  },
  {
    does: "vouches for itself",
    code: "ocsp-responder-other-issuer",
    twin: byDelegate,
    change: { responder: { issuer: names.responder, signedBy: "responder" } },
  },
  {
    does: "has expired",
    code: "ocsp-responder-not-valid",
    twin: byDelegate,
    change: { responder: { notAfterAt: now - 2000 } },
  },
  {
    does: "is not valid yet",
    code: "ocsp-responder-not-valid",
    twin: byDelegate,
    change: { responder: { notBeforeAt: now + 1000 } },
  },
  {
    does: "is an authority",
    code: "ocsp-responder-not-valid",
    twin: byDelegate,
    change: { responder: { extensions: { basicConstraints: basicConstraints(true) } } },
  },
  {
    does: "may not sign",
    code: "ocsp-responder-not-valid",
    twin: byDelegate,
    change: { responder: { extensions: { keyUsage: keyUsage(2) } } },
  },
  {
    does: "has a certificate signed with SHA-1",
    code: "ocsp-responder-not-valid",
    twin: byDelegate,
    change: { responder: { algorithm: "rsa-sha1" } },
  },
  {
    does: "has a critical extension nobody knows",
    code: "ocsp-responder-not-valid",
    twin: byDelegate,
    change: { responder: { extensions: { unknown: extension("1.2.3.4.5", nil(), true) } } },
  },
  {
    does: "was revoked",
    code: "ocsp-responder-revoked",
    twin: onItsOwnList,
    change: onTheList(0x77n),
  },
  {
    does: "may have been revoked, for all that is known",
    code: "ocsp-responder-revoked",
    twin: byDelegate,
    change: { responder: { extensions: { noCheck: null } } },
  },
  {
    does: "does not come along",
    code: "ocsp-responder-missing",
    twin: byDelegate,
    change: { ocsp: { certificates: [] } },
  },
  {
    does: "signs with another key than its certificate's",
    code: "ocsp-signature-wrong",
    twin: byDelegate,
    change: { ocsp: { signedBy: "stranger" } },
  },
]);

/** The last octet of a response without certificates is the last of its signature. */
function lastBitChanged(der: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(der);
  copy[copy.length - 1] = (copy.at(-1) ?? 0) ^ 1;
  return copy;
}
