import { readSignedMessage } from "../cms/cms";
import { requireSignatureOver } from "../cms/cms-signature";
import { governmentAttributesOf } from "../x509/certificate-extensions";
import {
  type CertificateContext,
  type PlacedCertificate,
  requirePlaced,
  requireTrusted,
  type TrustedCertificate,
} from "./certificate-check";
import { agencyPart, attributesOf, formatName } from "../x509/distinguished-name";
import { oids } from "../asn1/oids";
import { type Refusal, verdictOf } from "../errors/refusal";

/** Who signed, taken from the certificate that verified the signature and from nowhere else. Times: epoch milliseconds. */
export interface SignerSummary {
  sha256: string;
  /** Key identifier of the CA that issued the certificate, in hex; tells generations of one name apart. */
  authorityKeyId: string;
  /** The certificate's own serial number, in hex: it changes at every renewal. */
  serialNumber: string;
  /** `ou=人事行政總處,o=行政院,c=TW`: most specific first, as the agency registry writes it. */
  subjectDn: string;
  /** The CA's name for people, 內政部憑證管理中心; its generations share it. */
  issuerName: string;
  /** A citizen's name. */
  commonName: string | null;
  /** The citizen's number at the CA (16 digits), which stays when the card is renewed. */
  subjectSerialNumber: string | null;
  agencyOid: string | null;
  /** The subject without anything but country, place, organisation and units. */
  agencyDn: string | null;
  /** The last four characters of the national ID, where the card carries them. */
  lastFour: string | null;
  notAfterAt: number;
  der: Uint8Array;
}

/** A list or an OCSP response the verdict rests on, as evidence. Times: epoch milliseconds. */
export type RevocationEvidence = CrlEvidence | OcspEvidence;

export interface CrlEvidence {
  kind: "crl";
  /** Key of `seenCrlNumbers`; remember `crlNumber` under it. */
  series: string;
  crlNumber: string;
  thisUpdateAt: number;
  nextUpdateAt: number;
  sha256: string;
  der: Uint8Array;
}

export interface OcspEvidence {
  kind: "ocsp";
  producedAt: number;
  sha256: string;
  der: Uint8Array;
}

export type CardVerdict =
  | {
      accepted: true;
      signer: SignerSummary;
      /** DER, from the signer's certificate up to the anchor. */
      chain: Uint8Array[];
      /** Lists, the signer's own first and then its authorities', and after them the responses. */
      revocation: RevocationEvidence[];
    }
  | ({ accepted: false } & Refusal);

/**
 * The one entry for a card's signature: is this CMS message signed, over exactly these bytes, by a card that a pinned
 * authority issued for this purpose and has not revoked (`certificates.md`, steps 2 to 4)?
 *
 * Never throws, whatever the bytes; what cannot be checked is refused. The challenge (step 1) and whose agency or account
 * the card speaks for (step 5) are the caller's.
 */
export function verifyCardSignature(
  signed: { cms: Uint8Array; content: Uint8Array } & CertificateContext,
): CardVerdict {
  const verdict = verdictOf(() => {
    const signer = requireSignatureOver(signed.content, readSignedMessage(signed.cms));
    return evidenceOf(requireTrusted(signer, signed));
  });
  return verdict.accepted ? { accepted: true, ...verdict.value } : { accepted: false, ...verdict.refusal };
}

/**
 * Whose signature it is and who issued the certificate (steps 2 and 3), so that its status can be asked for. No verdict:
 * what comes of it goes into `verifyCardSignature`.
 */
export function placeCardSignature(
  signed: { cms: Uint8Array; content: Uint8Array } & CertificateContext,
): ({ accepted: true } & PlacedCertificate) | ({ accepted: false } & Refusal) {
  const verdict = verdictOf(() =>
    requirePlaced(requireSignatureOver(signed.content, readSignedMessage(signed.cms)), signed),
  );
  return verdict.accepted ? { accepted: true, ...verdict.value } : { accepted: false, ...verdict.refusal };
}

function evidenceOf({ certificate, authorities, crls, ocsp }: TrustedCertificate) {
  const { subject } = certificate;
  const issuer = authorities.at(-1) ?? authorities[0];
  const placed = agencyPart(subject);
  const signer: SignerSummary = {
    sha256: certificate.sha256,
    authorityKeyId: issuer.keyId,
    serialNumber: certificate.serialNumber,
    subjectDn: formatName(subject),
    issuerName:
      attributesOf(certificate.issuer, oids.organizationalUnitName).at(-1) ?? formatName(certificate.issuer),
    commonName: attributesOf(subject, oids.commonName).at(-1) ?? null,
    subjectSerialNumber: attributesOf(subject, oids.serialNumberAttribute).at(-1) ?? null,
    ...governmentAttributesOf(certificate),
    agencyDn: placed.rdns.some((rdn) => rdn.some(({ type }) => type === oids.organizationName))
      ? formatName(placed)
      : null,
    notAfterAt: certificate.notAfterAt,
    der: certificate.der,
  };
  return {
    signer,
    chain: [certificate.der, ...[...authorities].reverse().map((authority) => authority.certificate.der)],
    revocation: [
      ...crls.map((crl): RevocationEvidence => ({
        kind: "crl",
        series: crl.series,
        crlNumber: String(crl.number ?? ""),
        thisUpdateAt: crl.thisUpdateAt,
        nextUpdateAt: crl.nextUpdateAt ?? crl.thisUpdateAt,
        sha256: crl.sha256,
        der: crl.der,
      })),
      ...ocsp.map(({ producedAt, sha256, der }): RevocationEvidence => ({
        kind: "ocsp",
        producedAt,
        sha256,
        der,
      })),
    ],
  };
}
