import { join } from "node:path";
import type { TestDatabase } from "../postgres/server";

/** A database for one desk: a file in its folder or, in the tests that run on PostgreSQL, one of the run's server. */
export async function databaseIn(folder: string): Promise<TestDatabase> {
  if (process.env.DESK_TESTS_ON !== "postgres")
    return { url: `file:${join(folder, "desk.db")}`, drop: async () => undefined };
  const [{ inject }, { createDatabase }] = await Promise.all([
    import("vitest"),
    import("../postgres/server"),
  ]);
  return createDatabase(inject("emptyDesk"));
}
