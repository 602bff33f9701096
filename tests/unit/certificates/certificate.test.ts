import "reflect-metadata";
import { X509Certificate } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { X509Certificate as PeculiarCertificate } from "@peculiar/x509";
import { describe, expect, test } from "vitest";
import { readCertificate } from "../../../certificates/x509/certificate";
import { authorityKeyIdOf, governmentAttributesOf } from "../../../certificates/x509/certificate-extensions";
import { hex } from "../../../certificates/asn1/der-values";
import { tags } from "../../../certificates/asn1/der";
import {
  element,
  objectIdentifier,
  printableString,
  sequence,
  setOf,
  utf8String,
} from "../../../certificates/asn1/der-writer";
import { agencyPart, formatName } from "../../../certificates/x509/distinguished-name";
import { nameOf, subjectDirectoryAttributes } from "../../../certificates/demo/issuing";
import { oids } from "../../../certificates/asn1/oids";
import { Refused } from "../../../certificates/errors/refusal";
import { agencyOid, forge } from "../../support/forge/forge";

const folder = new URL("../../vectors/pkits/certs/", import.meta.url);
const readable = readdirSync(folder).flatMap((name) => {
  const der = new Uint8Array(readFileSync(new URL(name, folder)));
  try {
    return [{ name, der, ours: readCertificate(der) }];
  } catch (error) {
    if (error instanceof Refused) return [];
    throw error;
  }
});

describe("our reading of PKITS' certificates", () => {
  test("succeeds but for two with malformed signatures and two whose key takes parameters from its issuer", () => {
    expect(readdirSync(folder).length - readable.length).toBe(4);
  });

  test("agrees with node's", () => {
    for (const { der, ours, name } of readable) {
      const theirs = new X509Certificate(der);
      expect({
        name,
        serial: BigInt(`0x${hex(ours.serial)}`),
        from: ours.notBeforeAt,
        to: ours.notAfterAt,
      }).toEqual({
        name,
        // node writes a negative serial number with a sign
        serial: theirs.serialNumber.startsWith("-")
          ? BigInt(`0x${hex(ours.serial)}`)
          : BigInt(`0x${theirs.serialNumber}`),
        from: Date.parse(theirs.validFrom),
        to: Date.parse(theirs.validTo),
      });
      expect(ours.sha256).toBe(theirs.fingerprint256.replaceAll(":", "").toLowerCase());
      expect(ours.publicKey.equals(theirs.publicKey)).toBe(true);
    }
  });

  test("agrees with @peculiar/x509 on key identifiers and extensions", () => {
    for (const { der, ours } of readable) {
      const theirs = new PeculiarCertificate(der);
      const identifier = theirs.extensions.find(({ type }) => type === oids.authorityKeyIdentifier);
      expect(authorityKeyIdOf(ours)).toBe(
        identifier && "keyId" in identifier ? (identifier.keyId as string) : null,
      );
      expect([...ours.extensions.values()].map(({ oid, critical }) => [oid, critical])).toEqual(
        theirs.extensions.map(({ type, critical }) => [type, critical]),
      );
    }
  });
});

const subjectOf = (subject: Uint8Array) => readCertificate(forge({ card: { subject } }).certificate).subject;
const attributesOf = (...attributes: [string, Uint8Array][]) =>
  governmentAttributesOf(
    readCertificate(
      forge({ card: { extensions: { directory: subjectDirectoryAttributes(...attributes) } } }).certificate,
    ),
  );

describe("a subject", () => {
  const subject = nameOf(
    [oids.countryName, "TW"],
    [oids.organizationName, "行政院"],
    [oids.organizationalUnitName, "人事,資訊處"],
    [oids.serialNumberAttribute, "0000000112345678"],
  );

  test("is written as the registry writes it, with special characters escaped", () => {
    expect(formatName(subjectOf(subject))).toBe(
      "serialNumber=0000000112345678,ou=人事\\,資訊處,o=行政院,c=TW",
    );
  });

  test.each([
    ["a NUL", Buffer.from("王\0明")],
    ["half a surrogate pair", Buffer.from([0x73, 0x8b, 0xd8, 0x3d]), tags.bmpString],
  ])("with %s in its name is not read", (_what, value, tag: number = tags.utf8String) => {
    const name = sequence(setOf(sequence(objectIdentifier(oids.commonName), element(tag, value))));
    expect(() => subjectOf(name)).toThrow(expect.objectContaining({ code: "certificate-unreadable" }));
  });

  test("places its agency by country, organisation and units alone", () => {
    expect(formatName(agencyPart(subjectOf(subject)))).toBe("ou=人事\\,資訊處,o=行政院,c=TW");
  });
});

describe("the government's subject directory attributes", () => {
  test("tell the agency's OID, written as an identifier or as text", () => {
    expect(attributesOf([oids.gpkiAgencyOid, objectIdentifier(agencyOid)]).agencyOid).toBe(agencyOid);
    expect(attributesOf([oids.gpkiAgencyOid, utf8String(agencyOid)]).agencyOid).toBe(agencyOid);
  });

  test("tell the last four of a national ID", () => {
    expect(attributesOf([oids.gpkiPersonLastFour, printableString("6789")]).lastFour).toBe("6789");
  });

  test.each([
    [
      "two agencies",
      [
        [oids.gpkiAgencyOid, objectIdentifier("1.2.3")],
        [oids.gpkiAgencyOid, objectIdentifier("1.2.4")],
      ],
    ],
    ["an agency that is no OID", [[oids.gpkiAgencyOid, utf8String("行政院")]]],
  ] as [string, [string, Uint8Array][]][])("count as absent with %s", (_what, attributes) => {
    expect(attributesOf(...attributes).agencyOid).toBeNull();
  });

  test("count as absent with five digits", () => {
    expect(attributesOf([oids.gpkiPersonLastFour, printableString("16789")]).lastFour).toBeNull();
  });
});
