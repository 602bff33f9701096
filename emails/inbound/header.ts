import libmime from "libmime";
import { decodeText } from "./charset";

/**
 * Header fields: for each name in lower case the values in the order they came, unfolded, raw eight-bit text decoded,
 * encoded words (RFC 2047) not.
 */
export type HeaderFields = Readonly<Record<string, readonly string[] | undefined>>;

const longestValue = 16_384;

/** libmime with our judgement of character sets, which knows what Taiwanese servers mistake for one another. */
const codec = new (class extends libmime.Libmime {
  override decodeWord(charset: string, encoding: string, text: string): string {
    const bytes = Buffer.from(super.decodeWord("binary", encoding, text), "latin1");
    return decodeText(bytes, charset.split("*", 1)[0]);
  }
})();

/** Reads a block of header fields (RFC 5322 §2.2) from its bytes as Latin-1 characters, up to the first empty line. */
export function readHeaders(block: string): HeaderFields {
  const lines = block.split(/\r\n|\r|\n/).map(eightBit);
  return codec.decodeHeaders(lines.join("\n"), { skipPrototypeKeys: true });
}

/** Some servers send text as it is (RFC 6532, or against every rule): told apart line by line, before it is taken apart. */
function eightBit(line: string): string {
  return /[\x80-\xff]/.test(line) ? decodeText(Buffer.from(line, "latin1"), undefined) : line;
}

/** The value of the first field of that name, its encoded words as they came. */
export function rawHeader(headers: HeaderFields, name: string): string | undefined {
  return headers[name]?.[0]?.slice(0, longestValue);
}

/** The same in words. */
export function headerText(headers: HeaderFields, name: string): string {
  return codec.decodeWords(rawHeader(headers, name) ?? "");
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

export function readStructured(raw: string | undefined): Structured {
  const { value, params, decodedParams } = codec.parseHeaderValue(raw ?? "", { stripComments: true });
  const parameters = Object.entries(params).map(
    ([name, text]) => [name, decodedParams.includes(name) ? text : codec.decodeWords(text)] as const,
  );
  return { value: value.toLowerCase(), parameters: new Map(parameters) };
}

/** A mailbox of an address field. */
export interface Mailbox {
  name: string;
  /** In lower case; empty where the field has none, as in `<>`. */
  address: string;
}

/** The first mailbox of a field such as `From`. */
export function readMailbox(raw: string | undefined): Mailbox {
  const text = codec.decodeWords(raw ?? "").slice(0, 2000);
  const bracketed = /<([^<>]*)>/.exec(text);
  const address = (bracketed?.[1] ?? addressIn(text) ?? "").trim().toLowerCase();
  const before = bracketed ? text.slice(0, bracketed.index) : (/\(([^()]*)\)/.exec(text)?.[1] ?? "");
  return { name: before.replaceAll(/\\(.)|"/g, "$1").trim(), address };
}

const anAddress =
  /(?!')[^\s<>()[\]",:;@]{1,64}@[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?){0,10}/i;

/** The first mail address in a text. */
export function addressIn(text: string): string | undefined {
  return anAddress.exec(text)?.[0];
}

/** Every mail address in a text, in order, in lower case. */
export function addressesIn(text: string): string[] {
  return [...text.matchAll(new RegExp(anAddress, "gi"))].map(([address]) => address.toLowerCase());
}
