// npm run format: prettier over everything.
import "./runtime.mjs";
import { ensureInstalled, main } from "./ready.mjs";
import { run } from "./say.mjs";

await main(async () => {
  await ensureInstalled();
  const { code } = await run(process.execPath, [
    "node_modules/prettier/bin/prettier.cjs",
    "--write",
    "--log-level=warn",
    ".",
  ]);
  process.exitCode = code;
});
