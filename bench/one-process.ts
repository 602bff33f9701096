import { writeFileSync } from "node:fs";
import { onPostgres } from "../tests/support/desk/test-database";
import { createEmptyDesk } from "../tests/support/postgres/empty-desk";
import { openTestServer } from "../tests/support/postgres/server";
import type { RunnableBench } from "./frame";

/** `node … one-process.ts FILE DATABASE RESULT`: carries out one bench in this process and leaves what it came to in a file. */
const [file = "", database = "", result = ""] = process.argv.slice(2);
const { bench } = (await import(file)) as { bench: RunnableBench };
// As durable as SQLite's file is.
const server = database === "postgres" ? await openTestServer(process.env, { durable: true }) : undefined;
try {
  if (server) onPostgres(await createEmptyDesk(server));
  writeFileSync(result, JSON.stringify(await bench.carryOut()));
} finally {
  await server?.close();
}
// A bench that left something open has been told of nothing wrong by it.
process.exit(0);
