/** Tells listeners in this process that something was committed, here or by another: wakes the workers. */
export interface ChangeFeed {
  announce(): void;
  /** @returns a function that ends the subscription. */
  subscribe(listener: () => void): () => void;
}

/** A feed within one process. */
export function createChangeFeed(): ChangeFeed {
  const listeners = new Set<() => void>();
  return {
    announce() {
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
