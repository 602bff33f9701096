import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { resolve } from "node:path";
import { createInterface } from "node:readline";

/** The desk in a process of its own. */
export interface DeskProcess {
  url: string;
  /** Ends it with this signal and waits until it is gone. Resolves with its exit code, or `null` for a killed one. */
  end(signal: "SIGKILL" | "SIGTERM" | "SIGINT"): Promise<number | null>;
}

/** Runs a command of the desk to its end. */
export function runDesk(
  parameters: string[],
  env: Record<string, string>,
): Promise<{ code: number; out: string; err: string }> {
  return new Promise((done, fail) => {
    const child = start(parameters, env);
    let out = "";
    let err = "";
    child.stdout.on("data", (data: Buffer) => (out += data.toString()));
    child.stderr.on("data", (data: Buffer) => (err += data.toString()));
    child.once("error", fail);
    child.once("close", (code) => done({ code: code ?? -1, out, err }));
  });
}

/**
 * Starts `desk serve`, or another command that serves, and waits until it answers.
 *
 * @param logFile whatever it says is written there too
 */
export async function serveDesk(
  env: Record<string, string>,
  logFile?: string,
  command: string[] = ["serve"],
): Promise<DeskProcess> {
  const child = start([...command, "--json"], env);
  const log = logFile === undefined ? undefined : createWriteStream(logFile, { flags: "a" });
  let said = "";
  const gone = new Promise<number | null>((done) => child.once("exit", done));
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (data: Buffer) => {
      log?.write(data);
      said += data.toString();
    });
  }
  const url = await new Promise<string>((done, fail) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const { url: served } = JSON.parse(line) as { url?: string };
      if (served !== undefined) done(served);
    });
    void gone.then((code) => fail(new Error(`the desk ended with ${code} before it served:\n${said}`)));
  });
  return {
    url,
    async end(signal) {
      child.kill(signal);
      const code = await gone;
      log?.end();
      return code;
    },
  };
}

function start(parameters: string[], env: Record<string, string>) {
  const { PATH = "", HOME = "" } = process.env;
  return spawn(process.execPath, [resolve("build/server/desk.js"), ...parameters], {
    env: { PATH, HOME, NODE_ENV: "production", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
}
