import { DerError } from "./der";
import { element } from "./der-writer";

/**
 * A lenient reader of BER (X.690 section 8), for explaining messages that the strict one refuses. No verdict rests on it.
 */
export interface BerElement {
  tag: number;
  /** Where its header begins in the bytes, and where its content does. */
  at: number;
  contentAt: number;
  end: number;
  indefinite: boolean;
  /** More length octets than needed. */
  longForm: boolean;
  children: BerElement[] | null;
}

const MAXIMUM_DEPTH = 40;
const universal = { octetString: 0x04, set: 0x31 };

/**
 * Reads one element of BER; what follows it is left alone.
 *
 * @throws DerError where not even BER holds
 */
export function readBer(source: Uint8Array, at = 0, limit = source.length, depth = 0): BerElement {
  const tag = source[at];
  const first = source[at + 1];
  if (tag === undefined || first === undefined || at + 2 > limit) throw new DerError(`cut short at ${at}`);
  if ((tag & 0x1f) === 0x1f) throw new DerError(`a tag number above 30 at ${at}`);
  if (depth > MAXIMUM_DEPTH) throw new DerError("nested too deeply");
  const octets = first > 0x80 ? first & 0x7f : 0;
  const contentAt = at + 2 + octets;
  if (octets > 4 || contentAt > limit) throw new DerError(`a length that cannot be at ${at}`);
  let length = first < 0x80 ? first : 0;
  for (let i = 0; i < octets; i++) length = length * 256 + (source[at + 2 + i] ?? 0);
  const indefinite = first === 0x80;
  const end = indefinite ? limit : contentAt + length;
  if (end > limit) throw new DerError(`longer than what holds it at ${at}`);
  const constructed = (tag & 0x20) !== 0;
  if (indefinite && !constructed) throw new DerError(`an indefinite length of something primitive at ${at}`);
  const inside = constructed ? readInside(source, contentAt, end, indefinite, depth + 1) : null;
  return {
    tag,
    at,
    contentAt,
    end: inside?.end ?? end,
    indefinite,
    longForm: octets > 0 && (length < 0x80 || length < 256 ** (octets - 1)),
    children: inside?.children ?? null,
  };
}

function readInside(source: Uint8Array, from: number, end: number, indefinite: boolean, depth: number) {
  const children: BerElement[] = [];
  let at = from;
  while (at < end) {
    if (indefinite && source[at] === 0 && source[at + 1] === 0) return { children, end: at + 2 };
    const child = readBer(source, at, end, depth);
    children.push(child);
    at = child.end;
  }
  if (indefinite) throw new DerError("an indefinite length without its end");
  return { children, end: at };
}

/** The same in DER: lengths definite and short, strings in one piece, sets in order. */
export function toDer(source: Uint8Array, { tag, contentAt, end, children }: BerElement): Uint8Array {
  if (!children) return element(tag, source.subarray(contentAt, end));
  const parts = children.map((child) => toDer(source, child));
  // A string in pieces: [0x24] holds OCTET STRINGs whose contents make one.
  if (tag === (universal.octetString | 0x20)) return element(universal.octetString, ...parts.map(contentOf));
  if (tag === universal.set) parts.sort((one, other) => Buffer.compare(one, other));
  return element(tag, ...parts);
}

function contentOf(der: Uint8Array): Uint8Array {
  return der.subarray(readBer(der).contentAt);
}
