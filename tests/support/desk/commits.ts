import BetterSqlite3 from "better-sqlite3";
import type { Change } from "../../../db/change";
import type { Store } from "../../../db/store";
import type { Environment } from "../../../services/environment";

/** What a real store commits while something is done, refused changes left out: its `commit` is watched where it stands. */
export async function commitsOf(store: Store, work: () => Promise<unknown>): Promise<Change[]> {
  const commits: Change[] = [];
  const commit = store.commit.bind(store);
  store.commit = async (change) => {
    const committed = await commit(change);
    commits.push(change);
    return committed;
  };
  try {
    await work();
  } finally {
    store.commit = commit;
  }
  return commits;
}

/** The acts that a change writes into histories, in their order. */
export const actsIn = ({ writes }: Change): string[] =>
  writes.flatMap((write) => (write.op === "insert" && write.table === "history" ? [write.row.type] : []));

/** Has something else done after something was decided and before it is committed, so many times at most. */
export async function beforeCommits<T>(
  store: Store,
  meanwhile: () => Promise<unknown>,
  work: () => Promise<T>,
  times = 1,
): Promise<T> {
  const commit = store.commit.bind(store);
  let left = times;
  const overtaken: Store["commit"] = async (change) => {
    store.commit = commit;
    await meanwhile();
    left -= 1;
    if (left > 0) store.commit = overtaken;
    return commit(change);
  };
  store.commit = overtaken;
  try {
    return await work();
  } finally {
    store.commit = commit;
  }
}

/** Has the first commits of several wait for each other, so that all were decided before any is applied. */
export async function allDecidedFirst<T>(
  store: Store,
  times: number,
  work: (index: number) => Promise<T>,
): Promise<PromiseSettledResult<T>[]> {
  const commit = store.commit.bind(store);
  const waiting: (() => void)[] = [];
  store.commit = async (change) => {
    await new Promise<void>((go) => {
      waiting.push(go);
      if (waiting.length >= times) for (const one of waiting) one();
    });
    return commit(change);
  };
  try {
    return await Promise.allSettled(Array.from({ length: times }, (_, index) => work(index)));
  } finally {
    store.commit = commit;
  }
}

/** The database of a desk, by a connection beside the desk's: what is in it, and a disk that fails at a certain row. */
export function besideDesk({ databaseFile }: Pick<Environment, "databaseFile">) {
  if (databaseFile === undefined) throw new Error("this desk's database lies in no file");
  const sqlite = new BetterSqlite3(databaseFile);
  return {
    /** Every row there is. */
    everything(): Record<string, unknown[]> {
      const tables = sqlite
        .prepare<[], { name: string }>("select name from sqlite_master where type = 'table' order by name")
        .all();
      return Object.fromEntries(
        tables.map(({ name }) => [name, sqlite.prepare(`select * from "${name}"`).all()]),
      );
    },
    /** While something is done, no row of that table is taken of which the condition holds (`new.type = 'JOIN'`). */
    async failing<T>(table: string, condition: string, work: () => Promise<T>): Promise<T> {
      for (const when of ["insert", "update"])
        sqlite.exec(
          `create trigger "fails_${when}" before ${when} on "${table}" when ${condition}
             begin select raise(abort, 'the disk is full'); end`,
        );
      try {
        return await work();
      } finally {
        for (const when of ["insert", "update"]) sqlite.exec(`drop trigger "fails_${when}"`);
      }
    },
    close: () => sqlite.close(),
  };
}
