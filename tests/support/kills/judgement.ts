import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import type { OutboxRow } from "../../../db/queries/outbox";
import { digestEveryMs } from "../../../emails/templates/registry";
import { messageIdOf } from "../../../emails/transport";
import { verifyRecord } from "../../../workflows/reading/verify-record";
import type { World } from "../desk/population";
import { passwordIn } from "../mail/password-mail";
import type { Acknowledged, Ledger } from "./ledger";

/** What is wrong with a desk that was killed under load; nothing where all lists are empty. */
export interface Wrong {
  /** Acknowledged acts of which the audit knows nothing, or more than once. */
  acts: string[];
  /** Acts that are answered otherwise when they are sent again. */
  answers: string[];
  /** Cases that nobody opened, or one call twice. */
  cases: string[];
  /** Mails that never came, came too often or differed. */
  mails: string[];
  /** Mailed passwords that neither open the page nor say why not. */
  passwords: string[];
  /** What `desk audit verify` finds. */
  record: string[];
}

export interface Judged {
  wrong: Wrong;
  counts: {
    acts: number;
    cases: number;
    mails: number;
    passwords: number;
    repeatedMails: number;
    auditRows: number;
  };
}

export interface JudgedDesk {
  world: World;
  ledger: Ledger;
  /** Where the mail server has put what it took. */
  mailFolder: string;
  sender: string;
  /** When the worker was killed. */
  killedAt: number[];
  /** All mails, when none was to be sent. */
  rows: OutboxRow[];
}

/** Looks at everything a desk has done, once nothing is left to do. It serves still. */
export async function judge(parts: JudgedDesk): Promise<Judged> {
  const { world, ledger, rows } = parts;
  world.clock.now = Date.now();
  const copies = await takenMails(parts);
  const cases = await openedCases(world, ledger);
  const { findings, rows: auditRows } = await verifyRecord(world);
  const mails = judgeMails(rows, copies, parts);
  const passwords = await judgePasswords(world, rows, copies, parts.sender);
  return {
    wrong: {
      acts: await judgeActs(world, ledger),
      answers: await judgeAnswers(ledger),
      cases: cases.wrong,
      mails: mails.wrong,
      passwords: passwords.wrong,
      record: findings.map((finding) => JSON.stringify(finding)),
    },
    counts: {
      acts: ledger.acts.filter(isDone).length,
      cases: cases.count,
      mails: rows.length,
      passwords: passwords.count,
      repeatedMails: mails.repeated,
      auditRows,
    },
  };
}

const isDone = ({ status }: Acknowledged) => status < 400;

/** Every act that was acknowledged is in the audit as often as it was, by whom it was done; so nothing is there twice. */
async function judgeActs({ store }: World, { acts }: Ledger): Promise<string[]> {
  const wrong: string[] = [];
  for (const [number, done] of grouped(acts.filter(isDone), ({ number }) => number)) {
    const ticket = await store.tickets.byNumber(number);
    if (!ticket) {
      wrong.push(`${number} is not there`);
      continue;
    }
    const recorded = await store.records.actsOn(ticket.id);
    const history = await store.tickets.historyOf(ticket.id);
    if (history.length !== recorded.length || history.length !== ticket.version)
      wrong.push(
        `${number}: ${history.length} steps, ${recorded.length} recorded, version ${ticket.version}`,
      );
    const sent = done.filter(({ type }) => type !== "OPEN" && type !== "ASKED");
    for (const [what, each] of grouped(sent, ({ type, by }) => `${type} by ${by}`)) {
      const times = recorded.filter(({ act, actorId }) => `${act} by ${actorId}` === `ticket.${what}`).length;
      if (times !== each.length)
        wrong.push(`${number}: ${what} acknowledged ${each.length} times, recorded ${times}`);
    }
  }
  return wrong;
}

async function judgeAnswers({ acts }: Ledger): Promise<string[]> {
  const again = acts.filter(isDone).map(async ({ number, type, by, status, said, again }) => {
    const repeated = await again();
    if (repeated.status === status && repeated.text === said) return [];
    return [`${number}: ${type} by ${by} was ${status} ${said}, then ${repeated.status} ${repeated.text}`];
  });
  return (await Promise.all(again)).flat();
}

/** The numbers of a day are without a gap, and each belongs to one call. */
async function openedCases({ store }: World, { acts }: Ledger) {
  const opened = acts.filter((act) => isDone(act) && (act.type === "OPEN" || act.type === "ASKED"));
  const wrong: string[] = [];
  for (const [number, each] of grouped(opened, ({ number }) => number))
    if (each.length > 1) wrong.push(`${number} was given to ${each.length}`);
  let count = 0;
  for (const prefix of new Set(opened.map(({ number }) => number.slice(0, number.indexOf("-"))))) {
    const numbers = new Set(opened.map(({ number }) => number));
    for (let next = 1; ; next += 1, count += 1) {
      const number = `${prefix}-${String(next).padStart(4, "0")}`;
      if (!(await store.tickets.byNumber(number))) break;
      if (!numbers.has(number)) wrong.push(`${number} was acknowledged to nobody`);
    }
  }
  if (count !== opened.length) wrong.push(`${opened.length} were opened and ${count} are there`);
  return { wrong, count };
}

interface Copy {
  raw: Buffer;
  takenAt: number;
  to: string;
  password: string | undefined;
}

/** The copies of each mail, by its id, in the order in which they were taken. */
async function takenMails({ mailFolder }: JudgedDesk): Promise<Map<string, Copy[]>> {
  const copies = new Map<string, Copy[]>();
  for (const name of readdirSync(mailFolder)
    .filter((one) => one.endsWith(".eml"))
    .sort()) {
    const file = join(mailFolder, name);
    const raw = readFileSync(file);
    const mail = await simpleParser(raw);
    const id = mail.messageId ?? "";
    const [to = ""] = [mail.to ?? []].flat().flatMap((one) => one.value.map(({ address }) => address ?? ""));
    const copy = { raw, takenAt: statSync(file).mtimeMs, to, password: passwordIn(mail.text) };
    copies.set(id, [...(copies.get(id) ?? []), copy]);
  }
  return copies;
}

/** Of mails to one address that tell of the like, the later ones wait and go together. */
export const isGathered = ({ template, state, attempts }: OutboxRow): boolean =>
  state === "waiting" && attempts === 0 && Object.hasOwn(digestEveryMs, template);

/** Each mail came; again only where its worker was killed after it had been taken, and then the same to the byte. */
function judgeMails(
  rows: OutboxRow[],
  copies: Map<string, Copy[]>,
  { killedAt, sender }: Pick<JudgedDesk, "killedAt" | "sender">,
) {
  const wrong: string[] = [];
  let repeated = 0;
  for (const row of rows) {
    const what = `${row.template} to ${row.address}`;
    if (row.state !== "sent" && row.state !== "cancelled" && !isGathered(row))
      wrong.push(`${what} is ${row.state}: ${row.lastResponse}`);
    const taken = copies.get(messageIdOf(row.id, sender)) ?? [];
    if (row.state === "sent" && row.gatheredInto === null && taken.length === 0)
      wrong.push(`${what} never came`);
    const [first, ...others] = taken;
    repeated += others.length;
    if (others.some(({ raw }) => !first?.raw.equals(raw))) wrong.push(`${what} came in different words`);
    const last = others.at(-1)?.takenAt ?? 0;
    const kills = killedAt.filter((at) => first && at > first.takenAt && at < last).length;
    if (others.length > kills) wrong.push(`${what} came ${taken.length} times, with ${kills} kills between`);
  }
  return { wrong, repeated };
}

/** One password came to each person, and it opens the page to set an own one. */
async function judgePasswords(world: World, rows: OutboxRow[], copies: Map<string, Copy[]>, sender: string) {
  const wrong: string[] = [];
  const mailed = rows.filter(({ template, state }) => template === "temporary-password" && state === "sent");
  const judgeOne = async (personId: string, letters: OutboxRow[]) => {
    const person = await world.store.people.byId(personId);
    const words = letters
      .flatMap(({ id }) => copies.get(messageIdOf(id, sender)) ?? [])
      .map(({ password }) => password);
    const [password, ...others] = new Set(words);
    const ticket = await world.store.tickets.openOf(personId);
    const attempt = { login: person?.account ?? "", password: password ?? "", address: personId };
    const { outcome } = await world.services.signIn.signIn(attempt);
    if (
      outcome !== "set-password" ||
      others.length > 0 ||
      letters.length > 1 ||
      ticket?.state !== "passwordHandover.mailed"
    )
      wrong.push(
        `${person?.name}: ${outcome}, ${others.length + 1} passwords in ${letters.length} mails, ${ticket?.state}`,
      );
  };
  const people = grouped(mailed, ({ personId }) => personId ?? "");
  await Promise.all([...people].map(([personId, letters]) => judgeOne(personId, letters)));
  return { wrong, count: mailed.length };
}

function grouped<T>(all: T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}
