import { readFile } from "node:fs/promises";
import { classifyMail, type Judgement } from "../../emails/inbound/classify";
import { isMailRefused, mailRefusedWords } from "../../emails/inbound/mail-refused";
import type { Locale } from "../../language/locale";
import { commandRefused } from "../terminal";
import { jsonOption, terminalOf, type ConfigureCommand } from "./command";

export const configure: ConfigureCommand = (command) =>
  command
    .command("classify <file...>")
    .description("判斷郵件是退信、自動回覆、回信或其他 Judges mails: bounce, automatic reply, reply or other")
    .option(...jsonOption)
    .action(async (files: string[], options: { json?: boolean }) => {
      const terminal = terminalOf(options);
      let unread = 0;
      for (const file of files) {
        const judgement = await judged(file);
        if (judgement instanceof Error) {
          unread += 1;
          terminal.say({
            zh: `${file}：無法讀成郵件。${whyUnread(judgement, "zh-Hant-TW")}`,
            en: `${file}: cannot be read as mail. ${whyUnread(judgement, "en")}`.trimEnd(),
          });
          continue;
        }
        const { kind, permanent, recipient, status, reason } = judgement;
        terminal.result(
          {
            zh: `${file}：${words(judgement).zh} ${reason}`,
            en: `${file}: ${words(judgement).en}. ${reason}`,
          },
          { file, kind, permanent, recipient, status, reason },
        );
      }
      if (unread > 0)
        throw commandRefused(`${unread} 個檔案無法判斷。`, `${unread} of the files could not be judged.`);
    });

async function judged(file: string): Promise<Judgement | Error> {
  try {
    return classifyMail(await readFile(file));
  } catch (error) {
    if (error instanceof Error && (isMailRefused(error) || "code" in error)) return error;
    throw error;
  }
}

const whyUnread = (error: Error, locale: Locale) =>
  isMailRefused(error) ? mailRefusedWords(error, locale) : "";

function words({ kind, permanent, recipient, status }: Judgement): { zh: string; en: string } {
  if (kind !== "bounce") return kinds[kind];
  const about = [recipient, status].filter((one) => one !== null).join(" ");
  return {
    zh: `${permanent === true ? "退信，無法送達" : "退信，暫時未送達"}${about && `（${about}）`}。`,
    en: `a bounce, ${permanent === true ? "permanent" : "temporary"}${about && ` (${about})`}`,
  };
}

const kinds = {
  "auto-reply": { zh: "自動回覆。", en: "an automatic reply" },
  reply: { zh: "回信。", en: "a reply" },
  other: { zh: "其他。", en: "something else" },
};
