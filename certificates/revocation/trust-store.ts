import { readCertificate } from "../x509/certificate";
import { subjectKeyIdOf } from "../x509/certificate-extensions";
import { type CertificateRevocationList, readCrl } from "./crl";
import { Refused } from "../errors/refusal";
import type { RefusalCode } from "../errors/refusal-words";
import type { Authority, CardPurpose } from "../x509/authority";

/** A certification authority an administrator has added; the same certificate may be listed for both purposes. */
export interface TrustEntry {
  role: "anchor" | "intermediate";
  purpose: CardPurpose;
  der: Uint8Array;
}

/** The authorities and revocation lists a verdict may rest on; made of plain bytes, never of what a message carries. */
export interface TrustStore {
  authorities: Authority[];
  crls: CertificateRevocationList[];
  /** What could not be read and is therefore not relied on. `index` counts within its own list. */
  unreadable: { list: "authorities" | "crls"; index: number; code: RefusalCode; reason: string }[];
}

/**
 * Reads the pinned authorities and their revocation lists.
 *
 * One damaged entry does not disable the rest: it is left out and named in `unreadable`, and whatever would have needed
 * it is refused.
 */
export function openTrustStore(data: {
  authorities: readonly TrustEntry[];
  crls: readonly Uint8Array[];
}): TrustStore {
  const store: TrustStore = { authorities: [], crls: [], unreadable: [] };
  data.authorities.forEach((entry, index) => {
    readInto(store, "authorities", index, () => addAuthority(store, entry));
  });
  data.crls.forEach((der, index) => {
    readInto(store, "crls", index, () => store.crls.push(readCrl(der)));
  });
  return store;
}

function readInto(store: TrustStore, list: "authorities" | "crls", index: number, read: () => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    store.unreadable.push({ list, index, code: error.code, reason: error.reason });
  }
}

function addAuthority(store: TrustStore, { role, purpose, der }: TrustEntry): void {
  const certificate = readCertificate(der);
  const known = store.authorities.find((authority) => authority.certificate.sha256 === certificate.sha256);
  if (known) {
    known.purposes.add(purpose);
    known.anchor ||= role === "anchor";
    return;
  }
  const keyId = subjectKeyIdOf(certificate);
  store.authorities.push({ certificate, keyId, anchor: role === "anchor", purposes: new Set([purpose]) });
}
