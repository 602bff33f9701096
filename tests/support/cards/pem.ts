/** PEM of some DER (RFC 7468). */
export function pemOf(label: string, der: Uint8Array): string {
  const base64 = Buffer.from(der).toString("base64").replaceAll(/.{64}/g, "$&\n").trimEnd();
  return `-----BEGIN ${label}-----\n${base64}\n-----END ${label}-----\n`;
}
