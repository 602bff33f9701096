import { spawn } from "node:child_process";

/** Says what goes on, in both languages, on standard error: standard output belongs to the command. */
export function say(zh, en) {
  process.stderr.write(`▸ ${zh}  ${en}\n`);
}

/**
 * Runs a command to its end, saying every so often that it is still at it.
 *
 * @param {{ to?: 1 | 2 | "pipe", env?: NodeJS.ProcessEnv, heartbeat?: number }} options where its output goes (standard
 *   error unless said), its environment, and the milliseconds between signs of life
 * @returns {Promise<{ code: number, output: string }>} the exit code and, of a pipe, what it wrote
 */
export function run(command, parameters, { to = 2, env = process.env, heartbeat } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, { stdio: ["ignore", to, to === "pipe" ? to : 2], env });
    let output = "";
    child.stdout?.on("data", (data) => (output += data));
    child.stderr?.on("data", (data) => (output += data));
    const started = performance.now();
    const beat = heartbeat
      ? setInterval(
          () => process.stderr.write(`  … ${Math.round((performance.now() - started) / 1000)} s\n`),
          heartbeat,
        )
      : undefined;
    child.on("error", (error) => {
      clearInterval(beat);
      reject(error);
    });
    child.on("close", (code) => {
      clearInterval(beat);
      resolve({ code: code ?? 1, output });
    });
  });
}
