import { defineConfig } from "drizzle-kit";

/** Of the database named by `DIALECT`: `npm run db:generate` asks for both in turn. */
const dialect = process.env.DIALECT === "postgresql" ? "postgresql" : "sqlite";
const kind = dialect === "sqlite" ? "sqlite" : "postgres";

export default defineConfig({
  dialect,
  schema: "./db/dialect/migrated-schema.ts",
  out: `./db/migrations/${kind}`,
});
