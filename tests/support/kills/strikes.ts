import { setTimeout as wait } from "node:timers/promises";
import type { SmtpProcess } from "../mail/spawn-smtp";
import { until, type databaseKinds, type KilledDatabase } from "./databases";
import type { KilledDesk } from "./killed-desk";
import type { Load } from "./load";

/** What is killed, and at which moment. */
export interface StrikeParts {
  desk: KilledDesk;
  database: KilledDatabase;
  smtp: SmtpProcess;
  load: Load;
  chance: () => number;
}

/** Each kills something once; all is begun again when it resolves. */
export const strikes = {
  /** One of the web processes, whatever it does. */
  async web({ desk, chance }) {
    const web = desk.web();
    process.kill(web[Math.floor(chance() * web.length)] as number, "SIGKILL");
    await until("a web process serves in its place", () => desk.web().some((id) => !web.includes(id)));
  },
  /** Whoever works and has started the others, and they with it. */
  desk: ({ desk }) => desk.killAndServe(),
  /** All of them between sending COMMIT and hearing of it. */
  commit: (parts) => allWhenSent(parts, "commit\0"),
  /** All of them when one of the two cases of a join is written. */
  async join(parts) {
    if (parts.database.whenSent) return allWhenSent(parts, "JOINED_BY");
    const { load, desk, chance } = parts;
    await new Promise<void>((resolve) => (load.onJoining = resolve));
    load.onJoining = undefined;
    await wait(chance() * 20);
    await desk.killAndServe();
  },
  /** The worker with a password's hash committed and its mail begun, of which nothing but the sender is said. */
  unsent: (parts) => whenMailed(parts, "MAIL", "hang"),
  /** The worker with a mail that was taken, of which it is never told. */
  taken: (parts) => whenMailed(parts, "message", "take-and-hang"),
  crash: ({ database }) => database.restart?.("SIGQUIT") ?? noServer(),
  restart: ({ database }) => database.restart?.("SIGINT") ?? noServer(),
} satisfies Record<string, (parts: StrikeParts) => Promise<void>>;

export type Strike = keyof typeof strikes;

/** What can be killed where the desk lies on such a database, the web processes as often as all else together. */
export function strikesOn(kind: (typeof databaseKinds)[number]): Strike[] {
  const everywhere: Strike[] = ["web", "web", "web", "desk", "join", "unsent", "taken"];
  return kind === "sqlite" ? everywhere : [...everywhere, "web", "web", "commit", "crash", "restart"];
}

async function allWhenSent({ desk, database }: StrikeParts, words: string): Promise<void> {
  await new Promise<void>((struck) =>
    database.whenSent?.(words, () => {
      desk.killAll();
      struck();
    }),
  );
  await desk.killAndServe();
}

async function whenMailed(
  { desk, smtp }: StrikeParts,
  stage: "MAIL" | "message",
  fault: "hang" | "take-and-hang",
): Promise<void> {
  const before = smtp.struck;
  smtp.fail(stage, fault, 1);
  await until("a mail is held", () => smtp.struck > before);
  await desk.killAndServe(() => smtp.recover());
}

function noServer(): never {
  throw new Error("a database in a file has no server to kill");
}
