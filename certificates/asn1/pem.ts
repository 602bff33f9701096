/** What a PEM block is called (RFC 7468), and the older names that are still met with. */
const labels = {
  CERTIFICATE: ["CERTIFICATE", "X509 CERTIFICATE"],
  "X509 CRL": ["X509 CRL", "CRL"],
  CMS: ["CMS", "PKCS7", "PKCS #7 SIGNED DATA"],
  "OCSP RESPONSE": ["OCSP RESPONSE"],
} as const;

export type PemLabel = keyof typeof labels;

/**
 * The DER in a file: the file itself, each of its PEM blocks with this label, or what it holds in bare base64. Text around the
 * blocks is passed over, as openssl writes it. Only the armour is taken off; whether the bytes are sound, the readers say.
 */
export function derIn(bytes: Uint8Array, label: PemLabel): Uint8Array[] {
  if (isSequence(bytes)) return [bytes];
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  if (!text.includes("-----BEGIN ")) return /^[A-Za-z0-9+/=\s]+$/.test(text) ? decoded(text) : [];
  const wanted: readonly string[] = labels[label];
  const blocks = text.matchAll(/-----BEGIN ([^-\r\n]+)-----([A-Za-z0-9+/=\s]*)-----END \1-----/g);
  return [...blocks].flatMap(([, name = "", body = ""]) =>
    wanted.includes(name) ? [new Uint8Array(Buffer.from(body, "base64"))] : [],
  );
}

/** By its first two octets: no text begins with "0" and a length beyond ASCII, and a short one's length must fit. */
function isSequence(bytes: Uint8Array): boolean {
  const [tag, length = 0] = bytes;
  return tag === 0x30 && (length >= 0x80 || length + 2 === bytes.length);
}

function decoded(base64: string): Uint8Array[] {
  const bytes = new Uint8Array(Buffer.from(base64, "base64"));
  return isSequence(bytes) ? [bytes] : [];
}
