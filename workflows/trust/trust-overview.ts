import { readCertificate } from "../../certificates/x509/certificate";
import { subjectKeyIdOf } from "../../certificates/x509/certificate-extensions";
import { formatName } from "../../certificates/x509/distinguished-name";
import type { CardPurpose } from "../../certificates/x509/authority";
import type { TrustEntry } from "../../certificates/revocation/trust-store";
import type { AuthorityAddress, KeptList, TrustCertificate } from "../../db/queries/trust";
import type { Context } from "../desk/context";

/** How far something is from its end. */
export type Freshness = "good" | "ending" | "over";

/** A pinned authority with its lists, as administrators see it. Times are epoch milliseconds. */
export interface AuthorityView {
  sha256: string;
  keyId: string;
  role: TrustEntry["role"];
  purposes: CardPurpose[];
  subject: string;
  notBeforeAt: number;
  notAfterAt: number;
  validity: Freshness;
  addedAt: number;
  lists: ListView[];
  addresses: AddressView[];
}

export interface ListView extends Pick<
  KeptList,
  "sha256" | "number" | "entries" | "size" | "source" | "thisUpdateAt" | "nextUpdateAt" | "fetchedAt"
> {
  state: Freshness;
}

/** An address of the authority's own, with how asking it went; `null` where it was not asked yet. */
export interface AddressView {
  url: string;
  kind: AuthorityAddress["kind"];
  asked: Omit<AuthorityAddress, "url" | "kind"> | null;
}

const hour = 60 * 60_000;

/** So long before the end of a list monitoring is told; product contract of `/readyz`. */
export const listWarningMs = 6 * hour;

/** So long before the end of an authority's certificate administrators are: its successor must be pinned by then. */
const certificateWarningMs = 90 * 24 * hour;

/** Every pinned authority, anchors first. */
export async function trustOverview({ store }: Pick<Context, "store">, at: number): Promise<AuthorityView[]> {
  const [certificates, lists, addresses] = await Promise.all([
    store.trust.certificates(),
    store.trust.lists(),
    store.trust.addresses(),
  ]);
  return [...new Set(certificates.map(({ sha256 }) => sha256))]
    .map((sha256) => certificates.filter((row) => row.sha256 === sha256))
    .flatMap((rows) => viewOf(rows, lists, addresses, at))
    .sort(anchorsFirst);
}

/** Whether every list that cards depend on is in time; what monitoring watches. */
export async function listsInTime({ store }: Pick<Context, "store">, at: number): Promise<Freshness> {
  const lists = await store.trust.lists();
  const states = lists.map(({ nextUpdateAt }) => freshness(nextUpdateAt, listWarningMs, at));
  return (["over", "ending"] as const).find((state) => states.includes(state)) ?? "good";
}

function viewOf(
  rows: readonly TrustCertificate[],
  lists: readonly KeptList[],
  addresses: readonly AuthorityAddress[],
  at: number,
): AuthorityView[] {
  const [first] = rows;
  if (!first) return [];
  const certificate = readCertificate(first.der);
  const keyId = subjectKeyIdOf(certificate);
  const { notBeforeAt, notAfterAt } = certificate;
  const asked = (url: string, kind: AuthorityAddress["kind"]): AddressView => ({
    url,
    kind,
    asked: addresses.find((state) => state.url === url) ?? null,
  });
  return [
    {
      sha256: first.sha256,
      keyId,
      role: rows.some(({ role }) => role === "anchor") ? "anchor" : "intermediate",
      purposes: rows.map(({ purpose }) => purpose),
      subject: formatName(certificate.subject),
      notBeforeAt,
      notAfterAt,
      validity: freshness(notAfterAt, certificateWarningMs, at),
      addedAt: first.addedAt,
      lists: lists.filter(({ issuerKeyId }) => issuerKeyId === keyId).map((list) => listView(list, at)),
      addresses: [
        ...[...new Set(rows.flatMap(({ crlUrls }) => crlUrls))].map((url) => asked(url, "crl")),
        ...[...new Set(rows.flatMap(({ ocspUrl }) => ocspUrl ?? []))].map((url) => asked(url, "ocsp")),
      ],
    },
  ];
}

function listView(list: KeptList, at: number): ListView {
  const { sha256, number, entries, size, source, thisUpdateAt, nextUpdateAt, fetchedAt } = list;
  const state = freshness(nextUpdateAt, listWarningMs, at);
  return { sha256, number, entries, size, source, thisUpdateAt, nextUpdateAt, fetchedAt, state };
}

function freshness(endsAt: number, warningMs: number, at: number): Freshness {
  if (at > endsAt) return "over";
  return endsAt - at <= warningMs ? "ending" : "good";
}

function anchorsFirst(one: AuthorityView, other: AuthorityView): number {
  return one.role === other.role ? one.subject.localeCompare(other.subject) : one.role === "anchor" ? -1 : 1;
}
