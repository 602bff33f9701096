import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from "node:crypto";
import { promisify } from "node:util";
import type { Random } from "../../db/types";
import type { CardFile } from "../card/card-file";
import { hex } from "../asn1/der-values";
import {
  authorityKeyId,
  basicConstraints,
  certificatePolicies,
  issueCertificate,
  issueCrl,
  keyIdOf,
  keyUsage,
  nameOf,
  subjectKeyId,
} from "./issuing";
import { oids } from "../asn1/oids";
import type { CardPurpose } from "../x509/authority";
import type { TrustEntry } from "../revocation/trust-store";

/** A demo authority with its private key. It exists only in demo mode and in tests. */
export interface DemoAuthority {
  id: "root" | "agency-g1" | "agency-g2" | "citizen-g1" | "citizen-g2";
  purpose: CardPurpose | "root";
  name: Uint8Array;
  certificate: Uint8Array;
  privateKey: string;
  /** Key identifier in hex. */
  keyId: string;
}

const YEAR = 365.25 * 24 * 3_600_000;
const CRL_LIFETIME = 7 * 24 * 3_600_000;
const makeKeyPair = promisify(generateKeyPair);

/** An RSA key of 2048 bits, made off the event loop. */
export async function makeKey(): Promise<{ privateKey: KeyObject; publicKey: KeyObject }> {
  return makeKeyPair("rsa", { modulusLength: 2048 });
}

export function randomSerial(random: Random): bigint {
  return BigInt(`0x40${hex(random(15))}`);
}

const rootName = nameOf(
  [oids.countryName, "TW"],
  [oids.organizationName, "示範行政院"],
  [oids.organizationalUnitName, "示範政府憑證總管理中心"],
);
// Both generations of an authority carry one name, as the government's do: only key identifiers tell them apart.
const names = {
  agency: nameOf(
    [oids.countryName, "TW"],
    [oids.organizationName, "示範行政院"],
    [oids.organizationalUnitName, "示範政府憑證管理中心"],
  ),
  citizen: nameOf(
    [oids.countryName, "TW"],
    [oids.organizationName, "示範行政院"],
    [oids.organizationalUnitName, "示範內政部憑證管理中心"],
  ),
};

/** A root like GRCA, and below it a GCA-like and a MOICA-like authority in two generations each. */
export async function makeDemoAuthorities(at: number, random: Random): Promise<DemoAuthority[]> {
  const rootKey = await makeKey();
  const below = ["agency-g1", "agency-g2", "citizen-g1", "citizen-g2"] as const;
  const keys = await Promise.all(below.map(makeKey));
  const issue = (subject: Uint8Array, key: KeyObject, born: number, years: number, pathLength?: number) =>
    issueCertificate({
      serial: randomSerial(random),
      issuer: { name: rootName, key: rootKey.privateKey },
      subject,
      publicKey: key,
      notBeforeAt: at - born * YEAR,
      notAfterAt: at + years * YEAR,
      extensions: [
        subjectKeyId(key),
        ...(key === rootKey.publicKey ? [] : [authorityKeyId(rootKey.publicKey)]),
        basicConstraints(true, pathLength),
        keyUsage(5, 6),
        ...(key === rootKey.publicKey ? [] : [certificatePolicies(oids.gpkiAssuranceLevel3)]),
      ],
    });
  const authority = (
    id: DemoAuthority["id"],
    purpose: DemoAuthority["purpose"],
    name: Uint8Array,
    key: Awaited<ReturnType<typeof makeKey>>,
    certificate: Uint8Array,
  ): DemoAuthority => ({
    id,
    purpose,
    name,
    certificate,
    privateKey: key.privateKey.export({ format: "pem", type: "pkcs8" }).toString(),
    keyId: hex(keyIdOf(key.publicKey)),
  });
  return [
    authority("root", "root", rootName, rootKey, issue(rootName, rootKey.publicKey, 10, 20)),
    ...below.map((id, index) => {
      const key = keys[index];
      if (!key) throw new Error("one key for each authority");
      const purpose = id.startsWith("agency") ? "agency" : "citizen";
      const born = id.endsWith("g1") ? 8 : 2;
      return authority(
        id,
        purpose,
        names[purpose],
        key,
        issue(names[purpose], key.publicKey, born, 15 - born, 0),
      );
    }),
  ];
}

/** The authorities as trust: the root is pinned for both purposes. */
export function demoTrust(authorities: readonly DemoAuthority[]): TrustEntry[] {
  return authorities.flatMap(({ purpose, certificate: der }): TrustEntry[] =>
    purpose === "root"
      ? [
          { role: "anchor", purpose: "agency", der },
          { role: "anchor", purpose: "citizen", der },
        ]
      : [{ role: "intermediate", purpose, der }],
  );
}

/** A fresh revocation list of every authority, with the second of its making as its number, good for seven days. */
export function issueDemoCrls(
  authorities: readonly DemoAuthority[],
  cards: readonly CardFile[],
  at: number,
): { id: DemoAuthority["id"]; der: Uint8Array }[] {
  return authorities.map(({ id, name, keyId, privateKey }) => ({
    id,
    der: issueCrl({
      issuer: { name, key: createPrivateKey(privateKey) },
      number: Math.floor(at / 1000),
      thisUpdateAt: at - 60_000,
      nextUpdateAt: at + CRL_LIFETIME,
      revoked: cards.flatMap(({ authorityKeyId: issuer, serialNumber, revocation }) =>
        issuer === keyId && revocation ? [{ serial: BigInt(`0x${serialNumber}`), ...revocation }] : [],
      ),
    }),
  }));
}

export function issuerOf(authority: DemoAuthority) {
  const key = createPrivateKey(authority.privateKey);
  return { name: authority.name, key, publicKey: createPublicKey(key) };
}
