import type { RevocationEvidence } from "../../certificates/verdict/card-signature";
import { readCertificate } from "../../certificates/x509/certificate";
import { formatName } from "../../certificates/x509/distinguished-name";
import type { Evidence } from "../../db/queries/tickets";
import type { Store } from "../../db/store";

/** A revocation list as it was when the verdict was given; `der` (base64) is `null` where it was too large to keep. */
export interface KeptList {
  series: string;
  crlNumber: string;
  thisUpdateAt: number;
  nextUpdateAt: number;
  sha256: string;
  der: string | null;
}

/** A responder's answer of that moment; `der` is base64. */
export interface KeptResponse {
  producedAt: number;
  sha256: string;
  der: string;
}

/** A list of this size is kept whole with the evidence; of a larger one its number and hash. In bytes. */
const largestKeptList = 2 * 1024 * 1024;

/** What a verdict rested on, in the form in which it is kept. */
export function revocationKept(evidence: readonly RevocationEvidence[]): {
  lists: KeptList[];
  ocsp: KeptResponse[];
} {
  const lists: KeptList[] = [];
  const ocsp: KeptResponse[] = [];
  for (const one of evidence) {
    const der = Buffer.from(one.der).toString("base64");
    if (one.kind === "ocsp") {
      ocsp.push({ producedAt: one.producedAt, sha256: one.sha256, der });
    } else {
      const { series, crlNumber, thisUpdateAt, nextUpdateAt, sha256 } = one;
      const whole = one.der.length <= largestKeptList;
      lists.push({ series, crlNumber, thisUpdateAt, nextUpdateAt, sha256, der: whole ? der : null });
    }
  }
  return { lists, ocsp };
}

/** What one signature of a card proves. */
export interface Proof {
  id: string;
  purpose: "prove-card" | "reset" | "sign-in";
  /** When the desk found it good: epoch milliseconds. */
  at: number;
  /** The card's subject, most specific first. */
  signer: string;
  /** The sentence that was signed; `null` for the proof of the card alone. */
  statement: string | null;
}

/** The signatures kept with a case, oldest first. */
export async function proofsOf(store: Store, ticketId: string): Promise<Proof[]> {
  return (await store.tickets.evidenceOf(ticketId)).map(proofOf);
}

const purposes = ["prove-card", "reset", "sign-in"] as const;

/** What one kept signature proves. */
export function proofOf({ id, purpose, at, chain, content }: Evidence): Proof {
  const [signer = ""] = chain;
  const signed = JSON.parse(content.toString("utf8")) as { statement?: string };
  return {
    id,
    purpose: purposes.find((one) => one === purpose) ?? "prove-card",
    at,
    signer: formatName(readCertificate(Buffer.from(signer, "base64")).subject),
    statement: signed.statement ?? null,
  };
}

/** The lists and responses kept with a signature. */
export function keptOf({ revocation }: Evidence): { lists: KeptList[]; ocsp: KeptResponse[] } {
  const { lists, ocsp } = revocation;
  return {
    lists: Array.isArray(lists) ? (lists as KeptList[]) : [],
    ocsp: Array.isArray(ocsp) ? (ocsp as KeptResponse[]) : [],
  };
}
