import type { Database } from "../connection";
import { onceForEach } from "../statements";

/** Values that are sealed and not looked up: where they lie, and by which key of their table. */
const sealedColumns = {
  "claimed-id": { table: "claims", key: "ticket_id", column: "national_id_sealed" },
  "prepared-id": { table: "waiting_changes", key: "id", column: "typed_sealed" },
} as const;

export type SealedKind = keyof typeof sealedColumns;
export const sealedKinds = Object.keys(sealedColumns) as SealedKind[];

/** What is kept under a key from `APP_SECRET` and is of no use without it. */
export type KeptUnderKey = "national-id" | SealedKind | "password-seed";

export interface ValuesOfKey {
  keyId: string;
  what: KeptUnderKey;
  count: number;
}

/** A person's national ID as it is kept. */
export interface SealedPerson {
  id: string;
  nationalIdSealed: string;
  nationalIdHash: string;
}

/** A sealed value, and the key of its row. */
export interface SealedValue {
  id: string;
  sealed: string;
}

/*
 * A sealed value is `1.KEYID.…`, a keyed hash `KEYID.…`, a key id eight hexadecimal digits (`accounts/access/secrets.ts`).
 */
const keyOfSeal = (column: string) => `substr(${column}, 3, 8)`;
const keyOfHash = (column: string) => `substr(${column}, 1, 8)`;
const looksKeyed = "[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f].";

/** Which key each value of the database belongs to, and forgetting what an older key only counted by. */
export function keyActs({ sqlite }: Database) {
  const people = sqlite.prepare<[], { sealed: string; hashed: string; count: number }>(
    `select ${keyOfSeal("national_id_sealed")} as sealed, ${keyOfHash("national_id_hash")} as hashed, count(*) as count
     from people group by 1, 2`,
  );
  const counted = onceForEach((what: SealedKind) => {
    const { table, column } = sealedColumns[what];
    return sqlite.prepare<[], { keyId: string; count: number }>(
      `select ${keyOfSeal(column)} as keyId, count(*) as count from ${table} where ${column} is not null group by 1`,
    );
  });
  const seeds = sqlite.prepare<[], { keyId: string; count: number }>(
    "select key_id as keyId, count(*) as count from temporary_passwords where seed is not null group by 1",
  );
  const nextPeople = sqlite.prepare<{ keyId: string; after: string; limit: number }, SealedPerson>(
    `select id, national_id_sealed as nationalIdSealed, national_id_hash as nationalIdHash from people
     where id > @after and (${keyOfSeal("national_id_sealed")} <> @keyId or ${keyOfHash("national_id_hash")} <> @keyId)
     order by id limit @limit`,
  );
  const nextSealed = onceForEach((what: SealedKind) => {
    const { table, key, column } = sealedColumns[what];
    return sqlite.prepare<{ keyId: string; after: string; limit: number }, SealedValue>(
      `select ${key} as id, ${column} as sealed from ${table}
       where ${key} > @after and ${column} is not null and ${keyOfSeal(column)} <> @keyId
       order by ${key} limit @limit`,
    );
  });
  const untriedSeeds = sqlite.prepare<{ keyId: string }, { id: string; keyId: string }>(
    `select id, key_id as keyId from temporary_passwords
     where seed is not null and key_id <> @keyId and hash is null and link_hash is null`,
  );
  const seedsUntil = sqlite
    .prepare<{ keyId: string }, number | null>(
      `select max(give_up_at) from outbox where state = 'waiting' and temporary_password_id in
         (select id from temporary_passwords where seed is not null and key_id <> @keyId)`,
    )
    .pluck();
  const dropCounters = sqlite.prepare<{ keyId: string }>(
    `delete from throttles where key glob '*|${looksKeyed}*' and key not glob '*|' || @keyId || '.*'`,
  );
  const dropCalls = sqlite.prepare<{ keyId: string }>(
    `delete from idempotency where ${keyOfHash("body_hash")} <> @keyId`,
  );
  const dropDigests = sqlite.prepare<{ keyId: string }>(
    `delete from received_mails where ${keyOfHash("digest")} <> @keyId`,
  );

  return {
    /** Everything that lies under a key and must be opened or found by it again, counted by key. */
    async inUse(): Promise<ValuesOfKey[]> {
      const ofPeople = new Map<string, number>();
      for (const { sealed, hashed, count } of people.all())
        for (const keyId of new Set([sealed, hashed]))
          ofPeople.set(keyId, (ofPeople.get(keyId) ?? 0) + count);
      return [
        ...[...ofPeople].map(([keyId, count]) => ({ keyId, what: "national-id" as const, count })),
        ...sealedKinds.flatMap((what) =>
          counted(what)
            .all()
            .map((one) => ({ ...one, what })),
        ),
        ...seeds.all().map((one) => ({ ...one, what: "password-seed" as const })),
      ];
    },
    /** People after this id whose national ID is not kept under this key, by id. */
    async peopleUnderOthers(keyId: string, after: string, limit: number): Promise<SealedPerson[]> {
      return nextPeople.all({ keyId, after, limit });
    },
    /** The same of values that are only sealed. */
    async sealedUnderOthers(
      what: SealedKind,
      keyId: string,
      after: string,
      limit: number,
    ): Promise<SealedValue[]> {
      return nextSealed(what).all({ keyId, after, limit });
    },
    /** Passwords derived under other keys whose hash no worker has written down yet. */
    async untriedSeeds(keyId: string): Promise<{ id: string; keyId: string }[]> {
      return untriedSeeds.all({ keyId });
    },
    /** When the last of the mails is given up whose passwords are derived under another key; `null` where none waits. */
    async otherSeedsUntil(keyId: string): Promise<number | null> {
      return seedsUntil.get({ keyId }) ?? null;
    },
    /** Forgets the counters under other keys: nobody is counted by them any more. Returns how many they were. */
    async dropCountersOfOthers(keyId: string): Promise<number> {
      return dropCounters.run({ keyId }).changes;
    },
    /** Forgets what is only kept to know a call or a mail again, where another key hashed it. */
    async dropDigestsOfOthers(keyId: string): Promise<number> {
      return dropCalls.run({ keyId }).changes + dropDigests.run({ keyId }).changes;
    },
  };
}
