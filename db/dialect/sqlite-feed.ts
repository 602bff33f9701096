import type BetterSqlite3 from "better-sqlite3";
import { everything, type Feed } from "../feed";

/**
 * What other processes commit to the file. SQLite counts that something was, not what: a number of the connection that its own
 * commits do not change, read in a few microseconds.
 */
export function sqliteFeed(sqlite: BetterSqlite3.Database): Feed {
  const version = sqlite.prepare<[], number>("pragma data_version").pluck();
  let heard: number | undefined;
  return {
    beatMs: 250,
    async look(hear) {
      const now = version.get();
      if (now === heard) return;
      await hear(everything);
      heard = now;
    },
    close: async () => undefined,
  };
}
