/**
 * A strict reader of DER (ITU-T X.690, section 10 and 11). Everything the verdict rests on is read through it: what is
 * not canonical is refused before anybody interprets it, so two readers can never see two different things in one message.
 */

/** Thrown for bytes that are not DER, or not the structure that was expected. Callers turn it into a coded refusal. */
export class DerError extends Error {
  override readonly name = "DerError";
}

/** Identifier octets of the universal types in use; `context(n)` and `contextConstructed(n)` make the tagged ones. */
export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  nil: 0x05,
  objectIdentifier: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  numericString: 0x12,
  printableString: 0x13,
  teletexString: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  visibleString: 0x1a,
  universalString: 0x1c,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const;

export const context = (number: number): number => 0x80 | number;
export const contextConstructed = (number: number): number => 0xa0 | number;

const MAXIMUM_DEPTH = 40;

/** Octets of an object identifier; those in use take 20 at most, and a long arc takes the square of its length to write out. */
const MAXIMUM_OID = 128;

/** One element, as a window on the bytes it was read from. Nothing is copied. */
export class Der {
  constructor(
    private readonly source: Uint8Array,
    readonly tag: number,
    readonly start: number,
    readonly valueStart: number,
    readonly end: number,
  ) {}

  /** The whole element, header included. */
  get raw(): Uint8Array {
    return this.source.subarray(this.start, this.end);
  }

  get value(): Uint8Array {
    return this.source.subarray(this.valueStart, this.end);
  }

  get constructed(): boolean {
    return (this.tag & 0x20) !== 0;
  }

  /** The elements inside a constructed element, in order. */
  get children(): Der[] {
    return this.childrenUpTo(Infinity);
  }

  /** The same where no honest element holds more than so many. */
  childrenUpTo(most: number): Der[] {
    if (!this.constructed) throw new DerError("a primitive element has no children");
    const found: Der[] = [];
    for (let at = this.valueStart; at < this.end;) {
      if (found.length >= most) throw new DerError(`more than ${most} elements`);
      const child = readElement(this.source, at, this.end);
      found.push(child);
      at = child.end;
    }
    return found;
  }

  expect(tag: number): this {
    if (this.tag !== tag)
      throw new DerError(`expected tag ${tag.toString(16)}, found ${this.tag.toString(16)}`);
    return this;
  }
}

/** Reads the header at `offset` (X.690 8.1.3 and 10.1: definite, minimal length). Its content is not looked into. */
export function readElement(source: Uint8Array, offset: number, limit: number): Der {
  const tag = source[offset];
  const first = source[offset + 1];
  if (tag === undefined || first === undefined || offset + 2 > limit)
    throw new DerError("cut short in a header");
  if ((tag & 0x1f) === 0x1f) throw new DerError("a tag number above 30");
  let length = first;
  let valueStart = offset + 2;
  if (first >= 0x80) {
    const octets = first & 0x7f;
    if (octets === 0) throw new DerError("indefinite length");
    if (octets > 4) throw new DerError("a length beyond 4 GiB");
    if (valueStart + octets > limit) throw new DerError("cut short in a length");
    length = 0;
    for (let i = 0; i < octets; i++) length = length * 256 + (source[valueStart + i] ?? 0);
    if (length < 0x80 || length < 256 ** (octets - 1)) throw new DerError("a length that is not minimal");
    valueStart += octets;
  }
  if (valueStart + length > limit) throw new DerError("longer than what holds it");
  return new Der(source, tag, offset, valueStart, valueStart + length);
}

/**
 * Reads one element that must be DER through and through and fill `source` to its last byte.
 *
 * @throws DerError
 */
export function readDer(source: Uint8Array): Der {
  const whole = readWhole(source);
  assertCanonical(source, whole);
  return whole;
}

/** The element that fills `source` to its last byte; whoever takes it apart has `assertCanonical` look into the pieces. */
export function readWhole(source: Uint8Array): Der {
  const whole = readElement(source, 0, source.length);
  if (whole.end !== source.length) throw new DerError("trailing bytes");
  return whole;
}

/**
 * DER through and through, whatever is nested in it?
 *
 * @throws DerError
 */
export function assertCanonical(source: Uint8Array, element: Der, depth = 0): void {
  if (depth > MAXIMUM_DEPTH) throw new DerError("nested too deeply");
  if (!element.constructed) return assertPrimitive(source, element);
  const universal = (element.tag & 0xc0) === 0;
  if (universal && element.tag !== tags.sequence && element.tag !== tags.set) {
    throw new DerError("a constructed string");
  }
  let previous: Der | undefined;
  for (let at = element.valueStart; at < element.end;) {
    const child = readElement(source, at, element.end);
    assertCanonical(source, child, depth + 1);
    if (element.tag === tags.set && previous && Buffer.compare(previous.raw, child.raw) > 0) {
      throw new DerError("a set out of order");
    }
    previous = child;
    at = child.end;
  }
}

function assertPrimitive(source: Uint8Array, element: Der): void {
  const length = element.end - element.valueStart;
  const first = source[element.valueStart] ?? 0;
  const last = source[element.end - 1] ?? 0;
  switch (element.tag) {
    case tags.boolean:
      if (length !== 1 || (first !== 0 && first !== 0xff))
        throw new DerError("a boolean that is neither 00 nor FF");
      return;
    case tags.integer:
    case tags.enumerated: {
      if (length === 0) throw new DerError("an empty integer");
      const second = source[element.valueStart + 1] ?? 0;
      if (length > 1 && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80))) {
        throw new DerError("an integer that is not minimal");
      }
      return;
    }
    case tags.bitString:
      if (length === 0 || first > 7 || (length === 1 && first !== 0))
        throw new DerError("a malformed bit string");
      if (length > 1 && (last & ((1 << first) - 1)) !== 0) throw new DerError("unused bits that are set");
      return;
    case tags.nil:
      if (length !== 0) throw new DerError("a null with content");
      return;
    case tags.objectIdentifier:
      assertObjectIdentifier(element.value);
      return;
    case 0x10:
    case 0x11:
      throw new DerError("a primitive sequence or set");
  }
}

/** @throws DerError where it is not minimal, not whole, or too long */
export function assertObjectIdentifier(value: Uint8Array): void {
  if (value.length === 0 || (value[value.length - 1] ?? 0) >= 0x80)
    throw new DerError("a cut object identifier");
  if (value.length > MAXIMUM_OID) throw new DerError("an object identifier that is too long");
  let arcStart = true;
  for (const octet of value) {
    if (arcStart && octet === 0x80) throw new DerError("an object identifier arc that is not minimal");
    arcStart = octet < 0x80;
  }
}
