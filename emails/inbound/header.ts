import { decodeText } from "./charset";

/** One header field as it came: the name in lower case, the value unfolded, its bytes as Latin-1 characters. */
export interface Header {
  name: string;
  value: string;
}

const longestValue = 16_384;

/** Reads a block of header fields (RFC 5322 §2.2); lines that are none are left out. */
export function readHeaders(block: string, most = 1000): Header[] {
  const headers: Header[] = [];
  for (const line of block.split(/\r\n|\r|\n/)) {
    const last = headers.at(-1);
    if (/^[ \t]/.test(line)) {
      if (last && last.value.length < longestValue) last.value += ` ${line.trim()}`;
      continue;
    }
    const colon = line.indexOf(":");
    const name = line.slice(0, Math.max(0, colon)).trimEnd();
    if (!/^[!-9;-~]{1,80}$/.test(name) || headers.length >= most) continue;
    headers.push({ name: name.toLowerCase(), value: line.slice(colon + 1, colon + 1 + longestValue).trim() });
  }
  return headers;
}

/** The value of the first field of that name, as it came. */
export function rawHeader(headers: readonly Header[], name: string): string | undefined {
  return headers.find((header) => header.name === name)?.value;
}

/** The same in words: encoded words (RFC 2047) and raw eight-bit text decoded. */
export function headerText(headers: readonly Header[], name: string): string {
  return decodeWords(rawHeader(headers, name) ?? "");
}

const encodedWord = /=\?([^?\s]{1,60})\?([bq])\?([^?]*)\?=/gi;

/** Decodes the encoded words of a value. A character cut in two by two words of one character set is made whole. */
export function decodeWords(value: string): string {
  let text = "";
  let end = 0;
  let pending: { charset: string; bytes: Buffer[] } | null = null;
  const flush = () => {
    if (pending) text += decodeText(Buffer.concat(pending.bytes), pending.charset);
    pending = null;
  };
  for (const match of value.matchAll(encodedWord)) {
    const [whole, label = "", way = "", content = ""] = match;
    const between = value.slice(end, match.index);
    const charset = label.split("*")[0]?.toLowerCase() ?? "";
    const bytes = way.toLowerCase() === "b" ? Buffer.from(content, "base64") : fromQ(content);
    if (pending && (between.trim() !== "" || pending.charset !== charset)) flush();
    if (!pending && (between.trim() !== "" || end === 0)) text += eightBit(between);
    pending = pending ? { charset, bytes: [...pending.bytes, bytes] } : { charset, bytes: [bytes] };
    end = match.index + whole.length;
  }
  flush();
  return text + eightBit(value.slice(end));
}

function eightBit(value: string): string {
  return /[\x80-\xff]/.test(value) ? decodeText(Buffer.from(value, "latin1"), undefined) : value;
}

function fromQ(content: string): Buffer {
  return fromQuotedPrintable(content.replaceAll("_", " "));
}

/** Decodes quoted-printable (RFC 2045 §6.7); what is not escaped properly stays as it is. */
export function fromQuotedPrintable(text: string): Buffer {
  const decoded = text
    .replaceAll(/=[ \t]*\r?\n/g, "")
    .replaceAll(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(decoded, "latin1");
}

/** A structured field: its value in lower case and its parameters (RFC 2045 §5.1, continued and encoded by RFC 2231). */
export interface Structured {
  value: string;
  parameters: ReadonlyMap<string, string>;
}

const parameter = /;\s*([^\s=;]{1,80})\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)/g;

export function readStructured(raw: string | undefined): Structured {
  const text = raw ?? "";
  const value = (text.split(";", 1)[0] ?? "")
    .slice(0, 200)
    .replaceAll(/\([^()]*\)/g, "")
    .trim()
    .toLowerCase();
  const parameters = new Map<string, string>();
  const pieces = new Map<string, { index: number; encoded: boolean; text: string }[]>();
  for (const [, name = "", given = ""] of text.matchAll(parameter)) {
    const content = unquoted(given.trim());
    const [, base = "", index, star] = /^([^*]+)(?:\*(\d{1,3}))?(\*)?$/.exec(name.toLowerCase()) ?? [];
    if (base === "") continue;
    if (index === undefined && star === undefined) {
      if (!parameters.has(base)) parameters.set(base, decodeWords(content));
      continue;
    }
    const list = pieces.get(base) ?? [];
    list.push({ index: Number(index ?? 0), encoded: star !== undefined, text: content });
    pieces.set(base, list);
  }
  for (const [base, list] of pieces) parameters.set(base, joined(list));
  return { value, parameters };
}

function joined(pieces: { index: number; encoded: boolean; text: string }[]): string {
  pieces.sort((one, other) => one.index - other.index);
  const [first] = pieces;
  const [, charset, start = ""] = (first?.encoded ? /^([^']*)'[^']*'(.*)$/.exec(first.text) : null) ?? [];
  const bytes = pieces.map(({ encoded, text }, index) => {
    const content = index === 0 && charset !== undefined ? start : text;
    return encoded
      ? content.replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) =>
          String.fromCharCode(Number.parseInt(hex, 16)),
        )
      : content;
  });
  return decodeText(Buffer.from(bytes.join(""), "latin1"), charset);
}

function unquoted(text: string): string {
  return text.startsWith('"') ? text.slice(1).replace(/"$/, "").replaceAll(/\\(.)/g, "$1") : text;
}

/** A mailbox of an address field. */
export interface Mailbox {
  name: string;
  /** In lower case; empty where the field has none, as in `<>`. */
  address: string;
}

/** The first mailbox of a field such as `From`. */
export function readMailbox(raw: string | undefined): Mailbox {
  const text = decodeWords(raw ?? "").slice(0, 2000);
  const bracketed = /<([^<>]*)>/.exec(text);
  const address = (bracketed?.[1] ?? addressIn(text) ?? "").trim().toLowerCase();
  const before = bracketed ? text.slice(0, bracketed.index) : (/\(([^()]*)\)/.exec(text)?.[1] ?? "");
  return { name: unquoted(before.trim()).replaceAll('"', "").trim(), address };
}

const anAddress =
  /[^\s<>()[\]",:;@]{1,64}@[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?){0,10}/i;

/** The first mail address in a text. */
export function addressIn(text: string): string | undefined {
  return anAddress.exec(text)?.[0];
}

/** Every mail address in a text, in order, in lower case. */
export function addressesIn(text: string): string[] {
  return [...text.matchAll(new RegExp(anAddress, "gi"))].map(([address]) => address.toLowerCase());
}
