import { foldAccount } from "../../../accounts/identity/account-name";
import { hashToken, newToken } from "../../../accounts/access/secrets";
import { throttleKey } from "../../../accounts/passwords/throttle";
import { presenceChallenge } from "../../../certificates/card/card-messages";
import type { SignerSummary } from "../../../certificates/verdict/card-signature";
import { insert, isChangeRefused, update, type AuditEntry, type Write } from "../../../db/change";
import { newId } from "../../../db/ids";
import type { CardSignIn } from "../../../db/queries/bindings";
import type { CardHolder, CardProof } from "../../../db/types";
import { inLaneOf, keepChallenge, type SignatureWish } from "../agency/card-desk";
import { judgeSignature, type CardReply } from "../card-verdict";
import { preSessionOf, type CardContext, type CardVisit } from "../agency/visit";
import type { CardRefusalCode } from "../card-words";
import {
  beginSignIn,
  restoreSignIn,
  signInRefusal,
  stepSignIn,
  type SignInSnapshot,
  type SignInState,
} from "../../machines/certificate-machines";
import type { CitizenCard, SignInAct, SignInBreak } from "../../machines/certificate-types";
import { compare, knownBinding } from "./match";
import { lostRaces, planSignIn, type PlannedSignIn } from "./rows";
import { isRefusal, refuseChange } from "../../desk/refusal";
import { tokenOfForm } from "../../../accounts/access/sessions";
import { limits, timetable } from "../../machines/timetable";

/** Somebody with a citizen's card at one browser: the pre-session's token, of which only the hash is kept. */
export type CitizenVisit = Pick<CardVisit, "token">;

/** Where a sign-in by card stands, and why; `none` where this browser has none, or it has run out. */
export type CitizenStanding =
  | { state: "none" }
  | {
      state: SignInState;
      why: SignInBreak | CardRefusalCode | null;
      triesLeft: number;
      /** The name on the card. */
      name: string | null;
      bindingId: string | null;
      /** Of the session that was opened. */
      token: string | null;
    };

/** Of many at once each step one wins; the rest decide anew. */
const attempts = 100;
const day = 24 * 60 * 60_000;

/** Five tries a day with one card, however often it is proven anew; the fifth pauses it. */
const triesOfCard = { windowMs: day, pauseMs: day, limit: limits.bindingTries };

const nothingMore: PlannedSignIn = { writes: [], audit: [], ticket: null };

/** Begins a sign-in by card for this browser. The token is for its cookie; the database learns the hash alone. */
export async function beginCitizenVisit(parts: CardContext, address: string): Promise<CitizenVisit> {
  const { store, clock, random } = parts;
  const token = newToken(random);
  await inLaneOf(parts, address, async () => {
    const at = clock();
    await store.commit({
      at,
      writes: [
        insert("cardSignIns", {
          id: newId(random),
          preSession: hashToken(token),
          ...columnsOf(beginSignIn(at)),
          version: 0,
          address,
          createdAt: at,
          expiresAt: at + timetable.citizenSignIn.minutes * 60_000,
        }),
      ],
      audit: [],
    });
  });
  return { token };
}

/** What the card is to sign so as to sign its holder in; `null` where this sign-in is past it. */
export async function signInChallenge(
  parts: CardContext,
  visit: CitizenVisit,
): Promise<SignatureWish | null> {
  const row = await rowOf(parts, visit);
  if (row?.state !== "challenge") return null;
  const challenge = presenceChallenge(
    { purpose: "sign-in", origin: parts.origin, at: parts.clock() },
    parts.random,
  );
  return keepChallenge(parts, { preSession: preSessionOf(visit), ticketId: null }, "sign-in", challenge);
}

/** Takes the signature: whose card it is, and what opens to it. */
export async function proveCitizen(
  parts: CardContext,
  visit: CitizenVisit,
  { nonce, cms }: CardReply,
): Promise<CitizenStanding> {
  const { store, clock } = parts;
  const challenge = await store.records.consumeChallenge(nonce, preSessionOf(visit), "sign-in", clock());
  if (!challenge) return refuseCard(parts, visit, "challenge-unknown");
  const judged = await judgeSignature(parts, { purpose: "citizen", content: challenge.content, cms });
  if (typeof judged === "string") return refuseCard(parts, visit, judged);
  const { signer } = judged.verdict;
  const card = citizenOf(signer);
  if (!card) return refuseCard(parts, visit, "not-a-citizens");
  const holder = {
    name: signer.commonName ?? "",
    lastFour: signer.lastFour,
    issuerName: signer.issuerName,
    notAfterAt: signer.notAfterAt,
  };
  return step(parts, visit, {
    act: async () => ({
      type: "CARD_PROVEN",
      card,
      binding: await knownBinding(parts, card, clock()),
      triesToday: await store.work.taken(triesKey(parts, card), clock(), triesOfCard),
    }),
    shown: { proof: judged.proof, holder },
    writes: judged.seen,
  });
}

/**
 * Takes one try at naming the account. It is taken before anything typed is looked at, so that a hundred at once count as a
 * hundred.
 *
 * @param login 自訂帳號 or 身分證字號
 */
export async function identifyCitizen(
  parts: CardContext,
  visit: CitizenVisit,
  login: string,
): Promise<CitizenStanding> {
  const { store, clock, random } = parts;
  const before = await rowOf(parts, visit);
  const { card } = before ? restoreSignIn(before.snapshot).context : { card: null };
  if (!before?.holder || !card || before.state !== "identify") return standingOf(parts, visit);
  const { holder } = before;
  const key = triesKey(parts, card);
  const { count } = await store.work.take(key, clock(), triesOfCard);
  const taken = await step(parts, visit, {
    act: () => Promise.resolve({ type: "TAKE_TRY", ofCard: count }),
  });
  if (taken.state !== "identify" || taken.why === "card-proof-expired") return taken;
  const found = await step(parts, visit, {
    act: async (snapshot) => {
      const claimed = snapshot.context.bindingId;
      const match = await compare(parts, { card, holder, login: foldAccount(login), claimed, at: clock() });
      return { type: "COMPARED", match, bindingId: newId(random) };
    },
  });
  if (found.state === "signedIn" || found.state === "waiting") await store.work.clearThrottle(key);
  return found;
}

/** The account named was the wrong one: the same card may name another. */
export async function claimAnew(parts: CardContext, visit: CitizenVisit): Promise<CitizenStanding> {
  return step(parts, visit, { act: () => Promise.resolve({ type: "CLAIM_ANEW" }) });
}

/** Where this browser's sign-in stands. */
export async function standingOf(parts: CardContext, visit: CitizenVisit): Promise<CitizenStanding> {
  const row = await rowOf(parts, visit);
  return row ? standing(parts, visit, row, restoreSignIn(row.snapshot)) : { state: "none" };
}

async function refuseCard(
  parts: CardContext,
  visit: CitizenVisit,
  code: CardRefusalCode,
): Promise<CitizenStanding> {
  const refused = await step(parts, visit, {
    act: () => Promise.resolve({ type: "CARD_REFUSED", code }),
    audit: [{ actorKind: "citizen-card", actorId: null, act: "certificate.refused", detail: { code } }],
  });
  return refused.state === "challenge" ? { ...refused, why: code } : refused;
}

interface Step {
  /** The act as the rows of the moment have it; made anew where another was quicker. */
  act: (snapshot: SignInSnapshot) => Promise<SignInAct>;
  /** What the card showed, where this step is its proof. */
  shown?: { proof: CardProof; holder: CardHolder };
  writes?: Write[];
  audit?: AuditEntry[];
}

/** One step of the machine and everything it means, in one commit. Where another was quicker it is decided anew. */
async function step(parts: CardContext, visit: CitizenVisit, wanted: Step): Promise<CitizenStanding> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const row = await rowOf(parts, visit);
    if (!row) return { state: "none" };
    const snapshot = restoreSignIn(row.snapshot);
    const act = await wanted.act(snapshot);
    const at = parts.clock();
    const refusal = signInRefusal(snapshot, { ...act, at });
    if (refusal !== null) return { ...(await standing(parts, visit, row, snapshot)), why: refusal };
    const { snapshot: next, effects } = stepSignIn(snapshot, { ...act, at });
    const shown = wanted.shown ?? { proof: row.proof, holder: row.holder };
    const planned =
      shown.proof && shown.holder
        ? await planSignIn(parts, effects, {
            ...{ row, next, at, proof: shown.proof, holder: shown.holder },
            claimed: snapshot.context.bindingId,
            token: tokenOf(parts, visit),
          })
        : nothingMore;
    const moved = update(
      "cardSignIns",
      { id: row.id, version: row.version },
      { ...columnsOf(next), ...wanted.shown, version: row.version + 1 },
      "sign-in-moved",
    );
    const audit = [...planned.audit, ...missOf(act, snapshot, next), ...(wanted.audit ?? [])];
    try {
      await write(parts, { ...planned, audit }, [moved, ...planned.writes, ...(wanted.writes ?? [])], at);
      return await standing(parts, visit, { ...row, ...wanted.shown }, next);
    } catch (error) {
      if (!isLost(error)) throw error;
    }
  }
  throw new Error("a sign-in by card was overtaken too often");
}

/** Writes a step, with the open case that it completes: 首次登入驗證 and 結案 are one commit with the session. */
async function write(
  { store, desk }: CardContext,
  { ticket, audit }: PlannedSignIn,
  writes: Write[],
  at: number,
): Promise<void> {
  if (ticket === null) {
    await store.commit({ at, countsAges: true, writes, audit }).catch(refuseChange("clock-behind"));
    return;
  }
  await desk.act(
    ticket,
    { type: "SIGNED_IN_BY_CERTIFICATE" },
    { kind: "system", name: "sign-in" },
    { before: writes, audit },
  );
}

/** What else was quicker: this sign-in's other window, another sign-in, or the case. */
const isLost = (error: unknown) =>
  (isRefusal(error) && error.code !== "clock-behind") ||
  ["sign-in-moved", ...lostRaces].some((code) => isChangeRefused(error, code));

/** A try that matched nothing is recorded, with whose account was named where there is one. */
function missOf(act: SignInAct, before: SignInSnapshot, { context }: SignInSnapshot): AuditEntry[] {
  if (act.type !== "COMPARED" || context.misses === before.context.misses) return [];
  return [
    {
      actorKind: "citizen-card",
      actorId: null,
      act: "certificate.not-matched",
      personId: act.match.person?.personId ?? null,
      detail: { sha256: context.card?.certificateSha256, tries: context.tries },
    },
  ];
}

async function rowOf({ store, clock }: CardContext, visit: CitizenVisit): Promise<CardSignIn | undefined> {
  const row = await store.bindings.signIn(preSessionOf(visit));
  return row && row.expiresAt > clock() ? row : undefined;
}

/** A form sent twice finds the session that its first sending opened, as long as it lives. */
async function standing(
  parts: CardContext,
  visit: CitizenVisit,
  { holder }: CardSignIn,
  { value, context }: SignInSnapshot,
): Promise<Exclude<CitizenStanding, { state: "none" }>> {
  const token = tokenOf(parts, visit);
  const session = value === "signedIn" ? await parts.store.records.session(hashToken(token)) : undefined;
  return {
    state: value,
    why: context.why,
    triesLeft: limits.bindingTries - context.tries,
    name: holder?.name ?? null,
    bindingId: context.bindingId,
    token: session ? token : null,
  };
}

/** Under which the tries of a card are counted, whichever sign-in they come from. */
const triesKey = ({ secrets }: CardContext, card: CitizenCard) =>
  throttleKey("bind-card", "account", {
    identity: secrets.keyedHash("throttle", `${card.issuerKeyId} ${card.subjectSerial}`),
    address: "",
  });

const tokenOf = ({ secrets }: CardContext, { token }: CitizenVisit) =>
  tokenOfForm(secrets, "certificate", token);

function citizenOf(signer: SignerSummary): CitizenCard | null {
  const { commonName, subjectSerialNumber, authorityKeyId, sha256, serialNumber } = signer;
  if (!commonName?.trim() || !subjectSerialNumber?.trim()) return null;
  return {
    issuerKeyId: authorityKeyId,
    subjectSerial: subjectSerialNumber.trim(),
    certificateSha256: sha256,
    certificateSerial: serialNumber,
  };
}

function columnsOf({ value, context, status }: SignInSnapshot) {
  return { state: value, snapshot: { value, context, status } };
}
