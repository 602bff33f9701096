import { and, ne, not, sql, type SQLWrapper } from "drizzle-orm";
import type { Database } from "../database";
import { onceForEach } from "../statements";
import { touched } from "../steps";

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
const keyOfSeal = (column: SQLWrapper) => sql<string>`substr(${column}, 3, 8)`;
const keyOfHash = (column: SQLWrapper) => sql<string>`substr(${column}, 1, 8)`;

/** Which key each value of the database belongs to, and forgetting what an older key only counted by. */
export function keyActs({ schema, speech, statement, writing, transaction }: Database) {
  const { idempotency, people, receivedMails, throttles } = schema;
  const [keyId, after, limit] = [
    sql.placeholder("keyId"),
    sql.placeholder("after"),
    sql.placeholder("limit"),
  ];
  const ofPeople = statement<{ sealed: string; hashed: string; count: number }>(
    sql`select ${keyOfSeal(people.nationalIdSealed)} as sealed, ${keyOfHash(people.nationalIdHash)} as hashed,
          count(*) as count
        from people group by 1, 2 order by 1, 2`,
  );
  const counted = onceForEach((what: SealedKind) => {
    const { table, column } = identifiersOf(what);
    return statement<{ keyId: string; count: number }>(
      sql`select ${keyOfSeal(column)} as "keyId", count(*) as count from ${table}
          where ${column} is not null group by 1 order by 1`,
    );
  });
  const seeds = statement<{ keyId: string; count: number }>(
    sql`select key_id as "keyId", count(*) as count from temporary_passwords
        where seed is not null group by 1 order by 1`,
  );
  const nextPeople = statement<SealedPerson>(
    sql`select id, national_id_sealed as "nationalIdSealed", national_id_hash as "nationalIdHash" from people
        where id > ${after}
          and (${keyOfSeal(people.nationalIdSealed)} <> ${keyId} or ${keyOfHash(people.nationalIdHash)} <> ${keyId})
        order by id limit ${limit}`,
  );
  const nextSealed = onceForEach((what: SealedKind) => {
    const { table, key, column } = identifiersOf(what);
    return statement<SealedValue>(
      sql`select ${key} as id, ${column} as sealed from ${table}
          where ${key} > ${after} and ${column} is not null and ${keyOfSeal(column)} <> ${keyId}
          order by ${key} limit ${limit}`,
    );
  });
  const untriedSeeds = statement<{ id: string; keyId: string }>(
    sql`select id, key_id as "keyId" from temporary_passwords
        where seed is not null and key_id <> ${keyId} and hash is null and link_hash is null order by id`,
  );
  const seedsUntil = statement<{ until: number | null }>(
    sql`select max(give_up_at) as until from outbox where state = 'waiting' and temporary_password_id in
          (select id from temporary_passwords where seed is not null and key_id <> ${keyId})`,
  );
  const dropCalls = writing.query
    .delete(idempotency)
    .where(ne(keyOfHash(idempotency.bodyHash), keyId))
    .prepare();
  const dropDigests = writing.query
    .delete(receivedMails)
    .where(ne(keyOfHash(receivedMails.digest), keyId))
    .prepare();

  return {
    /** Everything that lies under a key and must be opened or found by it again, counted by key. */
    async inUse(): Promise<ValuesOfKey[]> {
      const byKey = new Map<string, number>();
      for (const { sealed, hashed, count } of await ofPeople.execute())
        for (const one of new Set([sealed, hashed])) byKey.set(one, (byKey.get(one) ?? 0) + count);
      const found: ValuesOfKey[] = [...byKey].map(([one, count]) => ({
        keyId: one,
        what: "national-id",
        count,
      }));
      for (const what of sealedKinds)
        found.push(...(await counted(what).execute()).map((one) => ({ ...one, what })));
      found.push(...(await seeds.execute()).map((one) => ({ ...one, what: "password-seed" as const })));
      return found;
    },
    /** People after this id whose national ID is not kept under this key, by id. */
    async peopleUnderOthers(keyId: string, after: string, limit: number): Promise<SealedPerson[]> {
      return await nextPeople.execute({ keyId, after, limit });
    },
    /** The same of values that are only sealed. */
    async sealedUnderOthers(
      what: SealedKind,
      keyId: string,
      after: string,
      limit: number,
    ): Promise<SealedValue[]> {
      return await nextSealed(what).execute({ keyId, after, limit });
    },
    /** Passwords derived under other keys whose hash no worker has written down yet. */
    async untriedSeeds(keyId: string): Promise<{ id: string; keyId: string }[]> {
      return await untriedSeeds.execute({ keyId });
    },
    /** When the last of the mails is given up whose passwords are derived under another key; `null` where none waits. */
    async otherSeedsUntil(keyId: string): Promise<number | null> {
      const [row] = await seedsUntil.execute({ keyId });
      return row?.until ?? null;
    },
    /** Forgets the counters under other keys: nobody is counted by them any more. Returns how many they were. */
    async dropCountersOfOthers(keyId: string): Promise<number> {
      const { key } = throttles;
      const drop = writing.query
        .delete(throttles)
        .where(and(speech.endsInKeyedHash(key), not(speech.contains(key, `|${keyId}.`))))
        .prepare();
      return transaction(() => touched(drop));
    },
    /** Forgets what is only kept to know a call or a mail again, where another key hashed it. */
    async dropDigestsOfOthers(keyId: string): Promise<number> {
      return transaction(function* () {
        return (yield* touched(dropCalls, { keyId })) + (yield* touched(dropDigests, { keyId }));
      });
    },
  };
}

function identifiersOf(what: SealedKind) {
  const { table, key, column } = sealedColumns[what];
  return { table: sql.identifier(table), key: sql.identifier(key), column: sql.identifier(column) };
}
