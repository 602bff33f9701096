import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { vi } from "vitest";
import { desk } from "../../../bin/desk";

/** The desk in a process of its own. */
export interface DeskProcess {
  url: string;
  /** The id of the process that was started. */
  id: number;
  /** The ids of the processes that served the pages when it began to serve. */
  web: number[];
  /** Ends it with this signal and waits until it is gone. Resolves with its exit code, or `null` for a killed one. */
  end(signal: "SIGKILL" | "SIGTERM" | "SIGINT"): Promise<number | null>;
}

/** What it says when it serves; it says other things before and after. */
interface Serving {
  url?: string;
  process?: number;
  web?: number[];
}

/** Runs a command of the desk, as it was built, to its end. */
export function runDesk(parameters: string[], env: Record<string, string>): Promise<Answer> {
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

/** What a command ended with and said. */
export interface Answer {
  code: number;
  out: string;
  err: string;
}

let before: Promise<unknown> = Promise.resolve();

/**
 * Carries a command of the desk out in this process: for what it answers, where a process of its own ({@link runDesk}) would
 * only cost its start. One at a time, since a command reads the environment and speaks on the streams of its process.
 */
export function askDesk(parameters: string[], env: Record<string, string>): Promise<Answer> {
  const answer = before.then(() => carryOut(parameters, env));
  before = answer.catch(() => undefined);
  return answer;
}

async function carryOut(parameters: string[], env: Record<string, string>): Promise<Answer> {
  const said = { out: "", err: "" };
  const own = process.env;
  const listeners = [
    vi.spyOn(process.stdout, "write").mockImplementation((words) => Boolean((said.out += words.toString()))),
    vi.spyOn(process.stderr, "write").mockImplementation((words) => Boolean((said.err += words.toString()))),
  ];
  process.env = environmentOf(env);
  try {
    return await desk(parameters).then((code) => ({ code, ...said }));
  } finally {
    process.env = own;
    for (const listener of listeners) listener.mockRestore();
  }
}

function environmentOf(env: Record<string, string>): NodeJS.ProcessEnv {
  const { PATH = "", HOME = "" } = process.env;
  return { PATH, HOME, NODE_ENV: "production", ...env };
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
  const serving = await new Promise<Pick<DeskProcess, "url" | "id" | "web">>((done, fail) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const { url, process: id = 0, web = [] } = JSON.parse(line) as Serving;
      if (url !== undefined) done({ url, id, web });
    });
    void gone.then((code) => fail(new Error(`the desk ended with ${code} before it served:\n${said}`)));
  });
  return {
    ...serving,
    async end(signal) {
      child.kill(signal);
      const code = await gone;
      log?.end();
      return code;
    },
  };
}

function start(parameters: string[], env: Record<string, string>) {
  return spawn(process.execPath, [resolve("build/server/desk.js"), ...parameters], {
    env: environmentOf(env),
    stdio: ["ignore", "pipe", "pipe"],
  });
}
