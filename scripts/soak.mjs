// npm run soak [-- FILE …]: the long tests, with a real process killed again and again; minutes each, so not in npm test.
import "./runtime.mjs";
import { ensureBuilt, ensureInstalled, main } from "./ready.mjs";
import { run, say } from "./say.mjs";

await main(async () => {
  await ensureInstalled();
  await ensureBuilt();
  say("執行長時間測試…", "Running the long tests…");
  const { code } = await run(
    process.execPath,
    ["node_modules/vitest/vitest.mjs", "run", "--config", "vitest.soak.config.ts", ...process.argv.slice(2)],
    { to: 1, env: { ...process.env, NODE_ENV: "test" } },
  );
  process.exitCode = code === 0 ? 0 : 1;
});
