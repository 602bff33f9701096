import { cast } from "../../accounts/demo/people";
import { demoGuide } from "../../accounts/demo/load";
import { castCards } from "../../accounts/demo/scenario";
import { demoPassword } from "../../accounts/demo/population";
import { type Terminal, commandRefused } from "../terminal";
import { jsonOption, terminalOf, withServices, type AddCommand } from "./command";

export const addDemo: AddCommand = (desk) =>
  desk
    .command("demo")
    .description(
      "以示範資料填入空的資料庫，並列出可登入的帳號 Fills an empty database with demo data; says whom to sign in as",
    )
    .option(...jsonOption)
    .action(async (options: { json?: boolean }) => {
      const terminal = terminalOf(options);
      await withServices(async (services, { mode }) => {
        if (mode === "production") {
          throw commandRefused("正式環境不得載入示範資料。", "Production takes no demo data.");
        }
        const { fillEmpty } = await import("../../services/demo");
        if (!(await fillEmpty(services))) {
          throw commandRefused(
            "資料庫已有人員，未載入示範資料。",
            "There are people in the database; nothing was loaded.",
          );
        }
      });
      sayWhom(terminal);
    });

/** Whom to sign in as, and with what. */
export function sayWhom(terminal: Terminal): void {
  for (const { account, name, zh, en } of demoGuide()) {
    const line = `  ${account.padEnd(16)} ${name}  `;
    terminal.result(
      { zh: line + zh, en: line + en },
      { account, name, part: terminal.locale === "en" ? en : zh },
    );
  }
  terminal.result(
    { zh: `  密碼：${demoPassword}`, en: `  Password: ${demoPassword}` },
    { password: demoPassword },
  );
}

/** Which citizens' cards lie in the software reader, and what each is for. */
export function sayCards(terminal: Terminal): void {
  for (const { of, zh, en } of castCards) {
    const { name, account } = cast[of];
    const line = `  ${name} ${account ?? ""}  `;
    terminal.say({ zh: line + zh, en: line + en });
  }
}
