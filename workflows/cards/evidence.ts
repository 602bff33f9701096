import type { RevocationEvidence } from "../../certificates/verdict/card-signature";
import { readCertificate } from "../../certificates/x509/certificate";
import { formatName } from "../../certificates/x509/distinguished-name";
import type { Evidence } from "../../db/queries/tickets";
import type { Store } from "../../db/store";
import type { Clock } from "../../db/types";
import { actorColumns, type Actor } from "../desk/actor";
import { evidenceReadme } from "./evidence-readme";
import { Refusal } from "../desk/refusal";
import { tar, type TarFile } from "./tar";
import { readingOf } from "../reading/ticket-reading";

/** A revocation list as it was when the verdict was given; `der` (base64) is `null` where it was too large to keep. */
export interface KeptList {
  series: string;
  crlNumber: string;
  thisUpdateAt: number;
  nextUpdateAt: number;
  sha256: string;
  der: string | null;
}

/** A responder's answer of that moment; `der` is base64. */
export interface KeptResponse {
  producedAt: number;
  sha256: string;
  der: string;
}

/** A list of this size is kept whole with the evidence; of a larger one its number and hash. In bytes. */
const largestKeptList = 2 * 1024 * 1024;

/** What a verdict rested on, in the form in which it is kept. */
export function revocationKept(evidence: readonly RevocationEvidence[]): {
  lists: KeptList[];
  ocsp: KeptResponse[];
} {
  const lists: KeptList[] = [];
  const ocsp: KeptResponse[] = [];
  for (const one of evidence) {
    const der = Buffer.from(one.der).toString("base64");
    if (one.kind === "ocsp") {
      ocsp.push({ producedAt: one.producedAt, sha256: one.sha256, der });
    } else {
      const { series, crlNumber, thisUpdateAt, nextUpdateAt, sha256 } = one;
      const whole = one.der.length <= largestKeptList;
      lists.push({ series, crlNumber, thisUpdateAt, nextUpdateAt, sha256, der: whole ? der : null });
    }
  }
  return { lists, ocsp };
}

/** What one signature of a card proves. */
export interface Proof {
  id: string;
  purpose: "prove-card" | "reset" | "sign-in";
  /** When the desk found it good: epoch milliseconds. */
  at: number;
  /** The card's subject, most specific first. */
  signer: string;
  /** The sentence that was signed; `null` for the proof of the card alone. */
  statement: string | null;
}

/** The signatures kept with a case, oldest first. */
export async function proofsOf(store: Store, ticketId: string): Promise<Proof[]> {
  return (await store.tickets.evidenceOf(ticketId)).map(proofOf);
}

const purposes = ["prove-card", "reset", "sign-in"] as const;

function proofOf({ id, purpose, at, chain, content }: Evidence): Proof {
  const [signer = ""] = chain;
  const signed = JSON.parse(content.toString("utf8")) as { statement?: string };
  return {
    id,
    purpose: purposes.find((one) => one === purpose) ?? "prove-card",
    at,
    signer: formatName(readCertificate(Buffer.from(signer, "base64")).subject),
    statement: signed.statement ?? null,
  };
}

/**
 * Everything a stranger needs to check, years later and without this desk, what an agency's card ordered: a tar archive that
 * says itself how. Reading it is an act, and recorded.
 *
 * @throws Refusal `no-such-ticket`, `not-staff`
 */
export async function evidenceArchive(
  { store, clock }: { store: Store; clock: Clock },
  actor: Actor & { kind: "person" },
  number: string,
): Promise<Buffer> {
  const at = clock();
  const ticket = await store.tickets.byNumber(number);
  const kept = ticket ? await store.tickets.evidenceOf(ticket.id) : [];
  if (!ticket || kept.length === 0) throw new Refusal("no-such-ticket");
  if ((await readingOf(store, actor, ticket, at)) !== "staff") throw new Refusal("not-staff");
  await store.commit({
    at,
    writes: [],
    audit: [
      {
        ...actorColumns(actor),
        act: "evidence.read",
        ticketId: ticket.id,
        personId: ticket.personId,
        detail: { evidence: kept.map(({ id }) => id) },
      },
    ],
  });
  return archiveOf(number, kept, at);
}

/**
 * What a person's certificates signed to be bound to the account, for auditors. Reading it is an act, and recorded.
 *
 * @throws Refusal `not-staff`, `no-such-person` where there is nothing
 */
export async function bindingEvidenceArchive(
  { store, clock }: { store: Store; clock: Clock },
  actor: Actor & { kind: "person" },
  personId: string,
): Promise<Buffer> {
  const at = clock();
  const roles = await store.people.rolesOf(actor.personId, at);
  if (!roles.some(({ role }) => role === "auditor")) throw new Refusal("not-staff");
  const kept = await store.bindings.evidenceOf(personId);
  if (kept.length === 0) throw new Refusal("no-such-person");
  const detail = { evidence: kept.map(({ id }) => id) };
  const audit = [{ ...actorColumns(actor), act: "evidence.read", personId, detail }];
  await store.commit({ at, writes: [], audit });
  return archiveOf(`binding-${personId.slice(0, 8)}`, kept, at);
}

/** The archive itself: one folder a signature, and a README. */
export function archiveOf(number: string, kept: readonly Evidence[], at: number): Buffer {
  const folders = kept.map((one, index) => ({
    folder: `${index + 1}-${one.purpose}`,
    proof: proofOf(one),
    ...keptOf(one),
    one,
  }));
  const readme = evidenceReadme(number, folders);
  const files = [
    { name: "README.txt", bytes: Buffer.from(readme) },
    ...folders.flatMap(({ folder, one, lists, ocsp }) =>
      filesOf(one, lists, ocsp).map(({ name, bytes }) => ({ name: `${folder}/${name}`, bytes })),
    ),
  ];
  return tar(
    files.map(({ name, bytes }) => ({ name: `${number}/${name}`, bytes })),
    at,
  );
}

function filesOf(
  { content, cms, chain, revocation }: Evidence,
  lists: KeptList[],
  ocsp: KeptResponse[],
): TarFile[] {
  const certificates = chain.map((der) => pem("CERTIFICATE", der));
  const whole = lists.flatMap(({ der }) => (der === null ? [] : [pem("X509 CRL", der)]));
  const text = (parts: string[]) => Buffer.from(parts.join(""));
  return [
    { name: "content.json", bytes: content },
    { name: "signature.p7s", bytes: cms },
    { name: "signer.pem", bytes: text(certificates.slice(0, 1)) },
    { name: "root.pem", bytes: text(certificates.slice(-1)) },
    // One file, because openssl 3.0 takes intermediates from nowhere else.
    { name: "authorities-and-lists.pem", bytes: text([...certificates.slice(1), ...whole]) },
    ...ocsp.map(({ der }, index) => ({ name: `ocsp-${index + 1}.der`, bytes: Buffer.from(der, "base64") })),
    { name: "revocation.json", bytes: text([JSON.stringify(revocation, withoutBytes, 2)]) },
  ];
}

const withoutBytes = (key: string, value: unknown) => (key === "der" ? undefined : value);

function keptOf({ revocation }: Evidence): { lists: KeptList[]; ocsp: KeptResponse[] } {
  const { lists, ocsp } = revocation;
  return {
    lists: Array.isArray(lists) ? (lists as KeptList[]) : [],
    ocsp: Array.isArray(ocsp) ? (ocsp as KeptResponse[]) : [],
  };
}

function pem(label: string, base64: string): string {
  return `-----BEGIN ${label}-----\n${base64.replaceAll(/.{64}/g, "$&\n").trimEnd()}\n-----END ${label}-----\n`;
}
