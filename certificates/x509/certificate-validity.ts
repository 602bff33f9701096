import { contextConstructed, DerError, readElement, tags } from "../asn1/der";
import { Fields, timeOf } from "../asn1/der-values";

/**
 * Reads from when to when a certificate is valid (RFC 5280 section 4.1.2.5), and nothing else of it. For showing on a
 * page: no verdict rests on it. No import of node, so that a browser can do it too.
 *
 * @returns epoch milliseconds, or `null` for bytes that are no certificate
 */
export function readValidity(der: Uint8Array): { notBeforeAt: number; notAfterAt: number } | null {
  try {
    const fields = new Fields(new Fields(readElement(der, 0, der.length)).next(tags.sequence));
    fields.optional(contextConstructed(0)); // version
    fields.next(tags.integer); // serial number
    fields.next(tags.sequence); // signature algorithm
    fields.next(tags.sequence); // issuer
    const validity = new Fields(fields.next(tags.sequence));
    return { notBeforeAt: timeOf(validity.next()), notAfterAt: timeOf(validity.next()) };
  } catch (error) {
    if (error instanceof DerError) return null;
    throw error;
  }
}
