import { describe, expect, test } from "vitest";
import { explainMessage } from "../../../certificates/cms/cms-explain";
import { octetString } from "../../../certificates/asn1/der-writer";
import { keyUsage } from "../../../certificates/demo/issuing";
import { oids } from "../../../certificates/asn1/oids";
import { type Attempt, cardSerial, forge } from "../../support/forge/forge";

const explain = (attempt: Partial<Attempt>) => explainMessage(forge(attempt).cms);
const codesOf = (attempt: Partial<Attempt>) => explain(attempt).departures.map(({ code }) => code);

describe("an explained message", () => {
  test("that is as it should be departs nowhere, and its parts are named", () => {
    const { departures, facts, tolerated, outline } = explain({});
    expect([departures, tolerated]).toEqual([[], []]);
    expect(new Map(facts).get("content type")).toContain(oids.data);
    expect(facts).toContainEqual([
      "certificate",
      expect.stringContaining(`serial ${cardSerial.toString(16)}`),
    ]);
    expect(outline[0]).toMatchObject({ depth: 0, at: 0, what: "SEQUENCE" });
    expect(outline.map(({ what }) => what)).toContainEqual(expect.stringContaining("messageDigest"));
  });

  test("that is detached departs nowhere either", () => {
    expect(codesOf({ message: { attached: null } })).toEqual([]);
  });

  test("names the signed attributes that nobody asked for, and tolerates them", () => {
    const { departures, tolerated } = explain({
      message: { attributes: { "1.2.3.4": [octetString(Buffer.of(1))] } },
    });
    expect([departures, tolerated]).toEqual([[], ["1.2.3.4"]]);
  });

  test("that only its encoding spoils says so, and is explained as if it were encoded well", () => {
    const { departures, facts, outline } = explain({ message: { mangle: indefinite } });
    expect(departures).toEqual([{ code: "message-not-der", reason: "indefinite length" }]);
    expect(outline[0]?.what).toContain("indefinite length");
    expect(new Map(facts).get("content")).toContain("attached");
  });

  test("names every fault, not the first alone", () => {
    expect(
      codesOf({
        card: { extensions: { keyUsage: keyUsage(2, 3) } },
        message: { attributes: { [oids.messageDigest]: null }, attached: null },
      }),
    ).toEqual(["message-digest-missing", "leaf-may-not-sign"]);
    expect(codesOf({ message: { digest: "sha1", attributes: { [oids.contentType]: null } } })).toEqual([
      "digest-algorithm-not-accepted",
      "content-type-attribute-missing",
    ]);
  });

  test("says of noise that it is not even BER", () => {
    expect(explainMessage(Buffer.from("no message"))).toMatchObject({
      outline: [],
      departures: [{ code: "message-not-der" }],
    });
  });

  test("says of other BER what it is made of", () => {
    const { outline, departures } = explainMessage(forge({}).certificate);
    expect(outline.length).toBeGreaterThan(20);
    expect(departures.map(({ code }) => code)).toEqual(["message-not-signed-data"]);
  });
});

/** The outer SEQUENCE without a length, closed by two zeros. */
function indefinite(der: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from([0x30, 0x80]), der.subarray(4), Buffer.from([0, 0])]);
}
