// npm test [-- FILE …]: unit, integration and browser tests, after installing and building what is missing.
import "./runtime.mjs";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { ensureChromium } from "./chromium.mjs";
import { tryInstallDebian } from "./postgres/programs.mjs";
import { ensureBuilt, ensureInstalled, main } from "./ready.mjs";
import { run, say } from "./say.mjs";
import { openTestFolder } from "./test-folder.mjs";

const report = ".cache/tests.json";

await main(async () => {
  await ensureInstalled();
  await ensureBuilt();
  mkdirSync(".cache", { recursive: true });
  rmSync(report, { force: true });
  const parameters = process.argv.slice(2);
  const env = { ...process.env, NODE_ENV: "test", CHROMIUM_PATH: await ensureChromium() };
  if (/^\d+$/.test(env.TEST_POSTGRES ?? "")) await tryInstallDebian(env.TEST_POSTGRES);
  const { folder, remove } = openTestFolder();
  say("執行測試…", "Running the tests…");
  const { code } = await run(
    process.execPath,
    [
      "node_modules/vitest/vitest.mjs",
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
      ...parameters,
    ],
    { to: 1, env: { ...env, TMPDIR: folder } },
  ).finally(remove);
  const { passed, failed } = count();
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = code !== 0 || failed > 0 ? 1 : 0;
});

/** Sums vitest's report; a file that could not even be loaded counts as one failure, and so does a missing report. */
function count() {
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, testResults, success } = JSON.parse(readFileSync(report, "utf8"));
  const broken = testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((assertion) => assertion.status === "failed"),
  ).length;
  const failed = numFailedTests + broken;
  return { passed: numPassedTests, failed: failed === 0 && !success ? 1 : failed };
}
