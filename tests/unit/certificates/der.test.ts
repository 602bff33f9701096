import { describe, expect, test } from "vitest";
import { DerError, readDer } from "../../../certificates/asn1/der";
import { dotted, integerOf, namedBits, textOf, timeOf } from "../../../certificates/asn1/der-values";
import {
  element,
  integer,
  namedBitString,
  objectIdentifier,
  time,
} from "../../../certificates/asn1/der-writer";

const bytes = (text: string) => Uint8Array.from(Buffer.from(text.replace(/ /g, ""), "hex"));

describe("DER is read strictly", () => {
  test.each([
    ["nothing", ""],
    ["a header only", "30"],
    ["an indefinite length", "30 80 00 00"],
    ["a length in one octet too many", "30 81 00"],
    ["a length with a leading zero", `30 82 00 80 ${"05 00".repeat(64)}`],
    ["a length beyond the end", "04 05 00"],
    ["a length of five octets", "04 85 01 00 00 00 00"],
    ["trailing octets", "05 00 00"],
    ["a tag number above 30", "1f 81 00 00"],
    ["a boolean of 1", "01 01 01"],
    ["an empty integer", "02 00"],
    ["an integer with a leading zero", "02 02 00 7f"],
    ["an integer with a leading sign", "02 02 ff 80"],
    ["a null with content", "05 01 00"],
    ["a bit string with unused bits that are set", "03 02 01 01"],
    ["an empty bit string with unused bits", "03 01 03"],
    ["an object identifier cut short", "06 02 2a 86"],
    ["an object identifier with a padded arc", "06 03 2a 80 01"],
    ["a constructed string", "24 03 04 01 00"],
    ["a primitive sequence", "10 00"],
    ["a set out of order", "31 06 02 01 02 02 01 01"],
    ["a child longer than its parent", "30 02 04 05"],
    ["something inside that is not DER", "30 03 01 01 01"],
  ])("%s is refused", (_what, hexed) => {
    expect(() => readDer(bytes(hexed))).toThrow(DerError);
  });

  test("nesting without end is refused before the stack is", () => {
    let nested: Uint8Array = integer(1);
    for (let level = 0; level < 100; level++) nested = element(0x30, nested);
    expect(() => readDer(nested)).toThrow("nested too deeply");
  });
});

describe("values", () => {
  test.each([
    ["00", 0n],
    ["7f", 127n],
    ["00 80", 128n],
    ["80", -128n],
    ["ff", -1n],
  ])("the integer %s", (hexed, value) => {
    expect(integerOf(bytes(hexed))).toBe(value);
  });

  test.each(["2.5.29.15", "1.2.840.113549.1.7.2", "2.16.886.1.100.2.102", "2.999.3", "0.9.2342"])(
    "the object identifier %s is read as it was written",
    (oid) => {
      expect(dotted(readDer(objectIdentifier(oid)).value)).toBe(oid);
    },
  );

  test("named bits are counted from the left", () => {
    expect([...namedBits(readDer(namedBitString(0, 5, 8)).value)]).toEqual([0, 5, 8]);
  });

  test.each([
    ["UTCTime of the last century", Date.UTC(1999, 11, 31, 23, 59, 59)],
    ["UTCTime of this century", Date.UTC(2049, 11, 31)],
    ["GeneralizedTime from 2050", Date.UTC(2050, 0, 1)],
  ])("%s is read as it was written", (_what, at) => {
    expect(timeOf(readDer(time(at)))).toBe(at);
  });

  test.each([
    "17:2611231000Z",
    "17:261123100000+0800",
    "18:20261123100000.5Z",
    "17:260231100000Z",
    "17:261123250000Z",
  ])("the time %s is refused", (written) => {
    const [tag = "", text = ""] = written.split(/:(.*)/);
    expect(() => timeOf(readDer(element(parseInt(tag, 16), Buffer.from(text))))).toThrow(DerError);
  });

  test.each([
    ["UTF-8", "0c 06 e7 8e 8b e6 98 8e"],
    ["UTF-16", "1e 04 73 8b 66 0e"],
    ["UTF-32", "1c 08 00 00 73 8b 00 00 66 0e"],
  ])("王明 is read from %s", (_what, hexed) => {
    expect(textOf(readDer(bytes(hexed)))).toBe("王明");
  });

  test("broken UTF-8 is refused", () => {
    expect(() => textOf(readDer(bytes("0c 01 e7")))).toThrow(DerError);
  });
});
