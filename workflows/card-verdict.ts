import type { CardVerdict } from "../certificates/card-signature";
import { insert, type Write } from "../db/change";
import { newId } from "../db/ids";
import type { Agency } from "../db/reads/agencies";
import type { Challenge } from "../db/reads/records";
import { preSessionOf, type CardDeskParts, type CardVisit } from "./card-visit";
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

/**
 * Consumes the challenge, then judges the signature over exactly its bytes (`certificates.md`, steps 1 to 4). The writes keep
 * what was signed, how, and what the verdict rested on, for the commit of the act.
 */
export async function checkReply(
  parts: CardDeskParts,
  visit: CardVisit,
  purpose: "prove-card" | "reset",
  { nonce, cms }: CardReply,
): Promise<CardCheck> {
  const { store, clock, random, trust } = parts;
  const at = clock();
  const challenge = await store.records.consumeChallenge(nonce, preSessionOf(visit), purpose, at);
  if (challenge?.ticketId !== visit.ticketId) return { accepted: false, code: "challenge-unknown" };

  const verdict = await trust.judge({ cms, content: challenge.content, purpose: "agency", at });
  if (!verdict.accepted) return { accepted: false, code: verdict.code };
  const evidenceId = newId(random);
  const kept = insert("evidence", {
    id: evidenceId,
    ticketId: visit.ticketId,
    purpose,
    content: challenge.content,
    cms: Buffer.from(cms),
    chain: verdict.chain.map(base64),
    revocation: { checkedAt: at, ...revocationKept(verdict.revocation) },
    at,
  });
  return {
    accepted: true,
    verdict,
    challenge,
    evidenceId,
    writes: [kept, ...trust.seen(verdict.revocation, at)],
  };
}

/** The agency that a card speaks for: by its OID, and by its name only where the card carries no OID. */
export async function agencyOf(
  { store }: CardDeskParts,
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
    .replaceAll(/\s*([,=])\s*/g, "$1")
    .trim()
    .toLowerCase();

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");
