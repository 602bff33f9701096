import type { Secrets } from "../../accounts/access/secrets";
import { insert, isChangeRefused, type Write } from "../../db/change";
import type { Store } from "../../db/store";
import { actorKey, type Actor } from "./actor";
import { deskError, isRefusal } from "./refusal";

/** A call that must happen once, however often it is made. */
export interface Idempotency {
  route: string;
  key: string;
  /** What was asked, by {@link onceOnly}. */
  body: KeyedHash;
  /** The same under every secret: a call from before a new one was listed is known again. */
  bodies: readonly KeyedHash[];
}

declare const keyed: unique symbol;
/** A hash under the desk's secret, and never the thing itself. */
type KeyedHash = string & { readonly [keyed]: true };

/**
 * A call that must happen once. Whoever had the table of repeated calls could guess a national ID from a bare hash of the
 * form it came in; a keyed one tells nothing.
 *
 * @param asked everything asked for, as values that JSON writes the same each time
 */
export function onceOnly(
  secrets: Secrets,
  call: { route: string; key: string },
  asked: unknown,
): Idempotency {
  const bodies = secrets.keyedHashes("idempotency", JSON.stringify(asked)) as KeyedHash[];
  const [body] = bodies;
  if (body === undefined) throw new RangeError("at least one secret is needed");
  return { ...call, body, bodies };
}

/**
 * The first result of the same call by the same actor, or `null` when it is new.
 *
 * @throws Refusal `idempotency-mismatch` when another body comes under the same key.
 */
export async function recall<T>(
  store: Store,
  actor: Actor,
  idempotency: Idempotency | undefined,
): Promise<T | null> {
  if (!idempotency) return null;
  const first = await store.records.idempotent(actorKey(actor), idempotency.route, idempotency.key);
  if (!first) return null;
  if (!idempotency.bodies.some((body) => body === first.bodyHash)) throw deskError("idempotency-mismatch");
  return first.result as T;
}

/**
 * Does what must happen once. A call that was made before is answered as it was then, whatever has changed since; also where
 * the first of two at once was quicker, and what it did is why the second is refused.
 */
export async function once<T extends { replayed: boolean }>(
  store: Store,
  actor: Actor,
  idempotency: Idempotency | undefined,
  act: () => Promise<T>,
): Promise<T> {
  const before = await recall<T>(store, actor, idempotency);
  if (before) return { ...before, replayed: true };
  try {
    return await act();
  } catch (error) {
    const first = isRefusal(error) ? await recall<T>(store, actor, idempotency) : null;
    if (first === null) throw error;
    return { ...first, replayed: true };
  }
}

/**
 * Commits an act with its idempotency row, which comes first of the writes: the second of two same calls must hear of the
 * first, not of what the first has changed. Of two calls under one key at once, the second gets the first one's result.
 */
export async function remember<T extends object>(
  store: Store,
  actor: Actor,
  idempotency: Idempotency | undefined,
  at: number,
  commit: (record: (result: T) => Write[]) => Promise<T>,
): Promise<T> {
  if (!idempotency) return commit(() => []);
  const record = (result: T): Write[] => [
    insert(
      "idempotency",
      {
        actor: actorKey(actor),
        route: idempotency.route,
        key: idempotency.key,
        bodyHash: idempotency.body,
        result: Object.fromEntries(Object.entries(result)),
        createdAt: at,
      },
      "done-before",
    ),
  ];
  try {
    return await commit(record);
  } catch (error) {
    const first = isChangeRefused(error, "done-before") ? await recall<T>(store, actor, idempotency) : null;
    if (first === null) throw error;
    return { ...first, replayed: true };
  }
}
