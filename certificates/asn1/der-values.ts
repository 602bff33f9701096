import { assertObjectIdentifier, type Der, DerError, readElement, tags } from "./der";

/** No SEQUENCE of fields that is read here has as many. */
const MAXIMUM_FIELDS = 64;

/** Walks the fields of a SEQUENCE in their order; a field nobody asked for makes `done` throw. */
export class Fields {
  private readonly elements: Der[];
  private position = 0;

  constructor(sequence: Der) {
    this.elements = sequence.childrenUpTo(MAXIMUM_FIELDS);
  }

  next(tag?: number): Der {
    const element = this.elements[this.position];
    if (!element) throw new DerError("a field is missing");
    if (tag !== undefined) element.expect(tag);
    this.position += 1;
    return element;
  }

  optional(...allowed: number[]): Der | undefined {
    const element = this.elements[this.position];
    if (!element || !allowed.includes(element.tag)) return undefined;
    this.position += 1;
    return element;
  }

  rest(): Der[] {
    const left = this.elements.slice(this.position);
    this.position = this.elements.length;
    return left;
  }

  done(): void {
    if (this.position !== this.elements.length) throw new DerError("a field too many");
  }
}

/** The only child of an EXPLICIT tag. */
export function only(wrapper: Der): Der {
  const fields = new Fields(wrapper);
  const element = fields.next();
  fields.done();
  return element;
}

/** The dotted form of an OBJECT IDENTIFIER. */
export function oidOf(element: Der): string {
  return dotted(element.expect(tags.objectIdentifier).value);
}

/** The dotted form of an object identifier's content octets, wherever an IMPLICIT tag hides them. */
export function dotted(octets: Uint8Array): string {
  assertObjectIdentifier(octets);
  const arcs: bigint[] = [];
  let arc = 0n;
  for (const octet of octets) {
    arc = (arc << 7n) | BigInt(octet & 0x7f);
    if (octet < 0x80) {
      arcs.push(arc);
      arc = 0n;
    }
  }
  const [first = 0n] = arcs.splice(0, 1);
  const root = first < 80n ? first / 40n : 2n;
  return [root, first - root * 40n, ...arcs].join(".");
}

export function booleanOf(element: Der): boolean {
  return element.expect(tags.boolean).value[0] === 0xff;
}

/** An INTEGER of any size, negative ones included (PKITS has a negative serial number). */
export function integerOf(octets: Uint8Array): bigint {
  const magnitude = BigInt(`0x${hex(octets) || "0"}`);
  return (octets[0] ?? 0) >= 0x80 ? magnitude - (1n << BigInt(octets.length * 8)) : magnitude;
}

/** A small non-negative INTEGER, such as a path length or a skip count; anything beyond is held at 2^31. */
export function countOf(octets: Uint8Array): number {
  const value = integerOf(octets);
  if (value < 0n) throw new DerError("a negative count");
  return value > 0x7fffffffn ? 0x7fffffff : Number(value);
}

/** The bytes of a BIT STRING that holds whole octets (a signature, a key). */
export function bitStringOctets(element: Der): Uint8Array {
  const value = element.expect(tags.bitString).value;
  if (value[0] !== 0) throw new DerError("a bit string of broken octets");
  return value.subarray(1);
}

/** The numbers of the set bits of a named-bit list; `value` is the content of a BIT STRING. */
export function namedBits(value: Uint8Array): Set<number> {
  const set = new Set<number>();
  for (let index = 1; index < value.length; index++) {
    for (let bit = 0; bit < 8; bit++) {
      if (((value[index] ?? 0) & (0x80 >> bit)) !== 0) set.add((index - 1) * 8 + bit);
    }
  }
  return set;
}

export function octetsOf(element: Der): Uint8Array {
  return element.expect(tags.octetString).value;
}

/**
 * A time as RFC 5280 section 4.1.2.5 allows it: UTCTime or GeneralizedTime, with seconds, in Zulu, without fractions.
 *
 * @returns epoch milliseconds
 */
export function timeOf(element: Der): number {
  const text = new TextDecoder("latin1").decode(element.value);
  const match =
    element.tag === tags.utcTime
      ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text)
      : element.tag === tags.generalizedTime
        ? /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text)
        : null;
  if (!match) throw new DerError("not a time");
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  const fullYear = element.tag === tags.utcTime ? (year < 50 ? 2000 + year : 1900 + year) : year;
  const date = new Date(0);
  date.setUTCFullYear(fullYear, month - 1, day);
  date.setUTCHours(hour, minute, second);
  if (
    date.getUTCMonth() !== month - 1 ||
    date.getUTCDate() !== day ||
    hour > 23 ||
    minute > 59 ||
    second > 59
  ) {
    throw new DerError("a time that does not exist");
  }
  return date.getTime();
}

/**
 * The text of a string type of ASN.1, or `null` for a type that is no text.
 *
 * @throws DerError also for a NUL or half a surrogate pair, which no name has: a database keeps neither, and to others a NUL
 *   ends the name
 */
export function textOf(element: Der): string | null {
  const text = stringOf(element);
  if (text?.includes("\0") || text?.isWellFormed() === false) throw new DerError("not a text");
  return text;
}

function stringOf(element: Der): string | null {
  const bytes = Buffer.from(element.value);
  switch (element.tag) {
    case tags.utf8String:
      return decodeUtf8(bytes);
    case tags.numericString:
    case tags.printableString:
    case tags.ia5String:
    case tags.visibleString:
    case tags.teletexString:
      return bytes.toString("latin1");
    case tags.bmpString:
      if (bytes.length % 2 !== 0) throw new DerError("half a character");
      return bytes.swap16().toString("utf16le");
    case tags.universalString:
      return decodeUtf32(bytes);
    default:
      return null;
  }
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new DerError("not UTF-8");
  }
}

function decodeUtf32(bytes: Buffer): string {
  if (bytes.length % 4 !== 0) throw new DerError("part of a character");
  let text = "";
  for (let at = 0; at < bytes.length; at += 4) {
    const point = bytes.readUInt32BE(at);
    if (point > 0x10ffff) throw new DerError("not a character");
    text += String.fromCodePoint(point);
  }
  return text;
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex");
}

export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && Buffer.compare(one, other) === 0;
}

/** Re-reads an element that an IMPLICIT tag disguises, under the tag it stands for. */
export function retagged(element: Der, tag: number): Der {
  const bytes = Uint8Array.from(element.raw);
  bytes[0] = tag;
  return readElement(bytes, 0, bytes.length);
}
