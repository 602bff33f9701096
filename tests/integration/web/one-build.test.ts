import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { Worker } from "node:worker_threads";
import { expect, it } from "vitest";

const folder = "build/server";

/** The sources of each file that was built, by the source map beside it, as paths from the project's root. */
function sourcesBuilt(): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".js.map"))
    .flatMap((file) => {
      const { sources } = JSON.parse(readFileSync(join(folder, file), "utf8")) as { sources: string[] };
      const beside = dirname(resolve(folder, file));
      return sources.map((source) => relative(resolve("."), resolve(beside, source)));
    })
    .filter((source) =>
      /^(app|bin|services|workflows|accounts|certificates|emails|db|language)\//.test(source),
    );
}

it("command, server and pages share one copy of every module of ours", () => {
  const sources = sourcesBuilt();
  for (const source of [
    "bin/main.ts",
    "bin/server.ts",
    "app/desk/queue/queue.tsx",
    "workflows/desk/refusal.ts",
    "accounts/passwords/password-hash.ts",
    "language/app-error.ts",
  ])
    expect(sources).toContain(source);
  expect(sources.filter((source, index) => sources.indexOf(source) !== index)).toEqual([]);
});

it("whoever starts the threads that read what comes from outside finds their entry in the build", async () => {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".js"),
  );
  const named = files.flatMap((file) =>
    [...readFileSync(join(folder, file), "utf8").matchAll(/"(\.[./]*\/parsing\.js)"/g)].map(([, path = ""]) =>
      resolve(dirname(resolve(folder, file)), path),
    ),
  );
  expect(named).toEqual([resolve(folder, "parsing.js")]);
  const worker = new Worker(named[0] ?? "", { execArgv: [] });
  const answer = () => new Promise((answered) => worker.once("message", answered));
  expect(await answer()).toEqual({ is: "ready" });
  const mail = Buffer.from(
    "From: MAILER-DAEMON <>\nSubject: Undeliverable\n\n<a@b.example>: 550 5.1.1 unknown",
  );
  worker.postMessage({ job: "mail-read", given: [mail, true] });
  expect(await answer()).toMatchObject({ is: "done", result: { judgement: { kind: "bounce" } } });
  await worker.terminate();
});
