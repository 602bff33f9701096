import { InvalidArgumentError, Option, type Command } from "commander";
import type { Services } from "../../services/services";
import type { OutboxRow } from "../../db/queries/outbox";
import type { Store } from "../../db/store";
import type { Locale } from "../../language/locale";
import { formatDateTime } from "../../language/minguo";
import { maskAddress } from "../../workflows/hr/people";
import { tellOfShellAct } from "../../workflows/console/shell-acts";
import { retryMail, type Retried } from "../../workflows/mail/out/retry";
import { commandRefused } from "../terminal";
import {
  consoleActor,
  jsonOption,
  terminalOf,
  withServices,
  type ConfigureCommand,
  consoleParts,
} from "./command";

const dayMs = 24 * 60 * 60_000;
const states = ["waiting", "sent", "failed", "cancelled"] as const satisfies readonly OutboxRow["state"][];

export const configure: ConfigureCommand = (group) => {
  addList(group);
  addRetry(group);
};

function addList(group: Command): void {
  group
    .command("list")
    .description("列出郵件，最新的在前；不含內容 Lists mails, the newest first; never what is in them")
    .addOption(new Option("--state <state>", "狀態 State").choices(states))
    .option("--ticket <number>", "只列這一案 Of this case only")
    .option("--limit <count>", "最多幾封 How many at most", asCount, 100)
    .option(...jsonOption)
    .action(async (options: ListOptions) => {
      const terminal = terminalOf(options);
      await withServices(async ({ store }) => {
        const ticketId = options.ticket === undefined ? undefined : await idOf(store, options.ticket);
        const mails = await store.work.listMail({ state: options.state, ticketId, limit: options.limit });
        for (const mail of mails) terminal.result(lineOf(mail, terminal.locale), shown(mail));
      });
    });
}

interface ListOptions {
  state?: OutboxRow["state"];
  ticket?: string;
  limit: number;
  json?: boolean;
}

async function idOf(store: Store, number: string): Promise<string> {
  const ticket = await store.tickets.byNumber(number.trim().toUpperCase());
  if (!ticket) throw commandRefused(`沒有案件 ${number}。`, `There is no case ${number}.`);
  return ticket.id;
}

/** What anybody may see of a mail: whose address it is only as far as it can be told apart. */
function shown(mail: OutboxRow) {
  const { id, state, template, ticketId, attempts, failure, lastResponse } = mail;
  const { createdAt, firstTriedAt, nextAttemptAt, giveUpAt, sentAt, gatheredInto } = mail;
  return {
    ...{ id, state, template, to: maskAddress(mail.address), ticketId, attempts, failure, lastResponse },
    ...{ createdAt, firstTriedAt, nextAttemptAt, giveUpAt, sentAt, gatheredInto },
  };
}

function lineOf(mail: OutboxRow, locale: Locale): { zh: string; en: string } {
  const time = (at: number) => formatDateTime(at, "minguo", locale);
  const { id, createdAt, state, template, address, attempts, failure, nextAttemptAt, lastResponse } = mail;
  const known = [id, time(createdAt), state, template, maskAddress(address), `×${attempts}`];
  const line = (next: string) =>
    [...known, ...(state === "waiting" ? [next] : []), failure ?? "", lastResponse ?? ""]
      .join("  ")
      .trimEnd();
  return { zh: line(`下次 ${time(nextAttemptAt)}`), en: line(`next ${time(nextAttemptAt)}`) };
}

function addRetry(group: Command): void {
  group
    .command("retry [id...]")
    .description("立即再試 Tries again at once")
    .option("--waiting", "所有等待下次再試的郵件 All that wait for their next try")
    .option("--failed", "所有已放棄的通知，最近 30 天 All notices that were given up in the last 30 days")
    .option(...jsonOption)
    .action(async (given: string[], options: RetryOptions, command: Command) => {
      const terminal = terminalOf(options);
      if (given.length === 0 && !options.waiting && !options.failed)
        command.error("請指定郵件編號、--waiting 或 --failed。 Name mails, --waiting or --failed.", {
          exitCode: 2,
        });
      const actor = consoleActor();
      const refused = await withServices(async (services) => {
        let count = 0;
        const ids = [...given, ...(await chosen(services, options))];
        await tellOfShellAct(consoleParts(services), { command: "outbox retry", about: about(ids) });
        for (const id of ids) {
          const outcome = await retryMail(services, id, actor);
          if (outcome !== "queued") count += 1;
          terminal.result(words(id)[outcome], { id, outcome });
        }
        return count;
      });
      if (refused > 0) throw commandRefused(`${refused} 封未重試。`, `${refused} not tried again.`);
    });
}

/** Few are named, many are counted. */
const about = (ids: readonly string[]) => (ids.length > 3 ? `${ids.length} mails` : ids.join(", "));

interface RetryOptions {
  waiting?: boolean;
  failed?: boolean;
  json?: boolean;
}

/** Whole kinds of mails: those that would be tried later, and notices given up not long ago. */
async function chosen({ store, clock }: Services, { waiting, failed }: RetryOptions): Promise<string[]> {
  const tried = waiting ? await store.work.listMail({ state: "waiting", limit: 10_000 }) : [];
  const lost = failed ? await store.work.listMail({ state: "failed", limit: 10_000 }) : [];
  return [
    ...tried.filter(({ attempts }) => attempts > 0),
    ...lost.filter(({ temporaryPasswordId, createdAt, gatheredInto }) => {
      return temporaryPasswordId === null && gatheredInto === null && createdAt > clock() - 30 * dayMs;
    }),
  ].map(({ id }) => id);
}

const words = (id: string): Record<Retried, { zh: string; en: string }> => ({
  queued: { zh: `${id} 已排入，立即再試。`, en: `${id} will be tried again at once.` },
  "no-such-mail": { zh: `${id} 沒有這封郵件。`, en: `${id} is no mail.` },
  "not-open": { zh: `${id} 已寄出或已取消。`, en: `${id} was sent or cancelled.` },
  "password-dead": {
    zh: `${id} 的一次性密碼已失效，請在案件上重新寄送。`,
    en: `${id} carried a password that is dead; have the ticket issue a new one.`,
  },
});

function asCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 10_000) throw new InvalidArgumentError("1–10000");
  return count;
}
