import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { oldestNode, runsOn } from "../../../db/node-version";

/** A script of npm's as it would be: says what it is told to, then serves until SIGTERM or does what its parameter says. */
const script = `import "./runtime.mjs";
process.on("SIGTERM", () => { console.log("stopping"); process.exit(3); });
if (process.argv[2] === "killed") process.kill(process.pid, "SIGKILL");
if (process.argv[2] === "exit") process.exit(7);
console.log(process.execPath + " " + process.env.PATH);
setInterval(() => {}, 1_000);
`;

describe("a script of npm's", () => {
  let folder: string;
  let fetched: string;

  /** scripts/ as it is, in a project that wants a Node newer than there is and has fetched this test's. */
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "runtime-"));
    fetched = join(folder, "runtime/node_modules/node-here/bin/node");
    const { platform: os, arch: cpu } = process;
    const packages = { "node_modules/node-here": { version: "99.0.0", os, cpu, bin: { node: "bin/node" } } };
    await mkdir(dirname(fetched), { recursive: true });
    await symlink(process.execPath, fetched);
    await cp("scripts", join(folder, "scripts"), { recursive: true });
    await writeFile(join(folder, "scripts/serve.mjs"), script);
    await writeFile(join(folder, "runtime/package-lock.json"), JSON.stringify({ packages }));
    await writeFile(join(folder, "runtime/node_modules/.package-lock.json"), JSON.stringify({ packages }));
    await wants("99.0.0");
  });
  afterAll(() => rm(folder, { recursive: true }));

  const wants = (node: string) =>
    writeFile(join(folder, "package.json"), JSON.stringify({ engines: { node: `>=${node}` } }));

  /** Starts it; `first` is its first line, `ended` how the process ended that was started, once nobody is left who writes. */
  function start(command: string, parameters: string[], env: Record<string, string> = {}) {
    const { npm_lifecycle_event: _, ...own } = process.env;
    const child = spawn(command, parameters, { cwd: folder, env: { ...own, ...env } });
    let out = "";
    let err = "";
    const first = new Promise<string>((resolve) =>
      child.stdout.on("data", (data: Buffer) => resolve((out += data.toString()))),
    );
    child.stderr.on("data", (data: Buffer) => (err += data.toString()));
    const ended = new Promise<{ code: number | null; signal: string | null; out: string; err: string }>(
      (resolve) => child.once("close", (code, signal) => resolve({ code, signal, out, err })),
    );
    return { child, first, ended };
  }

  const serve = (...parameters: string[]) => start(process.execPath, ["scripts/serve.mjs", ...parameters]);

  it("goes on under the fetched Node, which its children find too, says so in one line, and passes SIGTERM on", async () => {
    const { child, first, ended } = serve();
    const [node, path] = (await first).trim().split(" ");
    child.kill("SIGTERM");
    const { code, out, err } = await ended;
    expect(path?.split(delimiter)[0]).toBe(dirname(fetched));
    expect(node).toBe(process.execPath);
    expect({ code, stopped: out.endsWith("stopping\n") }).toEqual({ code: 3, stopped: true });
    expect(err).toMatch(/^▸ .*太舊.*too old; running on 99\.0\.0\.\n$/);
  });

  it("ends as it ended under the fetched Node: by its exit code, or by its signal", async () => {
    const [left, killed] = await Promise.all([serve("exit").ended, serve("killed").ended]);
    expect(left).toMatchObject({ code: 7, signal: null });
    expect(killed).toMatchObject({ code: null, signal: "SIGKILL" });
  });

  it("leaves nothing behind when the old Node is killed", async () => {
    const { child, first, ended } = serve();
    await first;
    child.kill("SIGKILL");
    expect((await ended).out).toContain("stopping");
  });

  it("says what to do where no Node can be fetched for this machine", async () => {
    const lock = join(folder, "runtime/package-lock.json");
    const before = await readFile(lock, "utf8");
    await writeFile(lock, JSON.stringify({ packages: { "": {} } }));
    const { code, err } = await serve().ended;
    await writeFile(lock, before);
    expect(code).toBe(1);
    expect(err).toMatch(/自行安裝 Node\.js 99\.0\.0 以上[\s\S]*install Node\.js 99\.0\.0 or newer/);
  });

  it("stops when npm was killed above it", async () => {
    await wants(oldestNode);
    const npm = start("sh", ["-c", `"${process.execPath}" scripts/serve.mjs; true`], {
      npm_lifecycle_event: "start",
    });
    await npm.first;
    npm.child.kill("SIGKILL");
    expect((await npm.ended).out).toContain("stopping");
  });
});

describe("the oldest Node", () => {
  it("is the one that package.json names", async () => {
    const { engines } = JSON.parse(await readFile("package.json", "utf8")) as { engines: { node: string } };
    expect(engines.node).toBe(`>=${oldestNode}`);
  });

  it("is compared by major, then minor", () => {
    expect(["20.20.2", "22.9.0", "22.17.1"].filter(runsOn)).toEqual([]);
    expect(["22.18.0", "23.0.0", "24.1.0", "100.0.0"].filter((version) => !runsOn(version))).toEqual([]);
  });
});
