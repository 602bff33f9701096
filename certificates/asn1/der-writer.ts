import { tags } from "./der";

/** Writes DER (ITU-T X.690): each function returns one whole element, made of elements or of plain values. */

export function element(tag: number, ...parts: Uint8Array[]): Uint8Array {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, ...lengthOctets(content.length)]), content]);
}

function lengthOctets(length: number): number[] {
  if (length < 0x80) return [length];
  const octets = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return [0x80 | octets.length, ...octets];
}

export const sequence = (...parts: Uint8Array[]): Uint8Array => element(tags.sequence, ...parts);

/** SET OF: DER wants its elements in the order of their encodings. */
export const setOf = (...parts: Uint8Array[]): Uint8Array =>
  element(tags.set, ...[...parts].sort((one, other) => Buffer.compare(one, other)));

/** EXPLICIT tagging, or IMPLICIT tagging of something constructed. */
export const tagged = (number: number, ...parts: Uint8Array[]): Uint8Array =>
  element(0xa0 | number, ...parts);

/** IMPLICIT tagging of something primitive. */
export const taggedPrimitive = (number: number, value: Uint8Array): Uint8Array =>
  element(0x80 | number, value);

export const nil = (): Uint8Array => element(tags.nil);

export const boolean = (value: boolean): Uint8Array => element(tags.boolean, Buffer.from([value ? 0xff : 0]));

export function integer(value: number | bigint): Uint8Array {
  let digits = BigInt(value).toString(16);
  if (digits.length % 2 === 1) digits = `0${digits}`;
  const octets = Buffer.from(digits, "hex");
  return element(tags.integer, ...((octets[0] ?? 0) >= 0x80 ? [Buffer.from([0])] : []), octets);
}

export const enumerated = (value: number): Uint8Array => element(tags.enumerated, Buffer.from([value]));

export const octetString = (bytes: Uint8Array): Uint8Array => element(tags.octetString, bytes);

export const bitString = (bytes: Uint8Array): Uint8Array => element(tags.bitString, Buffer.from([0]), bytes);

/** A named-bit list by the numbers of its set bits, without trailing zero bits (X.690 section 11.2.2). */
export function namedBitString(...bits: number[]): Uint8Array {
  if (bits.length === 0) return element(tags.bitString, Buffer.from([0]));
  const highest = Math.max(...bits);
  const octets = Buffer.alloc(Math.floor(highest / 8) + 1);
  for (const bit of bits) octets[bit >> 3] = (octets[bit >> 3] ?? 0) | (0x80 >> (bit & 7));
  return element(tags.bitString, Buffer.from([7 - (highest & 7)]), octets);
}

export const utf8String = (text: string): Uint8Array => element(tags.utf8String, Buffer.from(text, "utf8"));

export const printableString = (text: string): Uint8Array =>
  element(tags.printableString, Buffer.from(text, "latin1"));

export function objectIdentifier(dotted: string): Uint8Array {
  const [first = 0n, second = 0n, ...rest] = dotted.split(".").map(BigInt);
  const octets = [first * 40n + second, ...rest].flatMap((arc) => {
    const groups = [Number(arc & 0x7fn)];
    for (let left = arc >> 7n; left > 0n; left >>= 7n) groups.unshift(Number(left & 0x7fn) | 0x80);
    return groups;
  });
  return element(tags.objectIdentifier, Buffer.from(octets));
}

/** RFC 5280 section 4.1.2.5: UTCTime through 2049, GeneralizedTime from 2050. `at` is epoch milliseconds. */
export function time(at: number): Uint8Array {
  const digits = new Date(at)
    .toISOString()
    .replace(/[-:T]/g, "")
    .replace(/\.\d+Z$/, "Z");
  return Number(digits.slice(0, 4)) < 2050
    ? element(tags.utcTime, Buffer.from(digits.slice(2), "latin1"))
    : element(tags.generalizedTime, Buffer.from(digits, "latin1"));
}
