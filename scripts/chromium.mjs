import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { Failure } from "./ready.mjs";
import { run, say } from "./say.mjs";

/**
 * Finds Chromium for the browser tests: CHROMIUM_PATH, Playwright's own, `chromium` on the PATH; else installs it.
 *
 * @returns {Promise<string>} path of the program
 */
export async function ensureChromium() {
  const found = await findChromium();
  if (found) return found;
  say("找不到 Chromium，開始安裝…", "No Chromium here; installing it…");
  const ways = [
    ...(process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")
      ? [
          [
            "sh",
            [
              "-c",
              "apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends chromium fonts-noto-cjk",
            ],
          ],
        ]
      : []),
    [process.execPath, ["node_modules/playwright-core/cli.js", "install", "chromium"]],
  ];
  for (const [command, parameters] of ways) {
    await run(command, parameters, { heartbeat: 15_000 }).catch(() => undefined);
    const installed = await findChromium();
    if (installed) return installed;
  }
  throw new Failure(
    "無法安裝 Chromium。請自行安裝，並以 CHROMIUM_PATH 指定其路徑。",
    "Chromium could not be installed. Install it and name its path in CHROMIUM_PATH.",
  );
}

/** @returns {Promise<string | undefined>} where Chromium is, without installing anything */
export async function findChromium() {
  const { chromium } = await import("playwright-core");
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const folders = (process.env.PATH ?? "").split(delimiter);
  const candidates = [
    process.env.CHROMIUM_PATH,
    chromium.executablePath(),
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
  ];
  return candidates.find((path) => path && existsSync(path));
}
