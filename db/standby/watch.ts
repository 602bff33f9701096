import type { Connection, Standby } from "../database";
import type { Clock } from "../types";

/** How a standby stands, for monitoring. */
export interface StandbyState {
  /** Milliseconds since it last had all that the database had; `null` where that was never seen. */
  behindMs: number | null;
  /** Why it is not used; missing while it is. */
  warning?: "behind" | "unreachable" | "not-a-standby";
}

/** A standby that is looked at as long as it is used. */
export interface Watched {
  connection: Connection;
  /** Whether it may be asked: it answers, and lags little. The first question begins the looking, and is answered no. */
  isUsed(): boolean;
  /** The newest act that it is known to have, by its number in the audit. */
  newestAct(): number;
  /** Whether it has an act by now. */
  hasAct(number: number): Promise<boolean>;
  state(): Promise<StandbyState>;
  close(): Promise<void>;
}

/** Milliseconds from one look to the next. */
const everyMs = 1_000;
/** One that lags longer is not used. */
const limitMs = 5_000;

/**
 * Looks at a standby every second: whether it answers, is one of this database, and how far it is. The lag is told by this
 * process's own time and places in the log, so that no two clocks are compared.
 *
 * @param open opens it, and has it tell of lost connections
 * @param elapsed milliseconds of a clock that is never set
 */
export function watchStandby(open: (lost: () => void) => Standby, elapsed: Clock): Watched {
  let trouble: "unreachable" | "not-a-standby" | null = "unreachable";
  /** When the database was at a place that the standby has reached. */
  let caughtUpAt: number | null = null;
  /** The place that it is seen to reach next. */
  let aim: { at: number; written: number } | null = null;
  let newestAct = 0;
  let first: Promise<void> | undefined;
  let last: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isOpen = true;

  const lost = () => (trouble = "unreachable");
  const standby = open(lost);

  async function look(): Promise<void> {
    const at = elapsed();
    try {
      const seen = await standby.look();
      trouble = seen ? null : "not-a-standby";
      if (!seen) return;
      newestAct = seen.newestAct;
      const now = { at, written: seen.written };
      const reached = [now, ...(aim ? [aim] : [])].find(({ written }) => seen.replayed >= written);
      if (reached) caughtUpAt = reached.at;
      if (reached || !aim) aim = now;
    } catch {
      lost();
    }
  }

  function keepLooking(): Promise<void> {
    last = look().then(() => {
      if (isOpen) timer = setTimeout(() => void keepLooking(), everyMs).unref();
    });
    return last;
  }

  function stateNow(): StandbyState {
    const behindMs = caughtUpAt === null ? null : elapsed() - caughtUpAt;
    if (trouble) return { behindMs, warning: trouble };
    return behindMs !== null && behindMs <= limitMs ? { behindMs } : { behindMs, warning: "behind" };
  }

  return {
    connection: standby.connection,
    isUsed() {
      first ??= keepLooking();
      return stateNow().warning === undefined;
    },
    newestAct: () => newestAct,
    async hasAct(number) {
      if (number > newestAct)
        try {
          newestAct = await standby.newestAct();
        } catch {
          lost();
          return false;
        }
      return number <= newestAct;
    },
    async state() {
      await (first ??= keepLooking());
      return stateNow();
    },
    async close() {
      isOpen = false;
      await last;
      clearTimeout(timer);
      await standby.close();
    },
  };
}
