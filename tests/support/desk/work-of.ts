import type { Store } from "../../../db/store";

const groups = ["agencies", "people", "tickets", "passwords", "records", "bindings", "work"] as const;

/**
 * Everything a real store is asked while something is done, in order: each question and counter by its name, each commit by
 * what it writes where, without the values. Two who are done the same for leave the same list.
 */
export async function workOf(store: Store, work: () => Promise<unknown>): Promise<string[]> {
  const done: string[] = [];
  const restored = groups.map((name) => {
    const group = store[name] as unknown as Record<string, (...parameters: unknown[]) => unknown>;
    const own = { ...group };
    for (const [method, ask] of Object.entries(own))
      group[method] = (...parameters) => {
        done.push(`${name}.${method}`);
        return ask(...parameters);
      };
    return () => Object.assign(group, own);
  });
  const whole = { ...store };
  store.commit = (change) => {
    const writes = change.writes.map((write) =>
      write.op === "openTicket" ? write.op : `${write.op} ${write.table}`,
    );
    done.push(`commit ${[...writes, ...change.audit.map(({ act }) => `audit ${act}`)].join(", ")}`);
    return whole.commit(change);
  };
  try {
    await work();
  } finally {
    Object.assign(store, whole);
    for (const restore of restored) restore();
  }
  return done;
}
