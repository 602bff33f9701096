import { beginningOf, withoutUnseen } from "../../language/typed-text";
import { insert, remove } from "../../db/change";
import type { OutsideFailed } from "./fetching";
import type { Context } from "../desk/context";

/** Notes how asking an OCSP address went, for administrators to see. */
export type NoteOcsp = (url: string, failed: OutsideFailed | null) => Promise<void>;

/** Notes every failure, and a success when it is news: nobody writes a row for each card. */
export function createOcspNotes({ store, clock }: Pick<Context, "store" | "clock">): NoteOcsp {
  return async (url, failed) => {
    const at = clock();
    const known = (await store.trust.addresses()).find((state) => state.url === url);
    if (!failed && known?.failure === null) return;
    const state = {
      url,
      kind: "ocsp" as const,
      triedAt: at,
      okAt: failed ? (known?.okAt ?? null) : at,
      failure: failed?.code ?? null,
      failureDetail: failed ? beginningOf(withoutUnseen(failed.detail), 500) : null,
      failures: failed ? (known?.failures ?? 0) + 1 : 0,
      nextTryAt: at,
    };
    await store.commit({
      at,
      writes: [remove("authorityAddresses", { url }), insert("authorityAddresses", state)],
      audit: [],
    });
  };
}
