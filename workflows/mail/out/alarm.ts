import type { Context } from "../../desk/context";

/** So long may mail be tried in vain before somebody must look, in milliseconds. */
const alarmAfterMs = 10 * 60_000;
const dayMs = 24 * 60 * 60_000;
/** So many domains refusing at once are no chance: the fault is ours or the mail server's. */
const tooManyDomains = 3;

/**
 * Whether mail leaves the house. It does not when mails have been tried for ten minutes, none was taken since, and the
 * fault lies with no single recipient: the mail server cannot be talked to, or domain upon domain is refused.
 */
export async function mailGetsOut({ store, clock }: Pick<Context, "store" | "clock">): Promise<boolean> {
  const at = clock();
  const lastSentAt = (await store.work.lastSentAt()) ?? 0;
  if (lastSentAt > at - alarmAfterMs) return true;
  const vain = await store.work.triedInVain(Math.max(lastSentAt, at - dayMs), at - alarmAfterMs);
  const domains = new Set(vain.map(({ domain }) => domain));
  return domains.size < tooManyDomains && !vain.some(({ failure }) => failure === "server");
}
