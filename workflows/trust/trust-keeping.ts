import { isKeyAccepted } from "../../certificates/x509/algorithms";
import { type Certificate, readCertificate } from "../../certificates/x509/certificate";
import {
  basicConstraintsOf,
  keyUsageBits,
  keyUsageOf,
  subjectKeyIdOf,
} from "../../certificates/x509/certificate-extensions";
import { formatName, sameName } from "../../certificates/x509/distinguished-name";
import { derIn } from "../../certificates/asn1/pem";
import type { CardPurpose } from "../../certificates/x509/authority";
import type { TrustEntry } from "../../certificates/revocation/trust-store";
import { insert, isChangeRefused, remove, type Write } from "../../db/change";
import { actorColumns, type Actor } from "../desk/actor";
import { refuseChange } from "../desk/refusal";
import { dropParts } from "./kept-lists";
import type { Trust } from "./trust";
import { type TrustField, type TrustRefusalCode, trustError } from "./trust-refused";
import type { Context } from "../desk/context";

/** What the trusted authorities are kept with. */
export interface TrustContext extends Pick<Context, "store" | "clock"> {
  trust: Trust;
}

/** An authority to be pinned, as an administrator gives it. */
export interface AuthorityWish {
  /** DER, or PEM with one certificate in it. */
  file: Uint8Array;
  purposes: readonly CardPurpose[];
  /** Left out, a certificate that signed itself becomes an anchor and any other an intermediate. */
  role?: TrustEntry["role"];
  crlUrls: readonly string[];
  ocspUrl: string | null;
}

export interface AddedAuthority {
  sha256: string;
  keyId: string;
  role: TrustEntry["role"];
  purposes: CardPurpose[];
  subject: string;
  notAfterAt: number;
}

export interface RemovedAuthority {
  sha256: string;
  purposes: CardPurpose[];
}

const mostAddresses = 8;

/** What pinning or removing an authority would do as things are now. */
export interface TrustPlan<Result extends object> {
  result: Result;
  /** What it rests on being so. */
  before: Record<string, unknown>;
  audit: { act: string; detail: Record<string, unknown> };
  /** @param by whoever pins it: a person's id, or what did */
  writes: (by: string) => Write[];
  refusals: TrustRefusalCode[];
  /** It rests on how old something is. */
  countsAges?: true;
  after: () => Promise<void>;
}

/**
 * Pins an authority for one or both purposes. From now on its word counts for cards, so what is no authority or has expired
 * is refused, and its addresses are the only ones its lists and answers come from.
 *
 * @param alongside what else belongs into the commit
 * @throws TrustRefused naming the field; Refusal `clock-behind`
 */
export const addAuthority = async (
  parts: TrustContext,
  wish: AuthorityWish,
  actor: Actor,
  alongside: Write[] = [],
): Promise<AddedAuthority> => actOnTrust(parts, await planAddition(parts, wish), actor, alongside);

/**
 * Takes an authority out of the trust, for one purpose or all; its lists go with the last. What rested on it is refused from
 * this moment.
 *
 * @param alongside what else belongs into the commit
 * @throws TrustRefused
 */
export const removeAuthority = async (
  parts: TrustContext,
  which: AuthorityRemoval,
  actor: Actor,
  alongside: Write[] = [],
): Promise<RemovedAuthority> => actOnTrust(parts, await planRemoval(parts, which), actor, alongside);

async function actOnTrust<Result extends object>(
  { store, clock }: TrustContext,
  { result, audit, writes, refusals, countsAges, after }: TrustPlan<Result>,
  actor: Actor,
  alongside: Write[],
): Promise<Result> {
  const { actorKind, actorId } = actorColumns(actor);
  await store
    .commit({
      at: clock(),
      ...(countsAges && { countsAges }),
      writes: [...writes(actorId ?? actorKind), ...alongside],
      audit: [{ actorKind, actorId, ...audit }],
    })
    .catch((error: unknown) => {
      const code = refusals.find((one) => isChangeRefused(error, one));
      if (code !== undefined) refuse(code, "certificate");
      return refuseChange("clock-behind")(error);
    });
  await after();
  return result;
}

/** @throws TrustRefused naming the field */
export async function planAddition(
  { store, clock, trust }: TrustContext,
  wish: AuthorityWish,
): Promise<TrustPlan<AddedAuthority>> {
  const at = clock();
  const purposes = [...new Set(wish.purposes)];
  const certificate = authorityIn(wish.file, at);
  if (purposes.length === 0) refuse("purpose-missing", "purpose");
  const crlUrls = wish.crlUrls.map((url) => webAddress(url, "crlUrls"));
  if (crlUrls.length > mostAddresses) refuse("too-many-addresses", "crlUrls");
  const ocspUrl = wish.ocspUrl === null ? null : webAddress(wish.ocspUrl, "ocspUrl");
  const role = wish.role ?? (sameName(certificate.issuer, certificate.subject) ? "anchor" : "intermediate");
  const { sha256 } = certificate;
  const keyId = subjectKeyIdOf(certificate);
  const trusted = (await store.trust.certificates())
    .filter((one) => one.sha256 === sha256)
    .map(({ purpose }) => purpose);
  if (purposes.some((purpose) => trusted.includes(purpose))) refuse("already-trusted", "certificate", sha256);
  const subject = formatName(certificate.subject);
  return {
    result: { sha256, keyId, role, purposes, subject, notAfterAt: certificate.notAfterAt },
    before: { trusted },
    audit: { act: "trust.added", detail: { sha256, keyId, role, purposes, crlUrls, ocspUrl } },
    refusals: ["already-trusted"],
    countsAges: true,
    writes: (addedBy) =>
      purposes.map((purpose) =>
        insert(
          "trustCertificates",
          {
            sha256,
            purpose,
            role,
            der: Buffer.from(certificate.der),
            crlUrls,
            ocspUrl,
            addedBy,
            addedAt: at,
          },
          "already-trusted",
        ),
      ),
    after: () => trust.reload(),
  };
}

export interface AuthorityRemoval {
  /** As much of the fingerprint as tells it from others, 8 digits at least. */
  sha256: string;
  purpose?: CardPurpose;
  reason: string;
}

/** @throws TrustRefused */
export async function planRemoval(
  { store, clock, trust }: TrustContext,
  which: AuthorityRemoval,
): Promise<TrustPlan<RemovedAuthority>> {
  const reason = which.reason.trim();
  if (reason === "") refuse("reason-missing", "reason");
  const start = which.sha256.replaceAll(/[\s:]/g, "").toLowerCase();
  const pinned = await store.trust.certificates();
  const named = pinned.filter(({ sha256 }) => start.length >= 8 && sha256.startsWith(start));
  if (new Set(named.map(({ sha256 }) => sha256)).size > 1) refuse("several-match", "certificate", start);
  const going = named.filter(({ purpose }) => which.purpose === undefined || purpose === which.purpose);
  const [first] = going;
  if (!first) return refuse("no-such-certificate", "certificate");

  const { sha256 } = first;
  const keyId = subjectKeyIdOf(readCertificate(first.der));
  const purposes = going.map(({ purpose }) => purpose);
  const staying = pinned
    .filter((row) => !going.includes(row))
    .map(({ der }) => subjectKeyIdOf(readCertificate(der)));
  const orphaned = (await store.trust.lists()).filter(
    ({ issuerKeyId }) => issuerKeyId === keyId && !staying.includes(keyId),
  );
  return {
    result: { sha256, purposes },
    before: { purposes },
    audit: { act: "trust.removed", detail: { sha256, keyId, purposes, reason } },
    refusals: ["no-such-certificate"],
    writes: () => [
      ...purposes.map((purpose) => remove("trustCertificates", { sha256, purpose }, "no-such-certificate")),
      ...orphaned.map((list) => remove("crls", { sha256: list.sha256 })),
    ],
    after: async () => {
      await trust.reload();
      for (const list of orphaned) await dropParts(store, list.sha256, clock());
    },
  };
}

/** The one certificate of a file, found fit to stand above cards. */
function authorityIn(file: Uint8Array, at: number): Certificate {
  const found = derIn(file, "CERTIFICATE");
  const [der] = found;
  if (!der) return refuse("no-certificate", "certificate");
  if (found.length > 1) refuse("several-certificates", "certificate", String(found.length));
  const certificate = readOrRefuse(() => readCertificate(der));
  if (!readOrRefuse(() => mayCertify(certificate))) refuse("not-an-authority", "certificate");
  if (!isKeyAccepted(certificate.publicKey)) refuse("weak-key", "certificate");
  if (certificate.notAfterAt < at)
    refuse("expired", "certificate", new Date(certificate.notAfterAt).toISOString());
  return certificate;
}

/** RFC 5280 sections 4.2.1.9 and 4.2.1.3. */
function mayCertify(certificate: Certificate): boolean {
  return (
    basicConstraintsOf(certificate).ca && (keyUsageOf(certificate)?.has(keyUsageBits.keyCertSign) ?? false)
  );
}

function readOrRefuse<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Error && error.name === "Refused")) throw error;
    return refuse("certificate-unreadable", "certificate", error.message);
  }
}

function webAddress(text: string, field: TrustField): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.username === "") return url.href;
  return refuse("not-a-web-address", field, text);
}

function refuse(code: TrustRefusalCode, field: TrustField, detail = ""): never {
  throw trustError(code, field, detail);
}
