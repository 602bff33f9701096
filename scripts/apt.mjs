import { existsSync } from "node:fs";
import { run } from "./say.mjs";

/** @returns {boolean} whether packages of Debian may be installed here */
export const isDebianRoot = () => process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");

/**
 * Installs packages of Debian; nothing that is there is removed for them.
 *
 * @param {string[]} names what apt-get calls them
 * @returns {Promise<{ code: number, output: string }>} as {@link run}
 */
export function aptInstall(names) {
  const install = `apt-get install -y -q --no-remove --no-install-recommends ${names.join(" ")}`;
  const quiet = "export DEBIAN_FRONTEND=noninteractive";
  return run("timeout", ["240", "sh", "-c", `${quiet}; ${install} || { apt-get update -q && ${install}; }`], {
    heartbeat: 15_000,
    to: "pipe",
  });
}
