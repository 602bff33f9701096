import { type Der, DerError, tags, readElement } from "./der";
import { Fields, hex, timeOf } from "./der-values";
import { readExtensionList } from "./extensions";
import { oids } from "./oids";

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

/** Indexes `revokedCertificates` (RFC 5280 section 5.1.2.6); `undefined` is the empty list. */
export function readRevokedEntries(list: Der | undefined): RevokedEntries {
  if (!list) return { count: 0, unknownCritical: null, find: () => null };
  const source = list.raw;
  const offsets: number[] = [];
  let unknownCritical: string | null = null;
  for (let at = list.valueStart - list.start; at < source.length;) {
    const entry = readElement(source, at, source.length).expect(tags.sequence);
    offsets.push(at);
    unknownCritical ??= unknownCriticalOf(source, entry);
    at = entry.end;
  }
  const table = tableOf(source, offsets);
  return { count: offsets.length, unknownCritical, find: (serial) => find(source, table, serial) };
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

/** Open addressing: a slot holds an offset plus one, 0 is free. At most half full, so a look-up ends soon. */
function tableOf(source: Uint8Array, offsets: number[]): Uint32Array {
  const table = new Uint32Array(2 ** Math.ceil(Math.log2(Math.max(4, offsets.length * 2))));
  for (const offset of offsets) {
    let slot = hashOf(serialAt(source, offset)) & (table.length - 1);
    while (table[slot] !== 0) slot = (slot + 1) & (table.length - 1);
    table[slot] = offset + 1;
  }
  return table;
}

function find(source: Uint8Array, table: Uint32Array, serial: Uint8Array): RevokedEntry | null {
  for (let slot = hashOf(serial) & (table.length - 1); ; slot = (slot + 1) & (table.length - 1)) {
    const found = table[slot] ?? 0;
    if (found === 0) return null;
    if (hex(serialAt(source, found - 1)) === hex(serial)) return readEntry(source, found - 1);
  }
}

function serialAt(source: Uint8Array, offset: number): Uint8Array {
  const entry = readElement(source, offset, source.length);
  return readElement(source, entry.valueStart, entry.end).value;
}

/** FNV-1a over the serial number. */
function hashOf(serial: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const octet of serial) hash = Math.imul(hash ^ octet, 0x01000193);
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
