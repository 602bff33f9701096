import {
  keepNationalId,
  openNationalId,
  resealClaimedNationalId,
} from "../../accounts/identity/kept-national-id";
import type { Secrets } from "../../accounts/access/secrets";
import { isChangeRefused, requireRow, update, type Write } from "../../db/change";
import { sealedKinds, type SealedKind, type SealedPerson, type SealedValue } from "../../db/queries/keys";
import { actorColumns } from "../desk/actor";
import { consoleActor, type ConsoleContext } from "./console";
import { endAllAccess, type EndedAccess } from "./end-all-access";

/** What a rotation came to. */
export interface Rotated {
  /** The newest key, under which everything is kept now. */
  keyId: string;
  /** People and requests whose national ID was kept anew by this run. */
  resealed: number;
  /** Counters of tries that began anew. */
  counters: number;
  /** What was ended, where the old secret may be known to others. */
  ended: EndedAccess | null;
  /** Temporary passwords whose mail is under way and still needs the older secret, and when the last of them is settled. */
  underWay: { passwords: number; until: number | null };
}

export interface RotationWish {
  /** An older secret may be known to others. */
  compromised: boolean;
  progress: (done: number, total: number) => void;
}

/** One batch is one transaction: short enough that nobody who is served waits for it. */
const batch = 500;

/**
 * Keeps everything in the database under the newest key: opened and sealed again, the look-up hashes made anew. In batches,
 * each whole; a run that was cut short is continued by the next. What others write meanwhile is theirs and stays.
 */
export async function rotateSecret(
  parts: ConsoleContext,
  { compromised, progress }: RotationWish,
): Promise<Rotated> {
  const { store, secrets } = parts;
  const { keyId } = secrets;
  const told = (detail: Record<string, unknown>) => ({
    ...actorColumns(consoleActor(parts)),
    act: compromised ? "secret.compromised" : "secret.rotated",
    detail: { keyId, ...detail },
  });
  // First what somebody may be using this minute.
  const ended = compromised ? await endAllAccess(parts, (all) => told({ ...all })) : null;
  const resealed = await resealAll(parts, progress);
  await moveUntriedSeeds(parts);
  const counters = await store.keys.dropCountersOfOthers(keyId);
  if (compromised) await store.keys.dropDigestsOfOthers(keyId);
  await store.shrinkLog();
  const underWay = await seedsUnderWay(parts);
  if (!compromised && resealed > 0)
    await store.commit({ at: parts.clock(), writes: [], audit: [told({ resealed })] });
  return { keyId, resealed, counters, ended, underWay };
}

async function resealAll(parts: ConsoleContext, progress: RotationWish["progress"]): Promise<number> {
  const { store, secrets } = parts;
  const { keyId } = secrets;
  const total = await countUnderOthers(parts);
  let done = 0;
  async function inBatches<Row extends { id: string }>(
    next: (after: string) => Promise<Row[]>,
    write: (row: Row) => Write,
  ): Promise<void> {
    for (let after: string | undefined = ""; after !== undefined;) {
      const rows = await next(after);
      after = rows.at(-1)?.id;
      if (rows.length === 0) return;
      await store.commit({ at: parts.clock(), writes: rows.map(write), audit: [] });
      done += rows.length;
      progress(Math.min(done, total), total);
    }
  }

  await inBatches(
    (after) => store.keys.peopleUnderOthers(keyId, after, batch),
    (person) => resealedPerson(secrets, person),
  );
  for (const what of sealedKinds)
    await inBatches(
      (after) => store.keys.sealedUnderOthers(what, keyId, after, batch),
      (value) => resealings[what](secrets, value),
    );
  return done;
}

async function countUnderOthers({ store, secrets }: ConsoleContext): Promise<number> {
  const others = (await store.keys.inUse()).filter(({ keyId }) => keyId !== secrets.keyId);
  return others.reduce((sum, { what, count }) => (what === "password-seed" ? sum : sum + count), 0);
}

/** Written where what was read still stands: whoever changed it meanwhile did so under the newest key. */
function resealedPerson(secrets: Secrets, person: SealedPerson): Write {
  const { nationalIdSealed, nationalIdHash } = keepNationalId(
    secrets,
    openNationalId(secrets, person),
    person.id,
  );
  return update("people", { ...person }, { nationalIdSealed, nationalIdHash });
}

/** How each kind of value is opened and sealed again. */
const resealings: Record<SealedKind, (secrets: Secrets, value: SealedValue) => Write> = {
  "claimed-id": (secrets, { id: ticketId, sealed }) =>
    update(
      "claims",
      { ticketId, nationalIdSealed: sealed },
      { nationalIdSealed: resealClaimedNationalId(secrets, sealed) },
    ),
  "prepared-id": (secrets, { id, sealed }) =>
    update(
      "waitingChanges",
      { id, typedSealed: sealed },
      { typedSealed: secrets.seal(secrets.open(sealed, "national-id", id), "national-id", id) },
    ),
};

/**
 * Has passwords that no worker has taken up yet derived under the newest key. One that was taken up is left: its mail must
 * carry the same however often it is sent.
 */
async function moveUntriedSeeds({ store, secrets, clock }: ConsoleContext): Promise<void> {
  for (const { id, keyId } of await store.keys.untriedSeeds(secrets.keyId)) {
    const writes = [
      requireRow("outbox", { temporaryPasswordId: id, state: "waiting", attempts: 0 }, "taken-up"),
      update("temporaryPasswords", { id, keyId, hash: null, linkHash: null }, { keyId: secrets.keyId }),
    ];
    await store.commit({ at: clock(), writes, audit: [] }).catch((error: unknown) => {
      if (!isChangeRefused(error, "taken-up")) throw error;
    });
  }
}

async function seedsUnderWay({ store, secrets }: ConsoleContext): Promise<Rotated["underWay"]> {
  const left = (await store.keys.inUse()).filter(({ keyId }) => keyId !== secrets.keyId);
  const passwords = left.reduce((sum, { count }) => sum + count, 0);
  return { passwords, until: passwords === 0 ? null : await store.keys.otherSeedsUntil(secrets.keyId) };
}
