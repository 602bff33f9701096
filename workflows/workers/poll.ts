export interface Poller {
  /** Looks for work now rather than at the next beat. */
  nudge(): void;
  /** Lets the work in hand finish, then stops. */
  stop(): Promise<void>;
}

export interface PollOptions {
  /** Does what is due and says how much that was. */
  work: () => Promise<number>;
  /** When to look again at the latest, in milliseconds. */
  beatMs: number;
  onError: (error: unknown) => void;
}

/** Runs a piece of work over and over, one at a time: at once while there is something to do, then at every beat. */
export function startPolling({ work, beatMs, onError }: PollOptions): Poller {
  let stopped = false;
  let wake: () => void = () => undefined;
  let nudged = false;

  const running = (async () => {
    while (!stopped) {
      nudged = false;
      const done = await work().catch((error: unknown) => {
        onError(error);
        return 0;
      });
      if (done > 0 || nudged || stopped) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, beatMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  })();

  return {
    nudge() {
      nudged = true;
      wake();
    },
    async stop() {
      stopped = true;
      wake();
      await running;
    },
  };
}
