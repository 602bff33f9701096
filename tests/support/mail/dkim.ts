import { createHash, type KeyObject, verify } from "node:crypto";

/** What a receiver finds out about a DKIM signature. */
export interface DkimVerdict {
  holds: boolean;
  domain: string;
  selector: string;
  /** The header fields it covers. */
  headers: string[];
}

/**
 * Verifies the DKIM signature of a mail with `relaxed/relaxed` and `rsa-sha256`, written from RFC 6376 so that the
 * signer's own code is not asked whether it was right.
 */
export function verifyDkim(raw: Buffer, publicKey: KeyObject): DkimVerdict {
  const text = raw.toString("latin1");
  const end = text.indexOf("\r\n\r\n");
  const fields = text.slice(0, end).split(/\r\n(?![ \t])/);
  const body = text.slice(end + 4);
  const signature = fields.find((field) => /^dkim-signature:/i.test(field)) ?? "";
  const tags = new Map(
    signature
      .slice(signature.indexOf(":") + 1)
      .split(";")
      .map((tag) => {
        const [name = "", ...value] = tag.split("=");
        return [name.trim(), value.join("=").replaceAll(/\s+/g, "")] as const;
      }),
  );
  const headers = (tags.get("h") ?? "").toLowerCase().split(":").filter(Boolean);
  const bodyHash = createHash("sha256").update(relaxedBody(body), "latin1").digest("base64");
  const unsigned = signature.replace(/([;\s]b=)[^;]*/, "$1");
  const signed = [...chosen(fields, headers), relaxedHeader(unsigned)].join("\r\n");
  const genuine =
    tags.get("a") === "rsa-sha256" &&
    tags.get("c") === "relaxed/relaxed" &&
    verify("sha256", Buffer.from(signed, "latin1"), publicKey, Buffer.from(tags.get("b") ?? "", "base64"));
  return {
    holds: genuine && tags.get("bh") === bodyHash,
    domain: tags.get("d") ?? "",
    selector: tags.get("s") ?? "",
    headers,
  };
}

/** RFC 6376 §5.4.2: the last field of a name first; a name without a field stands for nothing. */
function chosen(fields: string[], names: string[]): string[] {
  const left = [...fields];
  return names.flatMap((name) => {
    const index = left.findLastIndex((field) => field.toLowerCase().startsWith(`${name}:`));
    return index < 0 ? [] : left.splice(index, 1).map(relaxedHeader);
  });
}

/** §3.4.2 */
function relaxedHeader(field: string): string {
  const colon = field.indexOf(":");
  const value = field
    .slice(colon + 1)
    .replaceAll(/\r\n/g, "")
    .replaceAll(/[ \t]+/g, " ")
    .trim();
  return `${field.slice(0, colon).trim().toLowerCase()}:${value}`;
}

/** §3.4.4 */
function relaxedBody(body: string): string {
  const lines = body.split("\r\n").map((line) => line.replaceAll(/[ \t]+/g, " ").replace(/ $/, ""));
  while (lines.at(-1) === "") lines.pop();
  return lines.length === 0 ? "" : `${lines.join("\r\n")}\r\n`;
}
