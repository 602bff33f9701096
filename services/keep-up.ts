import type { Logger } from "pino";
import { isNotReached } from "../db/database-refused";
import { startPolling } from "../workflows/workers/poll";
import type { Services } from "./services";

type Following = Pick<Services, "store" | "office" | "card" | "changes">;

/**
 * Follows what others commit to the same database, other processes of this desk, other hosts or a command: reads anew what this
 * process keeps in memory, and wakes its workers.
 *
 * @returns ends that
 */
export function startKeepingUp(
  { store, office, card, changes }: Following,
  log: Logger,
): () => Promise<void> {
  const feed = store.feed(() => following.nudge());
  const following = startPolling({
    async work() {
      await feed.look(async ({ calendar, trust }) => {
        await Promise.all([calendar && office.reread(), trust && card.trust.reloadIfChanged()]);
        changes.announce();
      });
      return 0;
    },
    beatMs: feed.beatMs,
    onError(error) {
      // It is looked for again at every beat, and everything is heard then.
      if (isNotReached(error)) log.warn({ reason: String(error) }, "what others commit is not heard");
      else log.error({ err: error, loop: "feed" }, "a loop failed");
    },
  });
  return async () => {
    await following.stop();
    await feed.close();
  };
}
