import { join } from "node:path";
import { copiedTables } from "../../../db/copy/tables";
import type { TestDatabase } from "../postgres/server";

/** Databases whose desk is closed, empty again: making one takes as long as many a test. */
const free: TestDatabase[] = [];

/** A database for one desk: a file in its folder or, in the tests that run on PostgreSQL, one of the run's server. */
export async function databaseIn(folder: string): Promise<TestDatabase> {
  if (process.env.DESK_TESTS_ON !== "postgres")
    return { url: `file:${join(folder, "desk.db")}`, drop: async () => undefined };
  const [{ inject }, { createDatabase, ask }] = await Promise.all([
    import("vitest"),
    import("../postgres/server"),
  ]);
  const database = free.pop() ?? (await createDatabase(inject("emptyDesk")));
  return {
    url: database.url,
    async drop() {
      await ask(database.url, emptying);
      free.push(database);
    },
  };
}

/** Every row, each before those that it refers to; what counts by itself begins anew. */
const emptying = [
  ...copiedTables.toReversed().map(({ sqlName }) => `delete from ${sqlName}`),
  "alter table mail_wordings alter column version restart",
  "alter table revocations_to_journal alter column id restart",
].join(";");
