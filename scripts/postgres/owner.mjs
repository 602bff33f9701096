import { spawnSync } from "node:child_process";
import { chownSync, cpSync, existsSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/**
 * Who a server runs as.
 *
 * @typedef {{ uid?: number, gid?: number }} Owner empty where it is whoever runs this
 */

/**
 * PostgreSQL refuses to run as root: then it runs as whose the folder is already, as the user `postgres`, or as `nobody`.
 *
 * @param {string} folder the server's folder
 * @returns {Owner}
 */
export function ownerFor(folder) {
  if (process.getuid?.() !== 0) return {};
  const { uid, gid } = statSync(folder);
  if (uid !== 0) return { uid, gid };
  for (const name of ["postgres", "nobody"]) {
    const [user, group] = ["-u", "-g"].map((what) => spawnSync("id", [what, name], { encoding: "utf8" }));
    if (user.status === 0) return { uid: Number(user.stdout), gid: Number(group.stdout) };
  }
  throw new Error("PostgreSQL does not run as root, and there is neither a user postgres nor nobody");
}

/**
 * Gives the folder to the owner.
 *
 * @throws where the owner cannot reach it, as below a folder that only root may enter
 */
export function handOver(folder, owner) {
  if (owner.uid === undefined) return;
  chownSync(folder, owner.uid, owner.gid);
  if (spawnSync("test", ["-w", folder], { ...owner, cwd: "/" }).status === 0) return;
  throw new Error(`the user ${owner.uid} that PostgreSQL runs as cannot reach ${folder}`);
}

/**
 * The programs where the owner can reach them: they are copied where the checkout lies below a folder that only root may enter.
 *
 * @param {import("./programs.mjs").Programs} programs
 * @param {string} folder takes the copy
 */
export function reachable(programs, owner, folder) {
  const tried = spawnSync(programs.postgres, ["--version"], { ...owner, cwd: "/" });
  if (tried.error?.code !== "EACCES") return programs;
  const home = join(folder, "programs");
  if (!existsSync(home)) cpSync(programs.home, home, { recursive: true, verbatimSymlinks: true });
  const copied = (path) => join(home, basename(dirname(path)), basename(path));
  return { home, initdb: copied(programs.initdb), postgres: copied(programs.postgres) };
}
