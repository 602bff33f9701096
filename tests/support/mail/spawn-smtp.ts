import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { type ParsedMail, simpleParser } from "mailparser";
import type { SmtpFault, SmtpStage } from "./smtp";

/** A test mail server in a process of its own. */
export interface SmtpProcess {
  url: string;
  /** Waits for so many mails altogether. */
  taken(count: number): Promise<ParsedMail[]>;
  /** How many mails it has taken so far. */
  readonly count: number;
  /** How many faults have happened so far. */
  readonly struck: number;
  fail(stage: SmtpStage, fault: SmtpFault, times?: number): void;
  recover(): void;
  close(): Promise<void>;
}

/** Starts `smtp-process.ts`; its mails are files in the folder, so that they outlive everybody. */
export async function spawnSmtp(folder: string): Promise<SmtpProcess> {
  const script = fileURLToPath(new URL("./smtp-process.ts", import.meta.url));
  const child = spawn(process.execPath, [script, folder], { stdio: ["pipe", "pipe", "inherit"] });
  const names: string[] = [];
  let struck = 0;
  const waiting = new Set<() => void>();
  const order = (line: object) => child.stdin.write(`${JSON.stringify(line)}\n`);

  const port = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", () => reject(new Error("the mail server did not start")));
    createInterface({ input: child.stdout }).on("line", (line) => {
      const said = JSON.parse(line) as { port?: number; taken?: string; struck?: SmtpStage };
      if (said.struck !== undefined) struck += 1;
      if (said.port !== undefined) resolve(said.port);
      if (said.taken !== undefined) names.push(said.taken);
      for (const look of waiting) look();
    });
  });

  return {
    url: `smtp://127.0.0.1:${port}`,
    taken: (count) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (names.length < count) return;
          waiting.delete(look);
          Promise.all(names.map((name) => simpleParser(readFileSync(join(folder, name))))).then(
            resolve,
            reject,
          );
        };
        waiting.add(look);
        look();
      }),
    get count() {
      return names.length;
    },
    get struck() {
      return struck;
    },
    fail: (stage, fault, times) => void order({ fail: stage, fault, times }),
    recover: () => void order({ recover: true }),
    close: () =>
      new Promise((resolve) => {
        child.once("exit", () => resolve());
        child.stdin.end();
      }),
  };
}
