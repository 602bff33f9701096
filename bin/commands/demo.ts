import { cast } from "../../accounts/demo/people";
import { demoGuide } from "../../accounts/demo/load";
import { castCards } from "../../accounts/demo/scenario";
import { demoPassword } from "../../accounts/demo/population";
import { CommandRefused, type Terminal } from "../terminal";
import { jsonOption, terminalOf, withServices, type ConfigureCommand } from "./command";

export const configure: ConfigureCommand = (command) =>
  command.option(...jsonOption).action(async (options: { json?: boolean }) => {
    const terminal = terminalOf(options);
    await withServices(async (services, { mode }) => {
      if (mode === "production") {
        throw new CommandRefused("正式環境不得載入示範資料。", "Production takes no demo data.");
      }
      const { fillEmpty } = await import("../../services/demo");
      if (!(await fillEmpty(services))) {
        throw new CommandRefused(
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
