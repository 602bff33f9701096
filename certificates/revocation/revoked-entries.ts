import { assertCanonical, type Der, DerError, tags, readElement } from "../asn1/der";
import { Fields, sameBytes, timeOf } from "../asn1/der-values";
import { readExtensionList } from "../x509/extensions";
import { oids } from "../asn1/oids";
import { type Steps } from "../asn1/slices";

/** One line of a CRL: since when (epoch milliseconds), and the number of its `CRLReason` (0 where none is given). */
export interface RevokedEntry {
  revokedAt: number;
  reason: number;
}

/** `CRLReason` numbers with a meaning of their own (RFC 5280 section 5.3.1). */
export const crlReasons = { certificateHold: 6, removeFromCrl: 8 } as const;

/**
 * The revoked certificates of a CRL, found by serial number in constant time.
 *
 * MOICA's list has 412,000 entries: parsed into objects they would take hundreds of megabytes, so the bytes stay as they
 * came and only a hash table of offsets is added, 8 bytes an entry.
 */
export interface RevokedEntries {
  count: number;
  unknownCritical: string | null;
  find(serial: Uint8Array): RevokedEntry | null;
}

const processed = new Set<string>([oids.reasonCode, oids.invalidityDate, oids.certificateIssuer]);

/** So many entries are one step of the work. */
const ENTRIES_A_STEP = 64;

const PROBES_A_STEP = 4096;

/** What honest lists stay far below: MOICA's has 412,000 entries of 49 octets, and a table half empty takes two probes or three. */
const most = { entries: 2 ** 21, entryOctets: 2048, probesOfOne: 32 };

/**
 * Indexes `revokedCertificates` (RFC 5280 section 5.1.2.6), which nobody has looked into yet; `undefined` is the empty list.
 */
export function* readRevokedEntries(list: Der | undefined): Steps<RevokedEntries> {
  if (!list) return { count: 0, unknownCritical: null, find: () => null };
  const source = list.raw;
  const start = list.valueStart - list.start;
  let count = 0;
  let unknownCritical: string | null = null;
  for (let at = start; at < source.length; count++) {
    if (count % ENTRIES_A_STEP === 0) yield;
    if (count >= most.entries) throw new DerError(`more than ${most.entries} entries`);
    const end = endOfPlainEntry(source, at);
    if (end > 0) {
      at = end;
    } else {
      const entry = readElement(source, at, source.length).expect(tags.sequence);
      if (entry.end - at > most.entryOctets) throw new DerError("an entry that is too long");
      assertCanonical(source, entry);
      unknownCritical ??= unknownCriticalOf(source, entry);
      at = entry.end;
    }
  }
  const table = yield* tableOf(source, start, count);
  return { count, unknownCritical, find: (serial) => find(source, table, serial) };
}

/** `Extensions` of one entry: a `reasonCode` that is not critical, up to the reason itself. */
const plainReason = [0x30, 0x0c, 0x30, 0x0a, 0x06, 0x03, 0x55, 0x1d, 0x15, 0x04, 0x03, 0x0a, 0x01];

/**
 * Where an entry ends that is of the shape nearly all have: serial number, date, perhaps a reason; 0 for any other, which
 * then is read with care. Reading each of 412,000 entries into objects would take seconds.
 */
function endOfPlainEntry(source: Uint8Array, at: number): number {
  const length = source[at + 1] ?? 0x80;
  const end = at + 2 + length;
  if (source[at] !== tags.sequence || length >= 0x80 || end > source.length) return 0;
  const serialLength = source[at + 3] ?? 0;
  const first = source[at + 4] ?? 0;
  const second = source[at + 5] ?? 0;
  if (source[at + 2] !== tags.integer || serialLength === 0 || serialLength >= 0x80) return 0;
  if (serialLength > 1 && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80))) return 0;
  const date = at + 4 + serialLength;
  if (source[date] !== tags.utcTime && source[date] !== tags.generalizedTime) return 0;
  const extensions = date + 2 + (source[date + 1] ?? 0x80);
  if (extensions === end) return end;
  if (extensions + plainReason.length + 1 !== end) return 0;
  for (let i = 0; i < plainReason.length; i++) if (source[extensions + i] !== plainReason[i]) return 0;
  return end;
}

/** RFC 5280 section 5.3: one entry with a critical extension we do not process spoils the whole list. */
function unknownCriticalOf(source: Uint8Array, entry: Der): string | null {
  const serial = readElement(source, entry.valueStart, entry.end).expect(tags.integer);
  const date = readElement(source, serial.end, entry.end);
  if (date.end === entry.end) return null;
  for (const { oid, critical } of readExtensionList(readElement(source, date.end, entry.end)).values()) {
    if (critical && !processed.has(oid)) return oid;
  }
  return null;
}

/**
 * Open addressing: a slot holds an offset plus one, 0 is free. At most half full, so a look-up ends soon. The entries are walked
 * a second time: noting half a million offsets meanwhile would leave more rubbish behind than the walk costs.
 */
function* tableOf(source: Uint8Array, start: number, count: number): Steps<Uint32Array> {
  const table = new Uint32Array(2 ** Math.ceil(Math.log2(Math.max(4, count * 2))));
  // A list of one serial number over and over, or of such as share a place, would be walked again for each of them.
  let probes = 1024 + count * most.probesOfOne;
  let step = 0;
  for (let at = start; at < source.length; step++) {
    if (step % ENTRIES_A_STEP === 0) yield;
    const length = source[at + 1] ?? 0x80;
    const serialLength = source[at + 3] ?? 0x80;
    const isShort = length < 0x80 && serialLength < 0x80;
    const serial = isShort ? null : serialAt(source, at);
    const hash = serial ? hashOf(serial, 0, serial.length) : hashOf(source, at + 4, at + 4 + serialLength);
    let slot = hash & (table.length - 1);
    for (; table[slot] !== 0; slot = (slot + 1) & (table.length - 1)) {
      if (--probes < 0) throw new DerError("serial numbers that repeat");
      if (probes % PROBES_A_STEP === 0) yield;
    }
    table[slot] = at + 1;
    at = isShort ? at + 2 + length : readElement(source, at, source.length).end;
  }
  return table;
}

function find(source: Uint8Array, table: Uint32Array, serial: Uint8Array): RevokedEntry | null {
  let slot = hashOf(serial, 0, serial.length) & (table.length - 1);
  for (; ; slot = (slot + 1) & (table.length - 1)) {
    const found = table[slot] ?? 0;
    if (found === 0) return null;
    if (sameBytes(serialAt(source, found - 1), serial)) return readEntry(source, found - 1);
  }
}

function serialAt(source: Uint8Array, offset: number): Uint8Array {
  const entry = readElement(source, offset, source.length);
  return readElement(source, entry.valueStart, entry.end).value;
}

/** FNV-1a over the serial number. */
function hashOf(octets: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ (octets[at] ?? 0), 0x01000193);
  return hash >>> 0;
}

function readEntry(source: Uint8Array, offset: number): RevokedEntry {
  const fields = new Fields(readElement(source, offset, source.length));
  fields.next(tags.integer);
  const revokedAt = timeOf(fields.next());
  const extensions = fields.optional(tags.sequence);
  fields.done();
  const reason = extensions && readExtensionList(extensions).get(oids.reasonCode)?.value;
  if (reason && (reason.tag !== tags.enumerated || reason.value.length !== 1))
    throw new DerError("not a CRL reason");
  return { revokedAt, reason: reason?.value[0] ?? 0 };
}
