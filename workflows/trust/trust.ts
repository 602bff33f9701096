import {
  type CardVerdict,
  type RevocationEvidence,
  verifyCardSignature,
} from "../../certificates/verdict/card-signature";
import { readCrlInSlices, type CertificateRevocationList } from "../../certificates/revocation/crl";
import { verifyAhead, type SeenCrlNumbers } from "../../certificates/revocation/revocation";
import type { CardPurpose } from "../../certificates/x509/authority";
import { openTrustStore, type TrustStore } from "../../certificates/revocation/trust-store";
import { remove, replace, type Write } from "../../db/change";
import type { KeptList, TrustCertificate } from "../../db/queries/trust";
import type { Store } from "../../db/store";
import { listBytes, listRow } from "./kept-lists";
import type { StatusAsking } from "./ocsp-asking";

/** The pinned authorities and their lists as the database holds them, read once and kept. */
export interface Trust {
  /** What verdicts rest on now; read from the database the first time. */
  current(): Promise<TrustInForce>;
  /**
   * Judges a card's signature by what is trusted now, after asking by OCSP those authorities that have an address for it. All
   * cards go through here. Never throws, whatever the bytes.
   */
  judge(signed: {
    cms: Uint8Array;
    content: Uint8Array;
    purpose: CardPurpose;
    at: number;
  }): Promise<CardVerdict>;
  /**
   * Reads what has changed: after an administrator changed the trust, or new lists came. Verdicts rest on the old until then.
   *
   * @param fresh a list just kept, which need not be read again
   */
  reload(fresh?: CertificateRevocationList): Promise<void>;
  /** The same where another process, such as a command, has changed the trust or the lists. */
  reloadIfChanged(): Promise<void>;
  /** Remembers the numbers of the lists a verdict rested on, so that an older list is refused from then on. */
  seen(lists: readonly RevocationEvidence[], at: number): Write[];
}

export interface TrustInForce {
  trust: TrustStore;
  seenCrlNumbers: SeenCrlNumbers;
  /** Where an authority is asked by OCSP, by the fingerprint of its certificate. */
  ocspUrls: ReadonlyMap<string, string>;
}

/** Before there was a setting for each number. */
const seenTogether = "seen-crl-numbers";
const seenStart = "seen-crl-number|";
const seenKey = (series: string, number: string) => `${seenStart}${series}|${number}`;

/** Keeps the trust of the database in memory: reading a certificate for each signature would cost more than checking it. */
export function createTrust(store: Store, asking?: StatusAsking): Trust {
  let loaded: Promise<TrustInForce> | undefined;
  let lists = new Map<string, CertificateRevocationList>();
  let loadedFrom = "";
  const numbers = new Map<string, string>();
  const isNews = (series: string, number: string) => BigInt(number) > BigInt(numbers.get(series) ?? -1);

  const noteSeen = async () => {
    for (const [series, number] of await seenNumbers(store))
      if (isNews(series, number)) numbers.set(series, number);
  };

  const load = async () => {
    const [certificates, kept] = await Promise.all([
      store.trust.certificates(),
      store.trust.lists(),
      noteSeen(),
    ]);
    loadedFrom = marksOf(certificates, kept);
    const trust = openTrustStore({ authorities: certificates, crls: [] });
    lists = await readLists(store, kept, lists);
    await describeLists(store, kept, lists);
    trust.crls = [...lists.values()];
    for (const crl of trust.crls) {
      for (const issuer of trust.authorities)
        if (issuer.keyId === crl.authorityKeyId) await verifyAhead(crl, issuer);
    }
    const ocspUrls = new Map(
      certificates.flatMap(({ sha256, ocspUrl }) => (ocspUrl === null ? [] : [[sha256, ocspUrl] as const])),
    );
    return { trust, seenCrlNumbers: numbers, ocspUrls };
  };
  let loading: Promise<unknown> = Promise.resolve();
  const reload = () => {
    // One after the other, so that the latest state wins; until it is read, verdicts rest on the one before.
    const next = loading.then(load, load);
    loading = next;
    loaded ??= next;
    next.then(
      () => (loaded = next),
      () => {
        if (loaded === next) loaded = undefined;
      },
    );
    return next;
  };

  const current = () => loaded ?? reload();
  return {
    current,
    async judge(signed) {
      const { ocspUrls, ...inForce } = await current();
      const ocsp = (await asking?.answersAbout({ ...signed, ...inForce }, ocspUrls)) ?? [];
      const verdict = verifyCardSignature({ ...signed, ...inForce, ocsp });
      if (verdict.accepted) asking?.keep(verdict.revocation);
      return verdict;
    },
    async reload(fresh) {
      if (fresh) lists.set(fresh.sha256, fresh);
      await reload();
    },
    async reloadIfChanged() {
      if (!loaded) return;
      await noteSeen();
      const marks = marksOf(await store.trust.certificates(), await store.trust.lists());
      if (marks !== loadedFrom) await reload();
    },
    seen(lists, at) {
      const risen = lists.flatMap((list) =>
        list.kind === "crl" && list.crlNumber !== "" && isNews(list.series, list.crlNumber) ? [list] : [],
      );
      return risen.flatMap(({ series, crlNumber }) => {
        const before = numbers.get(series);
        numbers.set(series, crlNumber);
        return [
          ...(before === undefined ? [] : [remove("settings", { key: seenKey(series, before) })]),
          replace("settings", { key: seenKey(series, crlNumber), value: true, updatedAt: at }),
        ];
      });
    },
  };
}

/** Differs when the pinned authorities or the lists do. */
function marksOf(certificates: readonly TrustCertificate[], lists: readonly KeptList[]): string {
  const pinned = certificates.map(({ sha256, purpose, role, ocspUrl }) =>
    [sha256, purpose, role, ocspUrl].join(),
  );
  return [...pinned, ...lists.map(({ sha256 }) => sha256)].sort().join();
}

/** The kept lists, read beside other work; those read before are not read again. One that cannot be read is left out. */
async function readLists(
  store: Store,
  kept: readonly KeptList[],
  known: ReadonlyMap<string, CertificateRevocationList>,
): Promise<Map<string, CertificateRevocationList>> {
  const lists = new Map<string, CertificateRevocationList>();
  for (const row of kept) {
    const list =
      known.get(row.sha256) ?? (await readCrlInSlices(await listBytes(store, row)).catch(() => null));
    if (list?.sha256 === row.sha256) lists.set(row.sha256, list);
  }
  return lists;
}

/** Writes beside lists that an earlier version kept what this one knows of a list; one that has been overtaken goes. */
async function describeLists(
  store: Store,
  kept: readonly KeptList[],
  lists: ReadonlyMap<string, CertificateRevocationList>,
): Promise<void> {
  for (const row of kept.filter(({ series, sha256 }) => series === sha256)) {
    const list = lists.get(row.sha256);
    if (!list) continue;
    const overtaken = kept.some(({ series }) => series === list.series);
    const write = overtaken ? remove("crls", { sha256: row.sha256 }) : replace("crls", listRow(list, row));
    await store.commit({ at: row.fetchedAt, writes: [write], audit: [] });
  }
}

/**
 * The numbers seen, each of them a setting of its own that only goes when its process has seen a higher one: two processes that
 * each see another number at once keep both, and the higher counts.
 */
async function seenNumbers({ records }: Pick<Store, "records">): Promise<[string, string][]> {
  const [keys, together] = await Promise.all([
    records.settingsBeginning(seenStart),
    records.setting(seenTogether),
  ]);
  const single = keys.map((key): [string, unknown] => {
    const end = key.lastIndexOf("|");
    return [key.slice(seenStart.length, end), key.slice(end + 1)];
  });
  return [...single, ...Object.entries(together ?? {})].filter((pair): pair is [string, string] =>
    /^\d+$/.test(String(pair[1])),
  );
}
