import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readMigrationFiles } from "drizzle-orm/migrator";

/** The migrations of each kind of database lie beside this file, or, when it has been bundled, in the project's db/ folder. */
export function migrationsFolder(kind: "sqlite" | "postgres"): string {
  const beside = join(dirname(fileURLToPath(import.meta.url)), "migrations", kind);
  return existsSync(beside) ? beside : join(process.cwd(), "db", "migrations", kind);
}

/** When the newest migration of a folder was written: a database that has been through a later one is of a newer version. */
export function newestMigration(folder = migrationsFolder("sqlite")): number {
  return Math.max(
    ...readMigrationFiles({ migrationsFolder: folder }).map(({ folderMillis }) => folderMillis),
  );
}
