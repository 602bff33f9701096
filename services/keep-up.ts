import type { Logger } from "pino";
import { startPolling } from "../workflows/workers/poll";
import type { News } from "./change-feed";
import type { Services } from "./services";

/** A trust or lists changed by a process that tells nobody, such as a command, count after this long at the latest. */
export const listsMs = 10_000;
/** The same of a calendar. */
export const calendarMs = 60_000;

type Kept = Pick<Services, "office" | "card">;

/** Reads anew what this process keeps in memory, where another has changed it. */
export async function heed({ office, card }: Kept, { calendar, trust }: News): Promise<void> {
  await Promise.all([calendar && office.reread(), trust && card.trust.reloadIfChanged()]);
}

/** Looks now and then for what nobody told of, in a process that has no workers. @returns ends that */
export function startKeepingUp(services: Kept, log: Logger): () => Promise<void> {
  const reading = (loop: string, beatMs: number, news: News) =>
    startPolling({
      work: () => heed(services, news).then(() => 0),
      beatMs,
      onError: (error) => log.error({ err: error, loop }, "a loop failed"),
    });
  const loops = [
    reading("lists", listsMs, { calendar: false, trust: true }),
    reading("calendar", calendarMs, { calendar: true, trust: false }),
  ];
  return async () => {
    await Promise.all(loops.map((loop) => loop.stop()));
  };
}
