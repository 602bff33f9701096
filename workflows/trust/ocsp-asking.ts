import { placeCardSignature, type RevocationEvidence } from "../../certificates/verdict/card-signature";
import type { Certificate } from "../../certificates/x509/certificate";
import type { CertificateContext, PlacedCertificate } from "../../certificates/verdict/certificate-check";
import { ocspProfile, readOcspResponse } from "../../certificates/revocation/ocsp";
import { ocspRequestFor } from "../../certificates/revocation/ocsp-request";
import type { OcspAnswer } from "../../certificates/revocation/ocsp-status";
import type { NoteOcsp } from "./ocsp-notes";
import { type AskOutside, isOutsideFailed } from "./fetching";

/** Asks authorities about single certificates by OCSP (RFC 6960), each at its own pinned address. */
export interface StatusAsking {
  /**
   * The answers about a signature's certificate and the authorities above it, as far as these have an address and answer in
   * time. No answer is no verdict: the lists then have the word, and where there are none the card is refused.
   *
   * @param addresses the OCSP address of an authority, by the fingerprint of its certificate
   */
  answersAbout(
    signed: { cms: Uint8Array; content: Uint8Array } & CertificateContext,
    addresses: ReadonlyMap<string, string>,
  ): Promise<OcspAnswer[]>;
  /** Keeps what a verdict rested on, so that the authority is not asked again before it would say something new. */
  keep(evidence: readonly RevocationEvidence[]): void;
}

/** Whoever stands at the reader waits for it. In milliseconds. */
const patience = 5000;
const mostKept = 10_000;

export function createStatusAsking({ ask, note }: { ask: AskOutside; note: NoteOcsp }): StatusAsking {
  const kept = new Map<string, { answer: OcspAnswer; until: number }>();
  const asked = new WeakMap<Uint8Array, string>();

  const answerAbout = async (certificate: Certificate, issuer: Certificate, url: string, at: number) => {
    const key = `${issuer.sha256}:${certificate.sha256}`;
    const known = kept.get(key);
    if (known && known.until > at) return known.answer;
    kept.delete(key);
    try {
      // Without a nonce: responders that prepare their answers cannot repeat one, and the times say how fresh an answer is.
      const request = ocspRequestFor(certificate, issuer);
      const der = await ask({
        url,
        body: { bytes: request, type: "application/ocsp-request" },
        maximumBytes: ocspProfile.maximumBytes,
        patience,
      });
      asked.set(der, key);
      await note(url, null);
      return { der };
    } catch (error) {
      if (!isOutsideFailed(error)) throw error;
      await note(url, error);
      return null;
    }
  };

  return {
    async answersAbout(signed, addresses) {
      if (addresses.size === 0) return [];
      const placed = placeCardSignature(signed);
      if (!placed.accepted) return [];
      const answers = await Promise.all(
        pairsOf(placed).map(async ([certificate, issuer]) => {
          const url = addresses.get(issuer.sha256);
          return url === undefined ? null : answerAbout(certificate, issuer, url, signed.at);
        }),
      );
      return answers.filter((answer) => answer !== null);
    },
    keep(evidence) {
      for (const one of evidence) {
        const key = one.kind === "ocsp" ? asked.get(one.der) : undefined;
        if (key === undefined) continue;
        if (kept.size >= mostKept) kept.clear();
        kept.set(key, { answer: { der: one.der }, until: endOf(one.der) });
      }
    },
  };
}

/** Each certificate of the path with the one that issued it. */
function pairsOf({ certificate, authorities }: PlacedCertificate): [Certificate, Certificate][] {
  const upwards = [certificate, ...authorities.map((authority) => authority.certificate).reverse()];
  return upwards.flatMap((one, index): [Certificate, Certificate][] => {
    const issuer = upwards[index + 1];
    return issuer ? [[one, issuer]] : [];
  });
}

/** Until when an answer holds; one that does not say so is not kept. */
function endOf(der: Uint8Array): number {
  return Math.min(...readOcspResponse(der).responses.map(({ nextUpdateAt }) => nextUpdateAt ?? 0));
}
