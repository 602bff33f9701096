/**
 * Text of bytes in a character set that a mail claims. Where it claims none, a wrong one, or one that is not known, the
 * bytes decide: UTF-8 if they are that, Big5 if they are that, else Latin-1. Never throws.
 */
export function decodeText(bytes: Buffer, charset: string | undefined): string {
  const claimed = charset?.trim().toLowerCase();
  if (claimed && !uncertain.test(claimed)) {
    const decoder = decoderOf(claimed);
    if (decoder) return decoder.decode(bytes);
  }
  return sniff(bytes);
}

/** Claims that Taiwanese servers make about whatever they send. */
const uncertain = /^(us-ascii|ascii|unknown-8bit|x-unknown|default|binary)$/;

/** Names that mails use and the Encoding Standard does not know. */
const others: Record<string, string> = {
  "x-big5": "big5",
  cp950: "big5",
  ms950: "big5",
  cp936: "gbk",
  utf8mb4: "utf-8",
};

function decoderOf(label: string): TextDecoder | null {
  try {
    return new TextDecoder(others[label] ?? label);
  } catch {
    return null;
  }
}

function sniff(bytes: Buffer): string {
  for (const label of ["utf-8", "big5"]) {
    try {
      return new TextDecoder(label, { fatal: true }).decode(bytes);
    } catch {
      // The next one may fit.
    }
  }
  return bytes.toString("latin1");
}
