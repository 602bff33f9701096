import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import { insert } from "../../../db/change";
import { newId } from "../../../db/ids";
import type { PersonWithAgency } from "../../../db/queries/people";
import { messageIdOf } from "../../../emails/transport";
import { startReset } from "../../../workflows/hr/reset";
import { passwordIn } from "./password-mail";
import { serveDesk } from "../desk/desk-process";
import { productionEnv } from "../desk/production";
import { spawnSmtp, type SmtpProcess } from "./spawn-smtp";
import { createWorld, days, type World } from "../desk/population";

export interface KillPlan {
  /** How many mails with a temporary password, and how many others. */
  passwords: number;
  notices: number;
  /** How often the desk is killed, at random moments of the work. */
  kills: number;
  seed: number;
}

export interface KillReport {
  mails: number;
  kills: number;
  /** Mails that were never taken by the mail server. */
  lost: string[];
  /** Copies beyond the first. */
  duplicates: number;
  /** Message ids under which different bytes came. */
  different: string[];
  /** What was wrong where a mailed password did not open the door, or more than one came. */
  lockedOut: string[];
  /** Whether every ticket is at `mailed` and the audit chain holds. */
  ticketsMailed: number;
  auditIntact: boolean;
}

/**
 * Has a desk send many mails while its process is killed by SIGKILL again and again; the mail server is another process and
 * outlives it. Then looks at what came.
 */
export async function killWhileSending(plan: KillPlan, say: (line: string) => void = () => undefined) {
  const folder = mkdtempSync(join(tmpdir(), "desk-smtp-"));
  const smtp = await spawnSmtp(folder);
  const production = productionEnv(smtp.url);
  const world = await createWorld({
    at: Date.now(),
    seed: plan.seed,
    env: { APP_SECRET: production.APP_SECRET },
  });
  const env = { ...production, DATABASE_URL: `file:${join(world.folder, "desk.db")}`, LOG_LEVEL: "silent" };
  try {
    const people = await order(world, plan);
    say(`${plan.passwords + plan.notices} mails ordered`);
    const kills = await sendAndKill(world, smtp, env, plan, say);
    return await judge(world, folder, people, kills, production.MAIL_FROM);
  } finally {
    await world.close();
    await smtp.close();
    rmSync(folder, { recursive: true });
  }
}

/** People of many domains; some get a password, and notices go to them in turn. */
async function order(world: World, { passwords, notices }: KillPlan): Promise<PersonWithAgency[]> {
  const agency = await world.agency("法務部人事處");
  const supervisor = await world.supervisor("林怡君", { agency });
  const actor = { kind: "person", personId: supervisor.id } as const;
  const people: PersonWithAgency[] = [];
  for (let index = 0; index < passwords; index += 1) {
    const person = await world.person("王明", { agency, email: `p${index}@agency${index % 50}.example` });
    people.push(person);
    const wish = { kind: "recovery", disableOldPassword: false, proof: "in-person" } as const;
    await startReset(world.services, actor, person.id, wish);
  }
  const at = world.clock.now;
  await world.store.commit({
    at,
    writes: Array.from({ length: notices }, (_, index) =>
      insert("outbox", {
        id: newId(world.random),
        personId: null,
        address: `n${index}@agency${index % 50}.example`,
        template: "password-changed",
        params: { number: null, account: `account${index}`, changedAt: at, how: "by-oneself" },
        locale: index % 3 === 0 ? "en" : "zh-Hant-TW",
        state: "waiting",
        nextAttemptAt: at,
        giveUpAt: at + days(3),
        createdAt: at,
      }),
    ),
    audit: [],
  });
  return people;
}

/** Kills the desk whenever so many more mails have been taken, a moment sooner or later; returns how often. */
async function sendAndKill(
  world: World,
  smtp: SmtpProcess,
  env: Record<string, string>,
  { passwords, notices, kills, seed }: KillPlan,
  say: (line: string) => void,
): Promise<number> {
  const chance = numbers(seed);
  const all = passwords + notices;
  let killed = 0;
  for (;;) {
    const desk = await serveDesk(env);
    if (killed >= kills) {
      await smtp.taken(all);
      await nothingWaits(world);
      await desk.end("SIGKILL");
      return killed;
    }
    // Spread over the work, so that the last kills still find something to interrupt.
    const after = Math.max(1, Math.round(((all - smtp.count) / (kills - killed + 1)) * 2 * chance()));
    await smtp.taken(Math.min(all, smtp.count + after));
    await new Promise((resolve) => setTimeout(resolve, Math.floor(chance() * 25)));
    await desk.end("SIGKILL");
    killed += 1;
    say(`killed ${killed} times, ${smtp.count} mails taken`);
  }
}

/** Until every mail is settled in the database: the workers' last commits may follow the last mail. */
async function nothingWaits({ store }: World): Promise<void> {
  while ((await store.work.countMail({ state: "waiting" })) > 0)
    await new Promise((resolve) => setTimeout(resolve, 50));
}

async function judge(
  world: World,
  folder: string,
  people: PersonWithAgency[],
  kills: number,
  sender: string,
): Promise<KillReport> {
  const copies = new Map<string, Buffer[]>();
  const passwords = new Map<string, Set<string>>();
  for (const name of readdirSync(folder).filter((one) => one.endsWith(".eml"))) {
    const raw = readFileSync(join(folder, name));
    const mail = await simpleParser(raw);
    const id = mail.messageId ?? "";
    copies.set(id, [...(copies.get(id) ?? []), raw]);
    const [to = ""] = [mail.to ?? []].flat().flatMap((one) => one.value.map(({ address }) => address ?? ""));
    const password = passwordIn(mail.text);
    if (password) passwords.set(to, (passwords.get(to) ?? new Set()).add(password));
  }
  const rows = await world.store.work.listMail({ limit: 100_000 });
  const lockedOut: string[] = [];
  let ticketsMailed = 0;
  for (const person of people) {
    const ticket = await world.store.tickets.openOf(person.id);
    if (ticket?.state === "passwordHandover.mailed") ticketsMailed += 1;
    const [password, ...more] = passwords.get(person.email ?? "") ?? [];
    const attempt = { login: person.account ?? "", password: password ?? "", address: person.id };
    const { outcome } = await world.services.signIn.signIn(attempt);
    if (outcome !== "set-password" || more.length > 0)
      lockedOut.push(`${outcome}, ${more.length + 1} passwords, ${ticket?.state ?? "no ticket"}`);
  }
  return {
    mails: rows.length,
    kills,
    lost: rows
      .filter(({ id, state }) => state !== "sent" || !copies.has(messageIdOf(id, sender)))
      .map(({ id }) => id),
    duplicates: [...copies.values()].reduce((sum, { length }) => sum + length - 1, 0),
    different: [...copies]
      .filter(([, [first, ...rest]]) => rest.some((raw) => !first?.equals(raw)))
      .map(([id]) => id),
    lockedOut,
    ticketsMailed,
    auditIntact: (await world.store.records.verifyAudit()).brokenAt === null,
  };
}

/** Numbers between 0 and 1 that look random and come again with the same seed. */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
