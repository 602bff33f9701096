import type { CardVerdict } from "../../certificates/verdict/card-signature";
import type { RefusalCode } from "../../certificates/errors/refusal-words";
import type { CardPurpose } from "../../certificates/x509/authority";
import { insert, type NewRow, type Write } from "../../db/change";
import { newId } from "../../db/ids";
import type { Agency } from "../../db/queries/agencies";
import type { Challenge } from "../../db/queries/records";
import type { CardProof } from "../../db/types";
import { preSessionOf, type CardContext, type CardVisit } from "./agency/visit";
import type { CardRefusalCode } from "./card-words";
import { revocationKept } from "./evidence";

/** What the page hands back: which challenge it answers, and the CMS message the card made. */
export interface CardReply {
  nonce: string;
  cms: Uint8Array;
}

type Accepted = Extract<CardVerdict, { accepted: true }>;

export type CardCheck =
  | { accepted: true; verdict: Accepted; challenge: Challenge; evidenceId: string; writes: Write[] }
  | { accepted: false; code: CardRefusalCode };

/** A signature found good, with what the verdict rested on. */
export interface Judged {
  verdict: Accepted;
  proof: CardProof;
  /** What the desk remembers of the lists it saw. */
  seen: Write[];
}

/** Judges a card's signature over exactly these bytes (`certificates.md`, steps 2 to 4). */
export async function judgeSignature(
  { clock, trust }: Pick<CardContext, "clock" | "trust">,
  { purpose, content, cms }: { purpose: CardPurpose; content: Buffer; cms: Uint8Array },
): Promise<Judged | RefusalCode> {
  const at = clock();
  const verdict = await trust.judge({ cms, content, purpose, at });
  if (!verdict.accepted) return verdict.code;
  const proof = {
    content: base64(content),
    cms: base64(cms),
    chain: verdict.chain.map(base64),
    revocation: { checkedAt: at, ...revocationKept(verdict.revocation) },
    at,
  };
  return { verdict, proof, seen: trust.seen(verdict.revocation, at) };
}

/** The evidence of an act: what was signed, how, and what the verdict rested on. */
export function evidenceRow(
  { content, cms, ...proof }: CardProof,
  belonging: Pick<NewRow<"evidence">, "id" | "purpose" | "ticketId" | "personId" | "bindingId">,
): Write {
  const bytes = (text: string) => Buffer.from(text, "base64");
  return insert("evidence", { ...proof, ...belonging, content: bytes(content), cms: bytes(cms) });
}

/**
 * Consumes the challenge, then judges the signature over exactly its bytes (`certificates.md`, steps 1 to 4). The writes keep
 * what was signed, how, and what the verdict rested on, for the commit of the act.
 */
export async function checkReply(
  parts: CardContext,
  visit: CardVisit,
  purpose: "prove-card" | "reset",
  { nonce, cms }: CardReply,
): Promise<CardCheck> {
  const { store, clock, random } = parts;
  const challenge = await store.records.consumeChallenge(nonce, preSessionOf(visit), purpose, clock());
  if (challenge?.ticketId !== visit.ticketId) return { accepted: false, code: "challenge-unknown" };

  const judged = await judgeSignature(parts, { purpose: "agency", content: challenge.content, cms });
  if (typeof judged === "string") return { accepted: false, code: judged };
  const evidenceId = newId(random);
  const kept = evidenceRow(judged.proof, { id: evidenceId, ticketId: visit.ticketId, purpose });
  return {
    accepted: true,
    verdict: judged.verdict,
    challenge,
    evidenceId,
    writes: [kept, ...judged.seen],
  };
}

/** The agency that a card speaks for: by its OID, and by its name only where the card carries no OID. */
export async function agencyOf(
  { store }: CardContext,
  { agencyOid, agencyDn }: Pick<Accepted["signer"], "agencyOid" | "agencyDn">,
): Promise<Agency | undefined> {
  if (agencyOid !== null) return store.agencies.byOid(agencyOid);
  if (agencyDn === null) return undefined;
  const named = (await store.agencies.all()).filter(({ dn }) => foldDn(dn) === foldDn(agencyDn));
  return named.length === 1 ? named[0] : undefined;
}

const foldDn = (dn: string) =>
  dn
    .normalize("NFKC")
    .split(/([,=])/)
    .map((piece) => piece.trim())
    .join("")
    .toLowerCase();

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");
