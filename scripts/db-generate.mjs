// npm run db:generate: a migration for what changed in the schema.
import "./runtime.mjs";
import { ensureInstalled, main } from "./ready.mjs";
import { run } from "./say.mjs";

await main(async () => {
  await ensureInstalled();
  const { code } = await run(process.execPath, [
    "node_modules/drizzle-kit/bin.cjs",
    "generate",
    ...process.argv.slice(2),
  ]);
  process.exitCode = code;
});
