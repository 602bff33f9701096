import { beginningOf, withoutUnseen } from "../../language/typed-text";
import { insert, isChangeRefused, remove, update } from "../../db/change";
import type { AuthorityAddress, KeptList, TrustCertificate } from "../../db/queries/trust";
import type { Random } from "../../db/types";
import { actorColumns, type Actor } from "../desk/actor";
import { type ListContext, largestList, takeList } from "./list-intake";
import { type AskOutside, isOutsideFailed } from "./fetching";
import { isListRefused } from "./list-refused";
import type { Context } from "../desk/context";

/** What revocation lists are fetched with. */
export interface RefreshContext extends ListContext, Pick<Context, "clock" | "random"> {
  ask: AskOutside;
}

/** How fetching a list from one address went. */
export type Refreshed = { url: string; authority: string } & (
  | { done: "new" | "unchanged"; list: KeptList }
  /** `failure` is a code of `OutsideFailed` or `ListRefused`. */
  | { done: "failed"; failure: string; detail: string }
);

/** An address of a pinned authority, once, whatever the purposes it serves. */
export interface ListAddress {
  url: string;
  authority: Pick<TrustCertificate, "sha256" | "der">;
}

const minute = 60_000;
const hour = 60 * minute;

/** In milliseconds: 20 MB come over a slow line in a minute; whoever takes longer is asked again later. */
const patience = 2 * minute;

/** So long an address is left to the process that took it up: longer than a list takes to come and to be kept. In milliseconds. */
const leaseMs = 5 * minute;
const takenUp = "list-taken-up-meanwhile";

/** Fetches every list that is due and that no other process has taken up, one after the other. @returns how many were tried */
export async function refreshDueLists(parts: RefreshContext): Promise<number> {
  const at = parts.clock();
  const known = await parts.store.trust.addresses();
  const due = (await listAddresses(parts)).filter(
    ({ url }) => (known.find((state) => state.url === url)?.nextTryAt ?? 0) <= at,
  );
  let tried = 0;
  for (const address of due) {
    const state = known.find(({ url }) => url === address.url);
    if (!(await takeUp(parts, address.url, state))) continue;
    await refreshList(parts, address, { kind: "system", name: "trust" });
    tried += 1;
  }
  return tried;
}

/** @returns whether the address is this process's now, as it was found */
async function takeUp(
  { store, clock }: Pick<RefreshContext, "store" | "clock">,
  url: string,
  found: AuthorityAddress | undefined,
): Promise<boolean> {
  const at = clock();
  const nextTryAt = at + leaseMs;
  const lease = found
    ? update("authorityAddresses", { url, nextTryAt: found.nextTryAt }, { nextTryAt }, takenUp)
    : insert("authorityAddresses", { url, kind: "crl", triedAt: at, failures: 0, nextTryAt }, takenUp);
  try {
    await store.commit({ at, writes: [lease], audit: [] });
    return true;
  } catch (error) {
    if (isChangeRefused(error, takenUp)) return false;
    throw error;
  }
}

/** Fetches every list now, whether due or not. */
export async function refreshLists(
  parts: RefreshContext,
  actor: Actor,
  listener: (refreshed: Refreshed) => void = () => undefined,
): Promise<Refreshed[]> {
  const all: Refreshed[] = [];
  for (const address of await listAddresses(parts)) {
    const refreshed = await refreshList(parts, address, actor);
    listener(refreshed);
    all.push(refreshed);
  }
  return all;
}

/** Where the pinned authorities have their lists; what a card names is not among them. */
export async function listAddresses({ store }: Pick<ListContext, "store">): Promise<ListAddress[]> {
  const addresses = new Map<string, ListAddress>();
  for (const authority of await store.trust.certificates())
    for (const url of authority.crlUrls) addresses.set(url, { url, authority });
  return [...addresses.values()];
}

async function refreshList(
  parts: RefreshContext,
  { url, authority }: ListAddress,
  actor: Actor,
): Promise<Refreshed> {
  const at = parts.clock();
  const known = (await parts.store.trust.addresses()).find((state) => state.url === url);
  const refreshed = await fetchList(parts, { url, authority }, at, actor);
  await parts.store.commit({
    at,
    writes: [
      remove("authorityAddresses", { url }),
      insert("authorityAddresses", stateAfter(parts, refreshed, known)),
    ],
    audit: [],
  });
  return refreshed;
}

async function fetchList(
  { ask, ...parts }: RefreshContext,
  { url, authority }: ListAddress,
  at: number,
  actor: Actor,
): Promise<Refreshed> {
  const { sha256 } = authority;
  try {
    const der = await ask({ url, maximumBytes: largestList, patience });
    const { list, isNew } = await takeList(parts, der, {
      source: "fetched",
      address: url,
      at,
      of: { sha256 },
      audit: ({ series, number, entries, ...list }) => [
        {
          ...actorColumns(actor),
          act: "crl.fetched",
          detail: { sha256: list.sha256, series, number, entries, address: url },
        },
      ],
    });
    return { url, authority: sha256, done: isNew ? "new" : "unchanged", list };
  } catch (error) {
    if (!isOutsideFailed(error) && !isListRefused(error)) throw error;
    return { url, authority: sha256, done: "failed", failure: error.code, detail: error.detail };
  }
}

function stateAfter(
  { clock, random }: Pick<RefreshContext, "clock" | "random">,
  refreshed: Refreshed,
  known: AuthorityAddress | undefined,
): AuthorityAddress {
  const at = clock();
  const failed = refreshed.done === "failed";
  const failures = failed ? (known?.failures ?? 0) + 1 : 0;
  return {
    url: refreshed.url,
    kind: "crl",
    triedAt: at,
    okAt: failed ? (known?.okAt ?? null) : at,
    failure: failed ? refreshed.failure : null,
    failureDetail: failed ? beginningOf(withoutUnseen(refreshed.detail), 500) : null,
    failures,
    nextTryAt: at + spread(failed ? pauseAfter(failures) : restUntil(refreshed.list, at), random),
  };
}

/** Growing pauses: 1, 2, 4 … minutes, an hour at most, so that a list is back within the hour that its address is. */
export function pauseAfter(failures: number): number {
  return Math.min(hour, minute * 2 ** Math.min(failures - 1, 10));
}

/** Half of the time that is left to the list, so that it is asked for ever more often as its end comes nearer. */
export function restUntil({ nextUpdateAt }: Pick<KeptList, "nextUpdateAt">, at: number): number {
  return Math.min(12 * hour, Math.max(5 * minute, (nextUpdateAt - at) / 2));
}

/** A tenth more or less, so that not all desks of the country ask at once. */
function spread(ms: number, random: Random): number {
  const share = Buffer.from(random(2)).readUInt16BE() / 0x1_0000;
  return Math.round(ms * (0.9 + 0.2 * share));
}
