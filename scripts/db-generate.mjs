// npm run db:generate: for each kind of database a migration of what changed in the schema.
import "./runtime.mjs";
import { ensureInstalled, main } from "./ready.mjs";
import { run } from "./say.mjs";

await main(async () => {
  await ensureInstalled();
  for (const dialect of ["sqlite", "postgresql"]) {
    const { code } = await run(
      process.execPath,
      ["node_modules/drizzle-kit/bin.cjs", "generate", ...process.argv.slice(2)],
      { env: { ...process.env, DIALECT: dialect } },
    );
    if (code !== 0) process.exitCode = code;
  }
});
