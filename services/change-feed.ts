/** What a commit changed of the things that processes keep in memory. */
export interface News {
  calendar: boolean;
  trust: boolean;
}

/** Tells listeners in this process that something was committed, here or in a web process: wakes the workers. */
export interface ChangeFeed {
  announce(news: News): void;
  /** @returns a function that ends the subscription. */
  subscribe(listener: (news: News) => void): () => void;
}

/** A feed within one process. */
export function createChangeFeed(): ChangeFeed {
  const listeners = new Set<(news: News) => void>();
  return {
    announce(news) {
      for (const listener of listeners) listener(news);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
