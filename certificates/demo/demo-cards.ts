import { createHash, type KeyObject } from "node:crypto";
import type { Random } from "../../db/types";
import type { CardCertificate, CardFile } from "../card/card-file";
import { type DemoAuthority, issuerOf, makeKey, randomSerial } from "./demo-authorities";
import { objectIdentifier, printableString } from "../asn1/der-writer";
import {
  authorityKeyId,
  basicConstraints,
  certificatePolicies,
  issueCertificate,
  keyUsage,
  nameOf,
  subjectDirectoryAttributes,
  subjectKeyId,
} from "./issuing";
import { oids } from "../asn1/oids";
import { crlReasons } from "../revocation/revoked-entries";

/** An agency as the registry has it; `dn` like `ou=人事行政總處,o=行政院,c=TW`. */
export interface DemoAgency {
  oid: string;
  name: string;
  dn: string;
}

/** How a citizen's card may differ from a good one; `renewed`: the same citizen's next certificate. */
export type CitizenCardState = "renewed" | "revoked" | "on-hold" | "expired";

/** A person with a citizen's card; `lastFour` of the national ID, or `null` for a card that does not carry them. */
export interface DemoCitizen {
  name: string;
  lastFour: string | null;
  /** What other cards of the same citizen there are. */
  also?: readonly CitizenCardState[];
}

/** Every demo card opens with this PIN. */
export const DEMO_PIN = "246810";

const DAY = 24 * 3_600_000;

/** What a card is before its keys and certificates are made. */
interface CardPlan {
  name: string;
  kind: CardFile["kind"];
  label: CardFile["label"];
  authority: DemoAuthority["id"];
  subject: Uint8Array;
  attributes: [type: string, value: Uint8Array][];
  validFor?: { fromDays: number; toDays: number };
  locked?: boolean;
  reason?: number;
}

/**
 * The cards of the demo: one for each agency and citizen, and of the first agency also a revoked, a suspended, an
 * expired and a locked one. Odd ones come from the older generation of their authority.
 */
export function planDemoCards(agencies: readonly DemoAgency[], citizens: readonly DemoCitizen[]): CardPlan[] {
  const plans = agencies.map((agency, index) => ({
    ...agencyPlan(agency),
    authority: generation("agency", index),
  }));
  const [first] = plans;
  const variants: CardPlan[] = first
    ? [
        { ...first, name: "revoked", label: label(first, "（已廢止）", " (revoked)"), reason: 1 },
        {
          ...first,
          name: "on-hold",
          label: label(first, "（已停用）", " (suspended)"),
          reason: crlReasons.certificateHold,
        },
        {
          ...first,
          name: "expired",
          label: label(first, "（已過期）", " (expired)"),
          validFor: { fromDays: -2000, toDays: -10 },
        },
        { ...first, name: "locked", label: label(first, "（已鎖卡）", " (PIN locked)"), locked: true },
      ]
    : [];
  const people = citizens.flatMap((citizen, index) => {
    const authority = generation("citizen", index);
    const good = { ...citizenPlan(citizen), authority };
    return [good, ...(citizen.also ?? []).map((state) => inState(good, state))];
  });
  return [...plans, ...variants, ...people];
}

function generation(purpose: "agency" | "citizen", index: number): DemoAuthority["id"] {
  return index % 2 === 0 ? `${purpose}-g2` : `${purpose}-g1`;
}

function label(plan: CardPlan, zh: string, en: string): CardFile["label"] {
  return { zh: plan.label.zh + zh, en: plan.label.en + en };
}

function agencyPlan({ oid, name, dn }: DemoAgency): CardPlan {
  return {
    name: `agency-${oid}`,
    kind: "agency",
    label: { zh: `機關憑證：${name}`, en: `Agency card: ${name}` },
    authority: "agency-g2",
    subject: nameOf(...readRegistryDn(dn)),
    attributes: [[oids.gpkiAgencyOid, objectIdentifier(oid)]],
  };
}

function citizenPlan({ name, lastFour }: DemoCitizen): CardPlan {
  const subject = nameOf(
    [oids.countryName, "TW"],
    [oids.commonName, name],
    [oids.serialNumberAttribute, citizenNumber(`${name} ${lastFour}`)],
  );
  return {
    name: `citizen-${name}-${lastFour ?? "none"}`,
    kind: "citizen",
    label: {
      zh: `自然人憑證：${name}${lastFour === null ? "（無末四碼）" : ""}`,
      en: `Citizen's card: ${name}${lastFour === null ? " (no digits)" : ""}`,
    },
    authority: "citizen-g2",
    subject,
    attributes: lastFour === null ? [] : [[oids.gpkiPersonLastFour, printableString(lastFour)]],
  };
}

/** A citizen's number at the CA: the same on every card of theirs, also on one that is made in a later run. */
function citizenNumber(citizen: string): string {
  const octets = createHash("sha256").update(citizen).digest().subarray(0, 16);
  return [...octets].map((octet) => octet % 10).join("");
}

function inState(card: CardPlan, state: CitizenCardState): CardPlan {
  const made = (zh: string, en: string) => ({
    ...card,
    name: `${card.name}-${state}`,
    label: label(card, zh, en),
  });
  switch (state) {
    case "renewed":
      return made("（換發後）", " (renewed)");
    case "revoked":
      return { ...made("（已廢止）", " (revoked)"), reason: 1 };
    case "on-hold":
      return { ...made("（已停用）", " (suspended)"), reason: crlReasons.certificateHold };
    case "expired":
      return { ...made("（已過期）", " (expired)"), validFor: { fromDays: -2000, toDays: -10 } };
  }
}

/** The registry writes names most specific first; a certificate holds them from the country downwards. */
function readRegistryDn(dn: string): [type: string, text: string][] {
  const types = new Map<string, string>([
    ["c", oids.countryName],
    ["l", oids.localityName],
    ["st", oids.stateOrProvinceName],
    ["o", oids.organizationName],
    ["ou", oids.organizationalUnitName],
  ]);
  return dn
    .split(",")
    .reverse()
    .flatMap((part): [string, string][] => {
      const [key = "", ...value] = part.split("=");
      const type = types.get(key.trim().toLowerCase());
      return type ? [[type, value.join("=").trim()]] : [];
    });
}

/**
 * Makes a planned card. The key for encryption is shared by all demo cards, since nothing in the product ever uses it.
 */
export async function makeDemoCard(
  plan: CardPlan,
  authorities: readonly DemoAuthority[],
  encryption: { privateKey: KeyObject; publicKey: KeyObject },
  at: number,
  random: Random,
): Promise<CardFile> {
  const authority = authorities.find(({ id }) => id === plan.authority);
  if (!authority) throw new Error(`no demo authority ${plan.authority}`);
  const issuer = issuerOf(authority);
  const signing = await makeKey();
  const { fromDays, toDays } = plan.validFor ?? { fromDays: -30, toDays: 5 * 365 };
  const serial = randomSerial(random);
  const certify = (publicKey: KeyObject, number: bigint, usage: Uint8Array) =>
    issueCertificate({
      serial: number,
      issuer,
      subject: plan.subject,
      publicKey,
      notBeforeAt: at + fromDays * DAY,
      notAfterAt: at + toDays * DAY,
      extensions: [
        authorityKeyId(issuer.publicKey),
        subjectKeyId(publicKey),
        basicConstraints(false),
        usage,
        certificatePolicies(oids.gpkiAssuranceLevel3),
        ...(plan.attributes.length > 0 ? [subjectDirectoryAttributes(...plan.attributes)] : []),
      ],
    });
  const slot = (which: CardCertificate["label"], der: Uint8Array, key: KeyObject): CardCertificate => ({
    label: which,
    usage: which === "cert1" ? "digitalSignature" : "keyEncipherment|dataEncipherment",
    certificate: Buffer.from(der).toString("base64"),
    privateKey: key.export({ format: "pem", type: "pkcs8" }).toString(),
  });
  return {
    name: plan.name,
    kind: plan.kind,
    label: plan.label,
    cardSerial: `${plan.kind === "agency" ? "GC" : "CP"}${[...random(14)].map((octet) => octet % 10).join("")}`,
    pin: DEMO_PIN,
    locked: plan.locked ?? false,
    certificates: [
      slot("cert1", certify(signing.publicKey, serial, keyUsage(0)), signing.privateKey),
      slot(
        "cert2",
        certify(encryption.publicKey, randomSerial(random), keyUsage(2, 3)),
        encryption.privateKey,
      ),
    ],
    authorityKeyId: authority.keyId,
    serialNumber: serial.toString(16),
    revocation: plan.reason === undefined ? null : { reason: plan.reason, revokedAt: at - DAY },
  };
}
