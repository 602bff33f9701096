/**
 * The DER in a file: the file itself, or each of its PEM blocks with this label (RFC 7468). Text around the blocks is passed
 * over, as openssl writes it.
 */
export function derIn(bytes: Uint8Array, label: "CERTIFICATE" | "X509 CRL"): Uint8Array[] {
  if (bytes[0] === 0x30) return [bytes];
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  const block = new RegExp(`-----BEGIN ${label}-----([A-Za-z0-9+/=\\s]*)-----END ${label}-----`, "g");
  return [...text.matchAll(block)].map(([, base64 = ""]) => new Uint8Array(Buffer.from(base64, "base64")));
}
