import { spawn } from "node:child_process";

/** Says what goes on, in both languages, on standard error: standard output belongs to the command. */
export function say(zh, en) {
  process.stderr.write(`▸ ${zh}  ${en}\n`);
}

/**
 * Runs a command to its end, saying every so often that it is still at it. SIGTERM ends it too, and then the script: what
 * would have come next is not begun.
 *
 * @param {{ to?: 1 | 2 | "pipe", heartbeat?: number } & import("node:child_process").SpawnOptions} options where its output
 *   goes (standard error unless said), the milliseconds between signs of life, and what `spawn` takes
 * @returns {Promise<{ code: number, output: string }>} the exit code and, of a pipe, what it wrote
 */
export function run(command, parameters, { to = 2, heartbeat, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, { stdio: ["ignore", to, to === "pipe" ? to : 2], ...options });
    let ended = false;
    const end = () => (ended = child.kill());
    process.on("SIGTERM", end);
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
      process.off("SIGTERM", end);
      clearInterval(beat);
      reject(error);
    });
    child.on("close", (code) => {
      process.off("SIGTERM", end);
      clearInterval(beat);
      if (ended) process.kill(process.pid, "SIGTERM");
      else resolve({ code: code ?? 1, output });
    });
  });
}

/** Runs npm as {@link run} does; on Windows it is a command file, which only a shell can start. */
export function npm(parameters, options) {
  return run("npm", parameters, { ...options, shell: process.platform === "win32" });
}
