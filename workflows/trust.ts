import type { RevocationEvidence } from "../certificates/card-signature";
import type { SeenCrlNumbers } from "../certificates/revocation";
import { openTrustStore, type TrustStore } from "../certificates/trust";
import { replace, type Write } from "../db/change";
import type { Store } from "../db/store";

/** The pinned authorities and their lists as the database holds them, read once and kept. */
export interface Trust {
  /** What verdicts rest on now; read from the database the first time. */
  current(): Promise<{ trust: TrustStore; seenCrlNumbers: SeenCrlNumbers }>;
  /** Reads everything anew: after an administrator changed the trust, or new lists came. */
  reload(): Promise<void>;
  /** Remembers the numbers of the lists a verdict rested on, so that an older list is refused from then on. */
  seen(lists: readonly RevocationEvidence[], at: number): Write[];
}

const seenSetting = "seen-crl-numbers";

/** Keeps the trust of the database in memory: reading a certificate for each signature would cost more than checking it. */
export function createTrust(store: Store): Trust {
  let loaded: Promise<{ trust: TrustStore; seenCrlNumbers: Map<string, string> }> | undefined;
  const numbers = new Map<string, string>();
  const isNews = (series: string, number: string) => BigInt(number) > BigInt(numbers.get(series) ?? -1);

  const load = async () => {
    const [certificates, crls, seen] = await Promise.all([
      store.records.trust(),
      store.records.crls(),
      store.records.setting(seenSetting),
    ]);
    for (const [series, number] of numbersOf(seen)) if (isNews(series, number)) numbers.set(series, number);
    return {
      trust: openTrustStore({ authorities: certificates, crls: crls.map(({ der }) => der) }),
      seenCrlNumbers: numbers,
    };
  };
  const reload = () => {
    const next = load();
    loaded = next;
    next.catch(() => {
      if (loaded === next) loaded = undefined;
    });
    return next;
  };

  return {
    current: () => loaded ?? reload(),
    reload: async () => void (await reload()),
    seen(lists, at) {
      const risen = lists.flatMap((list) =>
        list.kind === "crl" && list.crlNumber !== "" && isNews(list.series, list.crlNumber) ? [list] : [],
      );
      if (risen.length === 0) return [];
      for (const { series, crlNumber } of risen) numbers.set(series, crlNumber);
      return [replace("settings", { key: seenSetting, value: Object.fromEntries(numbers), updatedAt: at })];
    },
  };
}

function numbersOf(setting: unknown): [string, string][] {
  return typeof setting === "object" && setting !== null
    ? Object.entries(setting).filter((pair): pair is [string, string] => /^\d+$/.test(String(pair[1])))
    : [];
}
