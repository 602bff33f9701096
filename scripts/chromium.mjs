import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { aptInstall, isDebianRoot } from "./apt.mjs";
import { Failure } from "./ready.mjs";
import { run, say } from "./say.mjs";

/**
 * Programs that are a Chromium, the best for tests first: the headless shell is the same engine without a browser's
 * windows, and what Playwright itself drives; it opens a visit in a third of the time.
 */
const names = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
];

/**
 * Finds Chromium for the browser tests: CHROMIUM_PATH, Playwright's own, one on the PATH; else installs it. A build machine
 * gets the headless shell where it can be had.
 *
 * @returns {Promise<string>} path of the program
 */
export async function ensureChromium() {
  const found = await findChromium();
  const worthReplacing =
    process.env.CI && !process.env.CHROMIUM_PATH && found?.endsWith("/chromium") && isDebianRoot();
  if (found && !worthReplacing) return found;
  if (!found) say("找不到 Chromium，開始安裝…", "No Chromium here; installing it…");
  const ways = [
    ...(isDebianRoot()
      ? [() => aptInstall(["chromium-headless-shell", fonts]), () => aptInstall(["chromium", fonts])]
      : []),
    () => run(process.execPath, ["node_modules/playwright-core/cli.js", "install", "chromium"], beat),
  ];
  for (const install of found ? ways.slice(0, 1) : ways) {
    await install().catch(() => undefined);
    const installed = await findChromium();
    if (installed) return installed;
  }
  if (found) return found;
  throw new Failure(
    "無法安裝 Chromium。請自行安裝，並以 CHROMIUM_PATH 指定其路徑。",
    "Chromium could not be installed. Install it and name its path in CHROMIUM_PATH.",
  );
}

/** @returns {Promise<string | undefined>} where Chromium is, without installing anything */
export async function findChromium() {
  const { chromium } = await import("playwright-core");
  const folders = (process.env.PATH ?? "").split(delimiter);
  const candidates = [
    process.env.CHROMIUM_PATH,
    chromium.executablePath(),
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
  ];
  return candidates.find((path) => path && existsSync(path));
}

const beat = { heartbeat: 15_000 };

/** Glyphs of what the pages say. */
const fonts = "fonts-noto-cjk";
