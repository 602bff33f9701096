import { describe, expect, it } from "vitest";
import { readCrl, readCrlInSlices } from "../../../certificates/revocation/crl";
import {
  boolean,
  element,
  enumerated,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  time,
} from "../../../certificates/asn1/der-writer";
import { extension } from "../../../certificates/demo/issuing";
import { oids } from "../../../certificates/asn1/oids";
import { tags } from "../../../certificates/asn1/der";
import { forgeCrl } from "../../support/forge/forged-crl";
import { names, now } from "../../support/forge/forge";
import { manyEntries, manySerial } from "../../support/forge/many-entries";

const since = now - 1000;
const octets = (serial: bigint) => {
  const hex = serial.toString(16);
  return Buffer.from(hex.length % 2 ? `0${hex}` : hex, "hex");
};

/** A list of exactly these entries, made byte by byte. */
function listOf(...entries: Uint8Array[]): Uint8Array {
  return forgeCrl({
    issuer: names.agency,
    signedBy: "agency",
    thisUpdateAt: now,
    nextUpdateAt: now + 1000,
    revoked: [],
    more: Buffer.concat(entries),
    extensions: {},
    algorithm: "rsa-sha256",
    mangle: (der) => der,
  });
}

const reasonOf = (reason: number) => extension(oids.reasonCode, enumerated(reason));

describe("An entry of a revocation list is found whatever its shape", () => {
  const plain = sequence(integer(0x1234n), time(since), sequence(reasonOf(1)));
  const shapes: Record<string, { entry: Uint8Array; reason: number }> = {
    "serial number, date and reason": {
      entry: sequence(integer(0x77n), time(since), sequence(reasonOf(4))),
      reason: 4,
    },
    "no reason": { entry: sequence(integer(0x77n), time(since)), reason: 0 },
    "a reason that is critical": {
      entry: sequence(integer(0x77n), time(since), sequence(extension(oids.reasonCode, enumerated(6), true))),
      reason: 6,
    },
    "a reason and more": {
      entry: sequence(
        integer(0x77n),
        time(since),
        sequence(
          reasonOf(3),
          extension(oids.invalidityDate, element(tags.generalizedTime, Buffer.from("20261101000000Z"))),
        ),
      ),
      reason: 3,
    },
    "more than 127 bytes": {
      entry: sequence(
        integer(0x77n),
        time(since),
        sequence(
          reasonOf(5),
          sequence(objectIdentifier("1.2.3.4"), octetString(octetString(Buffer.alloc(150)))),
        ),
      ),
      reason: 5,
    },
  };
  it.each(Object.entries(shapes))("%s", (_, { entry, reason }) => {
    const { entries } = readCrl(listOf(plain, entry, plain));
    expect(entries.count).toBe(3);
    expect(entries.find(octets(0x77n))).toEqual({ revokedAt: since, reason });
    expect(entries.find(octets(0x78n))).toBeNull();
  });
});

describe("A list with one entry that is no good is refused as a whole", () => {
  const good = sequence(integer(1n), time(since), sequence(reasonOf(1)));
  const bad: Record<string, Uint8Array> = {
    "a serial number with a byte too many": sequence(element(tags.integer, Buffer.from([0, 1])), time(since)),
    "an empty serial number": sequence(element(tags.integer), time(since)),
    "a length that is not minimal": Buffer.from([0x30, 0x81, 0x03, 0x02, 0x01, 0x05]),
    "a boolean that is neither true nor false": sequence(
      integer(2n),
      time(since),
      sequence(
        sequence(
          objectIdentifier(oids.reasonCode),
          element(tags.boolean, Buffer.from([1])),
          octetString(enumerated(1)),
        ),
      ),
    ),
    "something else than an entry": octetString(Buffer.alloc(8)),
  };
  it.each(Object.entries(bad))("%s", async (_, entry) => {
    expect(() => readCrl(listOf(good, entry, good))).toThrow("certificate-unreadable");
    await expect(readCrlInSlices(listOf(good, entry, good))).rejects.toThrow("certificate-unreadable");
  });

  it("an entry with a critical extension that nobody here knows makes it unusable", () => {
    const entry = sequence(
      integer(2n),
      time(since),
      sequence(sequence(objectIdentifier("1.2.3.4"), boolean(true), octetString(integer(1n)))),
    );
    expect(readCrl(listOf(good, entry, good)).unknownCritical).toBe("1.2.3.4");
  });
});

describe("A long list", () => {
  it("read in slices says the same of every certificate as read at once, and lets others work in between", async () => {
    const count = 30_000;
    const der = listOf(manyEntries(count, since));
    let turns = 0;
    const turning = setInterval(() => (turns += 1), 1);
    const inSlices = await readCrlInSlices(der);
    clearInterval(turning);
    const atOnce = readCrl(der);
    expect(turns).toBeGreaterThan(0);
    expect(inSlices.sha256).toBe(atOnce.sha256);
    expect(inSlices.entries.count).toBe(count);
    for (let index = 0; index < count; index += 997) {
      const serial = octets(manySerial(index));
      expect(inSlices.entries.find(serial)).toEqual(atOnce.entries.find(serial));
      expect(inSlices.entries.find(serial)).not.toBeNull();
      expect(inSlices.entries.find(octets(manySerial(count + index)))).toBeNull();
    }
  });
});
