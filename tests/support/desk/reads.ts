import type { Store } from "../../../db/store";

const readers = ["agencies", "people", "tickets", "received", "records", "trust", "bindings"] as const;

/**
 * How often each question (`people.byId`) is put to a real store while something is done: its readers are wrapped where they
 * stand. What a commit looks up inside its own transaction is not counted.
 */
export async function readsOf(store: Store, work: () => Promise<unknown>): Promise<Record<string, number>> {
  const reads: Record<string, number> = {};
  const restored = readers.map((reader) => {
    const group = store[reader] as unknown as Record<string, (...parameters: unknown[]) => unknown>;
    const own = { ...group };
    for (const [name, ask] of Object.entries(own))
      group[name] = (...parameters) => {
        const question = `${reader}.${name}`;
        reads[question] = (reads[question] ?? 0) + 1;
        return ask(...parameters);
      };
    return () => Object.assign(group, own);
  });
  try {
    await work();
  } finally {
    for (const restore of restored) restore();
  }
  return reads;
}
