import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { constants, gunzipSync } from "node:zlib";

/** The forms in which a secret may lie somewhere. */
export const encodings = ["plain", "base64", "quoted-printable", "utf-16", "gzip", "url"] as const;
export type Encoding = (typeof encodings)[number] | "hex";

/** Where a secret was found. */
export interface Finding {
  file: string;
  encoding: Encoding;
}

/** Searches every byte of every file below a folder for a secret, in all encodings. */
export function searchFolder(folder: string, secret: string | Uint8Array): Finding[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return files.flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    return searchBytes(readFileSync(path), secret).map((encoding) => ({
      file: relative(folder, path),
      encoding,
    }));
  });
}

/** In which encodings a secret lies among these bytes; what was compressed is searched through and through. */
export function searchBytes(bytes: Buffer, secret: string | Uint8Array): Encoding[] {
  const needle = Buffer.from(secret);
  const found: Encoding[] = [];
  const note = (encoding: Encoding, there: boolean) =>
    there && !found.includes(encoding) && found.push(encoding);
  const unbroken = withoutLineBreaks(bytes);

  note("plain", bytes.includes(needle));
  note("hex", hexOf(bytes).includes(needle.toString("hex")));
  note("base64", inBase64(bytes, needle) || inBase64(unbroken, needle));
  note("quoted-printable", unescaped(unfolded(bytes), "=").includes(needle));
  note("url", unescaped(bytes, "%").includes(needle));
  if (typeof secret === "string") {
    const wide = Buffer.from(secret, "utf16le");
    note("utf-16", bytes.includes(wide) || bytes.includes(Buffer.from(wide).swap16()));
  }
  for (const inner of gzipped(bytes)) if (searchBytes(inner, secret).length > 0) note("gzip", true);
  // What is found plainly is found again by the decoders that change nothing about it.
  return found.includes("plain") ? found.filter((one) => !["quoted-printable", "url"].includes(one)) : found;
}

/** Base64 of the secret behind zero, one or two other bytes, without the characters that its neighbours decide. */
function inBase64(bytes: Buffer, needle: Buffer): boolean {
  return [0, 1, 2].some((before) => {
    const text = Buffer.concat([Buffer.alloc(before), needle])
      .toString("base64")
      .replace(/=+$/, "");
    const first = [0, 2, 3][before] ?? 0;
    const last = (before + needle.length) % 3 === 0 ? text.length : text.length - 1;
    const core = text.slice(first, last);
    return bytes.includes(core) || bytes.includes(core.replaceAll("+", "-").replaceAll("/", "_"));
  });
}

const hexOf = (bytes: Buffer) => bytes.toString("latin1").toLowerCase();

function withoutLineBreaks(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString("latin1").replaceAll(/[\r\n]/g, ""), "latin1");
}

/** Without the soft line breaks of quoted-printable (RFC 2045, 6.7). */
function unfolded(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString("latin1").replaceAll(/=\r?\n/g, ""), "latin1");
}

/** With every `=4B` or `%4B` decoded. */
function unescaped(bytes: Buffer, mark: "=" | "%"): Buffer {
  const text = bytes
    .toString("latin1")
    .replaceAll(new RegExp(`${mark}([0-9A-Fa-f]{2})`, "g"), (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  return Buffer.from(text, "latin1");
}

/** Whatever can be unpacked of the gzip streams that begin anywhere among these bytes. */
function* gzipped(bytes: Buffer): Generator<Buffer> {
  const magic = Buffer.from([0x1f, 0x8b, 0x08]);
  for (let at = bytes.indexOf(magic); at >= 0; at = bytes.indexOf(magic, at + 1)) {
    try {
      yield gunzipSync(bytes.subarray(at), {
        finishFlush: constants.Z_SYNC_FLUSH,
        maxOutputLength: 64 * 1024 * 1024,
      });
    } catch {
      // Not a stream after all, or one that is broken: nothing can be read from it.
    }
  }
}
