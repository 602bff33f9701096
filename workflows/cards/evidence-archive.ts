import type { Evidence } from "../../db/queries/tickets";
import { actorColumns, type Actor } from "../desk/actor";
import { deskError } from "../desk/refusal";
import { readingOf } from "../desk/allowed";
import { factsOf } from "../reading/ticket-reading";
import { keptOf, proofOf, type KeptList, type KeptResponse } from "./evidence";
import { evidenceReadme } from "./evidence-readme";
import { tar, type TarFile } from "./tar";
import type { Context } from "../desk/context";

/**
 * Everything a stranger needs to check, years later and without this desk, what an agency's card ordered: a tar archive that
 * says itself how. Reading it is an act, and recorded.
 *
 * @throws Refusal `no-such-ticket`, `not-staff`
 */
export async function evidenceArchive(
  parts: Pick<Context, "store" | "clock">,
  actor: Actor & { kind: "person" },
  number: string,
): Promise<Buffer> {
  const { store } = parts;
  const ticket = await store.tickets.byNumber(number);
  const kept = ticket ? await store.tickets.evidenceOf(ticket.id) : [];
  if (!ticket || kept.length === 0) throw deskError("no-such-ticket");
  const facts = await factsOf(parts, actor, ticket);
  const { at } = facts;
  if (readingOf(facts, actor, ticket) !== "staff") throw deskError("not-staff");
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
  { store, clock }: Pick<Context, "store" | "clock">,
  actor: Actor & { kind: "person" },
  personId: string,
): Promise<Buffer> {
  const at = clock();
  const roles = await store.people.rolesOf(actor.personId, at);
  if (!roles.some(({ role }) => role === "auditor")) throw deskError("not-staff");
  const kept = await store.bindings.evidenceOf(personId);
  if (kept.length === 0) throw deskError("no-such-person");
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

function pem(label: string, base64: string): string {
  return `-----BEGIN ${label}-----\n${base64.replaceAll(/.{64}/g, "$&\n").trimEnd()}\n-----END ${label}-----\n`;
}
