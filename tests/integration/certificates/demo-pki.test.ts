import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkCertificate } from "../../../certificates/verdict/certificate-check";
import { type DemoPki, openDemoPki, readCards } from "../../../certificates/demo/demo-pki";
import { formatName } from "../../../certificates/x509/distinguished-name";
import { openTrustStore } from "../../../certificates/revocation/trust-store";

const at = Date.UTC(2026, 10, 23, 2);
const month = 30 * 24 * 3_600_000;
const agencies = [
  { oid: "2.16.886.101.20003", name: "行政院", dn: "o=行政院,c=TW" },
  { oid: "2.16.886.101.20003.20063", name: "人事行政總處", dn: "ou=人事行政總處,o=行政院,c=TW" },
];
const citizens = [{ name: "王小明", lastFour: "6789" }];
const wish = { agencies, citizens, at, random: (bytes: number) => randomBytes(bytes) };

let folder: string;
let pki: DemoPki;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "demo-pki-"));
  pki = await openDemoPki(folder, wish);
});

afterAll(() => rm(folder, { recursive: true }));

const signatureCertificate = (cards: DemoPki["cards"], name: string) =>
  Buffer.from(cards.find((card) => card.name === name)?.certificates[0]?.certificate ?? "", "base64");

const check = (from: DemoPki, name: string, when: number) =>
  checkCertificate(signatureCertificate(from.cards, name), {
    trust: openTrustStore({ authorities: from.trust, crls: from.crls }),
    purpose: "any",
    at: when,
  });

describe("the demo PKI", () => {
  test("has a card for each agency and citizen, and four with a flaw", () => {
    expect(pki.cards.map(({ name }) => name).sort()).toEqual([
      "agency-2.16.886.101.20003",
      "agency-2.16.886.101.20003.20063",
      "citizen-王小明-6789",
      "expired",
      "locked",
      "on-hold",
      "revoked",
    ]);
  });

  test("has two generations of each authority under one name, told apart by their keys", () => {
    const { authorities, unreadable } = openTrustStore({ authorities: pki.trust, crls: pki.crls });
    expect(unreadable).toEqual([]);
    expect(authorities.map(({ keyId }) => keyId)).toHaveLength(5);
    expect(new Set(authorities.map(({ keyId }) => keyId)).size).toBe(5);
    expect(new Set(authorities.map(({ certificate }) => formatName(certificate.subject))).size).toBe(3);
  });

  test.each([
    ["agency-2.16.886.101.20003", "accepted"],
    ["agency-2.16.886.101.20003.20063", "accepted"],
    ["citizen-王小明-6789", "accepted"],
    ["expired", "certificate-expired"],
    ["revoked", "certificate-revoked"],
    ["on-hold", "certificate-on-hold"],
  ])("vouches for the card %s: %s", (name, expected) => {
    const verdict = check(pki, name, at);
    expect(verdict.accepted ? "accepted" : verdict.code).toBe(expected);
  });

  test("never lets the encryption certificate sign", () => {
    const der = Buffer.from(pki.cards[0]?.certificates[1]?.certificate ?? "", "base64");
    const trust = openTrustStore({ authorities: pki.trust, crls: pki.crls });
    expect(checkCertificate(der, { trust, purpose: "any", at })).toMatchObject({ code: "leaf-may-not-sign" });
  });

  test("keeps its cards over a restart and issues fresh lists", async () => {
    const later = await openDemoPki(folder, { ...wish, at: at + month });
    expect(later.cards).toEqual(await readCards(later.cardsFolder));
    expect(later.cards.map(({ serialNumber }) => serialNumber).sort()).toEqual(
      pki.cards.map(({ serialNumber }) => serialNumber).sort(),
    );
    expect(check(later, "agency-2.16.886.101.20003", at + month).accepted).toBe(true);
  });

  test("makes the card of somebody who joined since", async () => {
    const later = await openDemoPki(folder, {
      ...wish,
      citizens: [...citizens, { name: "陳大文", lastFour: null }],
    });
    expect(check(later, "citizen-陳大文-none", at).accepted).toBe(true);
  });

  test("keeps private keys to their owner", async () => {
    for (const path of ["authorities.json", "cards/locked.json"]) {
      expect((await stat(join(folder, path))).mode & 0o777).toBe(0o600);
    }
  });

  test("names the file that is no card", async () => {
    const stray = join(folder, "cards", "stray.json");
    await writeFile(
      stray,
      await readFile(join(folder, "cards", "locked.json"), "utf8").then((text) => text.slice(1)),
    );
    await expect(readCards(join(folder, "cards"))).rejects.toThrow("stray.json is not a card file");
    await rm(stray);
  });
});
