import type { Certificate } from "../x509/certificate";
import type { CertificateRevocationList } from "./crl";
import type { OcspResponse } from "./ocsp";
import { checkOcsp, isRevoked, type OcspAnswer } from "./ocsp-status";
import type { AuthorityPath } from "../x509/path";
import { Refused } from "../errors/refusal";
import { checkLists, type RevocationInputs } from "./revocation";

/** Whatever may say that a certificate is revoked or not: lists, and answers of responders. */
export interface StatusInputs extends RevocationInputs {
  ocsp: readonly OcspAnswer[];
}

/** What a good status rests on: lists, a response, or both. */
export interface StatusProof {
  crls: CertificateRevocationList[];
  ocsp: OcspResponse[];
}

/**
 * Is the certificate unrevoked? Either a list or a response suffices to say so, and either suffices to say it is not: who
 * has both must find it good in neither's bad books. What says nothing, a response `unknown` among it (RFC 6960 section
 * 2.2), leaves the word to the other; where neither speaks the certificate is refused.
 *
 * @param path the authorities above the certificate, its issuer last
 * @throws Refused `certificate-revoked`, `certificate-on-hold`, or why the status stays unknown
 */
export function requireGoodStatus(
  certificate: Certificate,
  path: AuthorityPath,
  inputs: StatusInputs,
): StatusProof {
  const [anchor, ...below] = path;
  const crls = outcomeOf(() => checkLists(certificate, below.at(-1) ?? anchor, inputs));
  const ocsp = outcomeOf(() => checkOcsp(certificate, path, inputs.ocsp, inputs));
  for (const outcome of [crls, ocsp]) {
    if (outcome instanceof Refused && isRevoked(outcome.code)) throw outcome;
  }
  if (crls instanceof Refused && ocsp instanceof Refused) {
    // Whoever asked a responder hears of its answer; without one about this certificate, of the lists.
    if (ocsp.code === "revocation-unknown") throw crls;
    throw ocsp.code === "ocsp-other-certificate" && crls.code !== "revocation-unknown" ? crls : ocsp;
  }
  return {
    crls: crls instanceof Refused ? [] : crls,
    ocsp: ocsp instanceof Refused ? [] : [ocsp],
  };
}

function outcomeOf<T>(check: () => T): T | Refused {
  try {
    return check();
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
}
