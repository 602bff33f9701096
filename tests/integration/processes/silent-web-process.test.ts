import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, it, vi } from "vitest";
import { productionEnv } from "../../support/desk/production";

const patience = { timeout: 20_000, interval: 50 };

it("a web process that hangs is ended and another serves in its place; one that is heard stays", async () => {
  const folder = mkdtempSync(join(tmpdir(), "desk-silent-"));
  const script = fileURLToPath(new URL("../../support/desk/silent-web-process.ts", import.meta.url));
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  const env = {
    ...productionEnv("smtp://127.0.0.1:1"),
    DATABASE_URL: `file:${join(folder, "desk.db")}`,
    WEB_PROCESSES: "2",
  };
  const desk = spawn(process.execPath, ["--import", tsx, script, JSON.stringify({ env })], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const gone = once(desk, "exit");
  const logged: { web?: unknown; msg?: string }[] = [];
  createInterface({ input: desk.stderr }).on("line", (line) =>
    logged.push(JSON.parse(line) as (typeof logged)[0]),
  );
  const said = (words: string) => logged.filter(({ msg }) => msg?.includes(words)).map(({ web }) => web);
  try {
    const [line] = (await once(createInterface({ input: desk.stdout }), "line")) as [string];
    const [hanging = 0, living = 0] = JSON.parse(line) as number[];
    process.kill(hanging, "SIGSTOP");
    await vi.waitFor(() => expect(said("all that serve")).toHaveLength(1), patience);
    expect(said("hangs")).toEqual([hanging]);
    const [serving] = said("all that serve") as [number[]];
    expect(serving).toHaveLength(2);
    expect(serving).toContain(living);
    expect(serving).not.toContain(hanging);
    desk.kill("SIGTERM");
    expect(await gone).toEqual([0, null]);
  } finally {
    desk.kill("SIGKILL");
    await gone;
    rmSync(folder, { recursive: true });
  }
});
