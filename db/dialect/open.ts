import type { Database } from "../database";
import { isPostgres, pathOf } from "./database-address";
import { openPostgres } from "./postgres-database";
import { openSqlite } from "./sqlite-database";

/**
 * Opens the database of a `DATABASE_URL`, as it is.
 *
 * @param keyId the key under which this process seals, told to others on the same server
 * @throws Error with a sentence for people when the address is not one this version serves
 */
export async function openDatabase(url: string, keyId?: string): Promise<Database> {
  if (url.startsWith("file:")) return openSqlite(pathOf(url));
  if (isPostgres(url)) return openPostgres(url, keyId);
  throw new Error(
    "DATABASE_URL: expected file:PATH or postgres://USER@HOST/DATABASE, for example file:./data/desk.db.",
  );
}
