import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { readDer, tags } from "../../../certificates/asn1/der";
import {
  element,
  integer,
  nil,
  objectIdentifier,
  sequence,
  setOf,
  tagged,
  time,
  utf8String,
} from "../../../certificates/asn1/der-writer";
import { oids } from "../../../certificates/asn1/oids";
import { extension } from "../../../certificates/demo/issuing";
import { readCrlInSlices } from "../../../certificates/revocation/crl";
import { readCertificate } from "../../../certificates/x509/certificate";
import { verifyCardSignature } from "../../../certificates/verdict/card-signature";
import { forge, names, now } from "../../support/forge/forge";
import { manyEntries } from "../../support/forge/many-entries";

/*
 * Bytes of an honest size, or of the largest that is taken, that cost as much as they can. What they may cost is far above
 * what they do (docs/decisions/0022) and far below what they did: a machine that is busy says nothing.
 */

/** Milliseconds of work of this process. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const truthful = forge({});
const root = readDer(truthful.cms);
const [signedData] = root.children[1]?.children ?? [];
const signed = signedData?.children.map(({ raw }) => raw) ?? [];
const certificate = readDer(truthful.certificate);

/** The message with other certificates, or with another list of digests, in place of its own. */
function message({ certificates, algorithms }: { certificates?: Uint8Array[]; algorithms?: Uint8Array }) {
  const parts = [...signed];
  if (algorithms) parts[1] = algorithms;
  if (certificates) parts[3] = tagged(0, ...certificates);
  return sequence(root.children[0]?.raw ?? nil(), tagged(0, sequence(...parts)));
}

/** The card's certificate with one field of its signed part replaced. */
function certificateWith(field: number, value: Uint8Array): Uint8Array {
  const [tbs, ...rest] = certificate.children;
  const fields = tbs?.children.map(({ raw }) => raw) ?? [];
  fields[field] = value;
  return sequence(sequence(...fields), ...rest.map(({ raw }) => raw));
}

/** The same bytes so many times. */
const repeated = (count: number, bytes: Uint8Array) => Buffer.alloc(bytes.length * count, bytes);
const longArc = element(tags.objectIdentifier, Buffer.alloc(60_000, 0xff), Buffer.from([1]));
const manyArcs = element(tags.objectIdentifier, Buffer.alloc(60_000, 1));
const deep = Array.from({ length: 39 }).reduce<Uint8Array>((inner) => sequence(inner), nil());
const wideName = sequence(
  setOf(sequence(objectIdentifier(oids.organizationalUnitName), utf8String("\ufdfa".repeat(2000)))),
);

describe("a message of 64 kB", () => {
  it.each<[string, Uint8Array, string]>([
    ["an arc of 60 kB", message({ algorithms: setOf(sequence(longArc)) }), "message-not-der"],
    ["60,000 arcs", message({ algorithms: setOf(sequence(manyArcs)) }), "message-not-der"],
    [
      "10,000 algorithms",
      message({ algorithms: setOf(repeated(10_000, sequence(objectIdentifier("1.2")))) }),
      "message-not-signed-data",
    ],
    ["31,000 fields", sequence(repeated(31_000, nil())), "message-not-signed-data"],
    ["everything nested", sequence(repeated(800, deep)), "message-not-signed-data"],
    [
      "names that grow eighteenfold when they are compared",
      message({ certificates: Array<Uint8Array>(9).fill(certificateWith(5, wideName)) }),
      "certificate-signature-wrong",
    ],
  ])("costs little: %s", (_, cms, code) => {
    expect(cms.length).toBeLessThanOrEqual(65_536);
    const started = cpuMs();
    for (let round = 0; round < 5; round += 1)
      expect(verifyCardSignature({ ...truthful, cms })).toMatchObject({ accepted: false, code });
    expect(cpuMs() - started).toBeLessThan(5 * 100);
  });

  it("counts on no exponent that makes checking as dear as signing", () => {
    const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048, publicExponent: 0x10001 });
    const spki = readDer(publicKey.export({ format: "der", type: "spki" }));
    const key = readDer(spki.children[1]?.value.subarray(1) ?? nil());
    const exponent = integer((1n << 1999n) + 1n);
    const bits = element(tags.bitString, Buffer.from([0]), sequence(key.children[0]?.raw ?? nil(), exponent));
    const der = certificateWith(6, sequence(spki.children[0]?.raw ?? nil(), bits));
    expect(readCertificate(der).publicKey.asymmetricKeyDetails?.publicExponent).toBe((1n << 1999n) + 1n);
    expect(verifyCardSignature({ ...truthful, cms: message({ certificates: [der] }) })).toMatchObject({
      accepted: false,
      code: "key-not-accepted",
    });
  });
});

describe("a list of millions of bytes", () => {
  const entry = sequence(integer(77), time(now));
  const list = (more: Uint8Array, extensions: Record<string, Uint8Array> = {}, issuer = names.agency) =>
    forge({ crl: { more, extensions, issuer } }).trust;
  const derOf =
    (...wish: Parameters<typeof list>) =>
    () =>
      list(...wish).crls.at(-1)?.der ?? new Uint8Array();
  const raw = (...tbs: Uint8Array[]) =>
    sequence(
      sequence(...tbs),
      sequence(objectIdentifier(oids.sha256WithRsa), nil()),
      element(3, Buffer.from([0, 1])),
    );
  const head = [integer(1), sequence(objectIdentifier(oids.sha256WithRsa), nil())];
  const dates = [time(now), time(now + 1000)];

  it.each<[string, () => Uint8Array]>([
    [
      "one serial number 200,000 times",
      () => raw(...head, names.agency, ...dates, sequence(repeated(200_000, entry))),
    ],
    [
      "a name of 4 MB",
      () =>
        raw(
          ...head,
          sequence(repeated(200_000, setOf(sequence(objectIdentifier("2.5.4.11"), utf8String("x"))))),
          ...dates,
        ),
    ],
    ["a million fields", () => raw(repeated(1_000_000, nil()))],
    [
      "an entry of 4 MB",
      () =>
        raw(
          ...head,
          names.agency,
          ...dates,
          sequence(sequence(integer(5), time(now), repeated(1_000_000, nil()))),
        ),
    ],
    [
      "a number of 40 kB",
      () =>
        raw(
          ...head,
          names.agency,
          ...dates,
          tagged(0, sequence(extension(oids.crlNumber, element(2, Buffer.alloc(40_000, 0x55))))),
        ),
    ],
  ])("is refused before it holds anybody up: %s", async (_, make) => {
    const der = make();
    const started = cpuMs();
    await expect(readCrlInSlices(der)).rejects.toMatchObject({ code: "certificate-unreadable" });
    expect(cpuMs() - started).toBeLessThan(2000);
  });

  it("is taken where serial numbers repeat now and then, and the first of each counts", async () => {
    const more = Buffer.concat([entry, manyEntries(5000, now), repeated(20, entry)]);
    const der = derOf(more)();
    const { entries } = await readCrlInSlices(der);
    expect(entries.count).toBe(5021);
    expect(entries.find(Buffer.from([77]))).toMatchObject({ revokedAt: now });
  });
});
