import { requirePurpose } from "./card-purpose";
import { type Certificate, readCertificate } from "../x509/certificate";
import { authorityKeyIdOf } from "../x509/certificate-extensions";
import { requireGoodStatus, type StatusInputs, type StatusProof } from "../revocation/certificate-status";
import { isRevoked, type OcspAnswer } from "../revocation/ocsp-status";
import { type AuthorityPath, validatePath } from "../x509/path";
import { type Refusal, Refused, refuse, verdictOf } from "../errors/refusal";
import type { SeenCrlNumbers } from "../revocation/revocation";
import type { Authority, CardPurpose } from "../x509/authority";
import type { TrustStore } from "../revocation/trust-store";

/** What a certificate is held against. `at` is epoch milliseconds; purpose `any` accepts authorities of either purpose. */
export interface CertificateContext {
  trust: TrustStore;
  purpose: CardPurpose | "any";
  at: number;
  /** Highest CRL numbers seen before, by series; older lists are refused. */
  seenCrlNumbers?: SeenCrlNumbers;
  /** Answers of OCSP responders, about any certificate of the path; those about others do no harm. */
  ocsp?: readonly OcspAnswer[];
}

/** A certificate with its way up, the issuer last. */
export interface PlacedCertificate {
  certificate: Certificate;
  authorities: AuthorityPath;
}

/** A certificate found good, and the lists and responses that say it is not revoked, its own first. */
export interface TrustedCertificate extends PlacedCertificate, StatusProof {}

export type CertificateVerdict = ({ accepted: true } & TrustedCertificate) | ({ accepted: false } & Refusal);

/** Judges one certificate (`certificates.md`, steps 3 and 4). Never throws, whatever the bytes. */
export function checkCertificate(der: Uint8Array, context: CertificateContext): CertificateVerdict {
  const verdict = verdictOf(() => requireTrusted(readCertificate(der), context));
  return verdict.accepted ? { accepted: true, ...verdict.value } : { accepted: false, ...verdict.refusal };
}

/** More ways up than this are not tried: cross-certified authorities could otherwise multiply them. */
const MAXIMUM_PATHS = 64;
const MAXIMUM_AUTHORITIES = 10;

/**
 * The certificate's path to a pinned anchor, valid and unrevoked.
 *
 * @throws Refused with the reason of the first path that came to light, where none holds
 */
export function requireTrusted(certificate: Certificate, context: CertificateContext): TrustedCertificate {
  return firstThatHolds(certificate, context, (authorities) => ({
    certificate,
    authorities,
    ...requireUnrevoked(certificate, authorities, context),
  }));
}

/**
 * The same without revocation: whose certificate it is, so that its status can be asked for. No verdict by itself.
 *
 * @throws Refused as `requireTrusted` does
 */
export function requirePlaced(certificate: Certificate, context: CertificateContext): PlacedCertificate {
  return firstThatHolds(certificate, context, (authorities) => ({ certificate, authorities }));
}

function firstThatHolds<T>(
  certificate: Certificate,
  context: CertificateContext,
  conclude: (authorities: AuthorityPath) => T,
): T {
  let first: Refused | undefined;
  for (const authorities of findPaths(certificate, context)) {
    try {
      validatePath(authorities, certificate, context.at);
      requirePurpose(certificate, context.purpose);
      return conclude(authorities);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      first ??= error;
    }
  }
  throw first ?? new Refused("anchor-unreachable", "no pinned anchor above the issuer");
}

/** Chooses issuers among the pinned authorities by key identifier, up to the anchors; names do not choose. */
function findPaths(leaf: Certificate, { trust, purpose }: CertificateContext): AuthorityPath[] {
  const keyId = authorityKeyIdOf(leaf);
  if (keyId === null) return refuse("issuer-key-id-missing", "no authority key identifier");
  const issuers = trust.authorities.filter((authority) => authority.keyId === keyId);
  if (issuers.length === 0) refuse("issuer-unknown", keyId);
  const serves = (authority: Authority) => purpose === "any" || authority.purposes.has(purpose);
  if (!issuers.some(serves)) refuse("purpose-wrong", `issued by an authority that is not for ${purpose}`);

  const found: AuthorityPath[] = [];
  const climb = (path: AuthorityPath) => {
    const [top] = path;
    if (found.length >= MAXIMUM_PATHS) return;
    if (top.anchor) found.push(path);
    const above = authorityKeyIdOf(top.certificate);
    if (top.anchor || above === null || path.length >= MAXIMUM_AUTHORITIES) return;
    for (const authority of trust.authorities) {
      if (authority.keyId === above && serves(authority) && !path.includes(authority))
        climb([authority, ...path]);
    }
  };
  for (const issuer of issuers.filter(serves)) climb([issuer]);
  return found;
}

/** The leaf and every authority below the anchor (RFC 5280 section 6.3), from the anchor downwards. */
function requireUnrevoked(
  leaf: Certificate,
  authorities: AuthorityPath,
  { trust, at, seenCrlNumbers, ocsp }: CertificateContext,
): StatusProof {
  const inputs = { crls: trust.crls, at, seen: seenCrlNumbers ?? new Map(), ocsp: ocsp ?? [] };
  const [anchor, ...below] = authorities;
  let path: AuthorityPath = [anchor];
  const proofs: StatusProof[] = [];
  for (const authority of below) {
    proofs.unshift(authorityStatus(authority, path, inputs));
    path = [...path, authority];
  }
  proofs.unshift(requireGoodStatus(leaf, path, inputs));
  return {
    crls: [...new Set(proofs.flatMap(({ crls }) => crls))],
    ocsp: proofs.flatMap((proof) => proof.ocsp),
  };
}

/** As for the leaf, in words that tell an authority's trouble from the card's. */
function authorityStatus(authority: Authority, path: AuthorityPath, inputs: StatusInputs): StatusProof {
  try {
    return requireGoodStatus(authority.certificate, path, inputs);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (isRevoked(error.code)) refuse("authority-revoked", error.reason);
    if (error.code === "ocsp-other-certificate") refuse("revocation-unknown", "nothing about an authority");
    throw error;
  }
}
