import { userInfo } from "node:os";
import { InvalidArgumentError, Option, type Command } from "commander";
import type { OutboxRow } from "../../db/reads/work";
import { formatDateTime } from "../../language/minguo";
import { maskAddress } from "../../workflows/hr-people";
import { retryMail, type Retried } from "../../workflows/outbox-retry";
import { CommandRefused } from "../terminal";
import { jsonOption, terminalOf, withServices, type AddCommand } from "./command";

const states = ["waiting", "sent", "failed", "cancelled"] as const satisfies readonly OutboxRow["state"][];

export const addOutbox: AddCommand = (desk) => {
  const group = desk.command("outbox").description("待寄與已寄的郵件 Mails to be sent and sent");
  addList(group);
  addRetry(group);
};

function addList(group: Command): void {
  group
    .command("list")
    .description("列出郵件，最新的在前；不含內容 Lists mails, the newest first; never what is in them")
    .addOption(new Option("--state <state>", "狀態 State").choices(states))
    .option("--limit <count>", "最多幾封 How many at most", asCount, 100)
    .option(...jsonOption)
    .action(async (options: { state?: OutboxRow["state"]; limit: number; json?: boolean }) => {
      const terminal = terminalOf(options);
      await withServices(async ({ store }) => {
        for (const mail of await store.work.listMail(options.state ?? null, options.limit)) {
          const { id, state, template, attempts, nextAttemptAt, lastResponse, createdAt, sentAt, ticketId } =
            mail;
          const to = maskAddress(mail.address);
          const at = formatDateTime(createdAt, "minguo", terminal.locale);
          const line = [id, at, state, template, to, `×${attempts}`, lastResponse ?? ""].join("  ").trimEnd();
          terminal.result(
            { zh: line, en: line },
            { id, state, template, to, ticketId, attempts, nextAttemptAt, lastResponse, createdAt, sentAt },
          );
        }
      });
    });
}

function addRetry(group: Command): void {
  group
    .command("retry <id...>")
    .description("立即再試 Tries again at once")
    .option(...jsonOption)
    .action(async (ids: string[], options: { json?: boolean }) => {
      const terminal = terminalOf(options);
      const actor = { kind: "console", operator: userInfo().username } as const;
      const refused = await withServices(async (services) => {
        let count = 0;
        for (const id of ids) {
          const outcome = await retryMail(services, id, actor);
          if (outcome !== "queued") count += 1;
          terminal.result(words(id)[outcome], { id, outcome });
        }
        return count;
      });
      if (refused > 0) throw new CommandRefused(`${refused} 封未重試。`, `${refused} not tried again.`);
    });
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
