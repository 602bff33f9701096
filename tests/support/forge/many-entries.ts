import { enumerated, integer, sequence, time } from "../../../certificates/asn1/der-writer";
import { extension } from "../../../certificates/demo/issuing";
import { oids } from "../../../certificates/asn1/oids";

/** MOICA's second generation has a list of this many entries: 20 MB. */
export const moicaEntries = 412_000;

const numberOctets = 16;
/** Where the serial number stands in an entry: behind the headers of the entry and of the number. */
const numberAt = 4;

/**
 * The entries of a list as large as the government's, 49 bytes each as there: serial number of 16 bytes, date, reason. Entry
 * `index` is of `manySerial(index)`. Written over and over from one pattern, for speed.
 */
export function manyEntries(count: number, revokedAt: number): Uint8Array {
  const entry = (reason: number) =>
    sequence(
      integer(manySerial(0)),
      time(revokedAt),
      sequence(extension(oids.reasonCode, enumerated(reason))),
    );
  const patterns = [1, 3, 4, 5].map(entry);
  const size = patterns[0]?.length ?? 0;
  const bytes = Buffer.alloc(size * count);
  for (let index = 0; index < count; index++) {
    bytes.set(patterns[index % patterns.length] ?? [], index * size);
    bytes.set(serialOctets(index), index * size + numberAt);
  }
  return bytes;
}

export function manySerial(index: number): bigint {
  return BigInt(`0x${serialOctets(index).toString("hex")}`);
}

/** Spread as random numbers are, and the same each time. */
function serialOctets(index: number): Buffer {
  const octets = Buffer.alloc(numberOctets);
  octets.writeUInt8(0x40, 0);
  octets.writeUInt32BE(Math.imul(index, 2_654_435_761) >>> 0, 3);
  octets.writeUInt32BE(Math.imul(index, 2_246_822_519) >>> 0, 7);
  octets.writeUInt32BE(index, 12);
  return octets;
}
