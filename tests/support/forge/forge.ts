import { integer, nil, objectIdentifier, sequence } from "../../../certificates/asn1/der-writer";
import {
  authorityKeyId,
  basicConstraints,
  extension,
  keyUsage,
  nameOf,
  subjectDirectoryAttributes,
  subjectKeyId,
} from "../../../certificates/demo/issuing";
import { oids } from "../../../certificates/asn1/oids";
import type { CardPurpose } from "../../../certificates/x509/authority";
import { openTrustStore, type TrustEntry } from "../../../certificates/revocation/trust-store";
import { type CertificateWish, forgeCertificate } from "./forged-certificate";
import { type CrlWish, forgeCrl } from "./forged-crl";
import { forgeMessage, type MessageWish } from "./forged-message";
import { forgeOcsp, type OcspWish } from "./forged-ocsp";
import { type KeyName, keyOf } from "./keys";

/** The moment of every attempt: 2026-11-23 10:00 in Taipei. */
export const now = Date.UTC(2026, 10, 23, 2);
export const day = 24 * 3_600_000;

export const names = {
  root: nameOf(
    [oids.countryName, "TW"],
    [oids.organizationName, "行政院"],
    [oids.organizationalUnitName, "總管理中心"],
  ),
  agency: nameOf(
    [oids.countryName, "TW"],
    [oids.organizationName, "行政院"],
    [oids.organizationalUnitName, "機關管理中心"],
  ),
  sub: nameOf(
    [oids.countryName, "TW"],
    [oids.organizationName, "行政院"],
    [oids.organizationalUnitName, "分支管理中心"],
  ),
  card: nameOf(
    [oids.countryName, "TW"],
    [oids.organizationName, "行政院"],
    [oids.organizationalUnitName, "人事行政總處"],
  ),
  responder: nameOf([oids.countryName, "TW"], [oids.organizationName, "行政院"], [oids.commonName, "OCSP"]),
  other: nameOf([oids.countryName, "TW"], [oids.organizationName, "立法院"]),
};
export const agencyOid = "2.16.886.101.20003.20063";
export const content = new TextEncoder().encode('{"purpose":"prove-card","nonce":"一二三"}');
export const cardSerial = 0x1234n;

/** Everything an attempt is made of; each part starts truthful, and a test changes the one thing it is about. */
export interface Attempt {
  root: Partial<CertificateWish>;
  authority: Partial<CertificateWish>;
  /** A CA between the issuing authority and the card; left out unless given. */
  sub: Partial<CertificateWish> | null;
  card: Partial<CertificateWish>;
  rootCrl: Partial<CrlWish> | null;
  /** The list of whoever issued the card, or `null` for none. */
  crl: Partial<CrlWish> | null;
  moreCrls: Partial<CrlWish>[];
  /** An OCSP response about the card, by its issuer; none unless given. */
  ocsp: Partial<OcspWish> | null;
  /** A delegated responder that signs in the issuer's place; none unless given. */
  responder: Partial<CertificateWish> | null;
  /** The nonce that was sent, where one was. */
  sentNonce: Uint8Array | null;
  message: Partial<MessageWish>;
  pinned: { root: boolean; authority: boolean; purpose: CardPurpose };
  purpose: CardPurpose;
  at: number;
  expected: Uint8Array;
  seen: string | null;
}

/** Makes what `verifyCardSignature` takes. */
export function forge(attempt: Partial<Attempt>) {
  const issuedBySub = attempt.sub !== undefined && attempt.sub !== null;
  const issuerKey: KeyName = issuedBySub ? "sub" : "agency";
  const issuerName = issuedBySub ? names.sub : names.agency;
  const root = certificate(authorityOf("root", "root", names.root, names.root), attempt.root);
  const authority = certificate(authorityOf("agency", "root", names.agency, names.root), attempt.authority);
  const sub = issuedBySub
    ? certificate(authorityOf("sub", "agency", names.sub, names.agency), attempt.sub ?? {})
    : null;
  const card = cardWish(issuerKey, issuerName, attempt.card ?? {});
  const der = forgeCertificate(card);

  const crls = [
    attempt.rootCrl === null ? null : crl("root", names.root, attempt.rootCrl),
    issuedBySub ? crl("agency", names.agency, {}) : null,
    attempt.crl === null ? null : crl(issuerKey, issuerName, attempt.crl),
    ...(attempt.moreCrls ?? []).map((wish) => crl(issuerKey, issuerName, wish)),
  ].filter((list) => list !== null);
  const pinned = { root: true, authority: true, purpose: "agency" as const, ...attempt.pinned };
  const authorities: TrustEntry[] = [
    ...(pinned.root ? [entry("anchor", pinned.purpose, root)] : []),
    ...(pinned.authority ? [entry("intermediate", pinned.purpose, authority)] : []),
    ...(sub ? [entry("intermediate", pinned.purpose, sub)] : []),
  ];
  const trust = openTrustStore({ authorities, crls });
  const series = trust.crls.find(
    ({ issuer }) => issuer.rdns.length === 3 && issuer.keys.join().includes("機關"),
  )?.series;
  return {
    cms: forgeMessage(messageWish(attempt.message ?? {}), { der, issuer: card.issuer, serial: card.serial }),
    content: attempt.expected ?? content,
    trust,
    purpose: attempt.purpose ?? ("agency" as const),
    at: attempt.at ?? now,
    seenCrlNumbers: new Map(attempt.seen && series ? [[series, attempt.seen]] : []),
    ocsp: attempt.ocsp
      ? [{ der: ocsp(issuerKey, issuerName, attempt.ocsp, attempt.responder), nonce: attempt.sentNonce }]
      : [],
    certificate: der,
    root,
    authority,
  };
}

function entry(role: TrustEntry["role"], purpose: CardPurpose, der: Uint8Array): TrustEntry {
  return { role, purpose, der };
}

function certificate(base: CertificateWish, change: Partial<CertificateWish> = {}): Uint8Array {
  return forgeCertificate({ ...base, ...change, extensions: { ...base.extensions, ...change.extensions } });
}

function authorityOf(
  key: KeyName,
  signedBy: KeyName,
  subject: Uint8Array,
  issuer: Uint8Array,
): CertificateWish {
  return {
    serial: 7n,
    subject,
    issuer,
    key,
    signedBy,
    notBeforeAt: now - 1000 * day,
    notAfterAt: now + 1000 * day,
    extensions: {
      authorityKeyId: authorityKeyId(keyOf(signedBy).publicKey),
      subjectKeyId: subjectKeyId(keyOf(key).publicKey),
      basicConstraints: basicConstraints(true),
      keyUsage: keyUsage(5, 6),
    },
    algorithm: "rsa-sha256",
    version: 2,
    mangle: (der) => der,
  };
}

function cardWish(signedBy: KeyName, issuer: Uint8Array, change: Partial<CertificateWish>): CertificateWish {
  const key = change.key ?? "card";
  return {
    serial: cardSerial,
    subject: names.card,
    issuer,
    key,
    signedBy,
    notBeforeAt: now - 100 * day,
    notAfterAt: now + 100 * day,
    algorithm: "rsa-sha256",
    version: 2,
    mangle: (der) => der,
    ...change,
    extensions: {
      authorityKeyId: authorityKeyId(keyOf(change.signedBy ?? signedBy).publicKey),
      subjectKeyId: subjectKeyId(keyOf(key).publicKey),
      basicConstraints: basicConstraints(false),
      keyUsage: keyUsage(0),
      directory: subjectDirectoryAttributes([oids.gpkiAgencyOid, objectIdentifier(agencyOid)]),
      ...change.extensions,
    },
  };
}

function crl(signedBy: KeyName, issuer: Uint8Array, change: Partial<CrlWish> = {}): Uint8Array {
  return forgeCrl({
    issuer,
    signedBy,
    thisUpdateAt: now - day,
    nextUpdateAt: now + day,
    revoked: [],
    algorithm: "rsa-sha256",
    mangle: (der) => der,
    ...change,
    extensions: {
      authorityKeyId: authorityKeyId(keyOf(change.signedBy ?? signedBy).publicKey),
      number: extension(oids.crlNumber, integer(100)),
      ...change.extensions,
    },
  });
}

function ocsp(
  issuerKey: KeyName,
  issuerName: Uint8Array,
  change: Partial<OcspWish>,
  responder: Partial<CertificateWish> | null = null,
): Uint8Array {
  const delegate = responder ? certificate(responderWish(issuerKey, issuerName), responder) : null;
  const wish: OcspWish = {
    responseStatus: 0,
    serial: cardSerial,
    issuerName,
    issuerKey,
    hash: "sha1",
    says: "good",
    thisUpdateAt: now - day,
    nextUpdateAt: now + day,
    producedAt: now - day,
    extensions: {},
    signedBy: delegate ? "responder" : issuerKey,
    responderName: delegate ? names.responder : issuerName,
    byKey: false,
    nonce: null,
    responseExtensions: {},
    algorithm: "rsa-sha256",
    more: [],
    trailing: new Uint8Array(),
    mangle: (der) => der,
    ...change,
  };
  return forgeOcsp(wish, delegate);
}

/** A delegated responder's certificate, by the agencies' authority. */
export function responderCertificate(change: Partial<CertificateWish> = {}): Uint8Array {
  return certificate(responderWish("agency", names.agency), change);
}

function responderWish(signedBy: KeyName, issuer: Uint8Array): CertificateWish {
  return {
    serial: 0x77n,
    subject: names.responder,
    issuer,
    key: "responder",
    signedBy,
    notBeforeAt: now - 10 * day,
    notAfterAt: now + 10 * day,
    extensions: {
      authorityKeyId: authorityKeyId(keyOf(signedBy).publicKey),
      subjectKeyId: subjectKeyId(keyOf("responder").publicKey),
      keyUsage: keyUsage(0),
      purposes: extension(oids.extendedKeyUsage, sequence(objectIdentifier(oids.ocspSigning))),
      noCheck: extension(oids.ocspNoCheck, nil()),
    },
    algorithm: "rsa-sha256",
    version: 2,
    mangle: (der) => der,
  };
}

function messageWish(change: Partial<MessageWish>): MessageWish {
  return {
    content,
    contentType: oids.data,
    signedBy: "card",
    digest: "sha256",
    signatureOid: oids.rsaEncryption,
    byKeyId: false,
    attributes: {},
    unsorted: false,
    repeated: [],
    before: [],
    after: [],
    signers: 1,
    trailing: new Uint8Array(),
    mangle: (der) => der,
    ...change,
  };
}
