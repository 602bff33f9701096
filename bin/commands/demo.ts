import { scenarioPeople } from "../../accounts/demo/people";
import { demoGuide } from "../../accounts/demo/load";
import { scenarioCards } from "../../accounts/demo/scenario";
import { demoPassword } from "../../accounts/demo/population";
import { commandRefused, type Terminal } from "../terminal";
import { readEnvironment } from "../../services/environment";
import { demoNewcomers, fillEmpty, type DemoNewcomer } from "../../services/demo/load";
import { signWithDemoCard } from "../card-reader/card";
import { DemoTime } from "../../services/demo/time";
import { createServices, systemClock, systemRandom } from "../../services/services";
import { jsonOption, terminalOf, type ConfigureCommand } from "./command";

export const configure: ConfigureCommand = (command) =>
  command.option(...jsonOption).action(async (options: { json?: boolean }) => {
    const terminal = terminalOf(options);
    const environment = readEnvironment(process.env);
    if (environment.mode === "production") {
      throw commandRefused("正式環境不得載入示範資料。", "Production takes no demo data.");
    }
    const time = new DemoTime({ clock: systemClock, random: systemRandom });
    const services = await createServices({
      environment,
      clock: time.clock,
      random: time.random,
      ownMailbox: false,
    });
    try {
      if (!(await fillEmpty(services, { time, sign: signWithDemoCard }))) {
        throw commandRefused(
          "資料庫已有人員，未載入示範資料。",
          "There are people in the database; nothing was loaded.",
        );
      }
      sayWhom(terminal, await demoNewcomers(services));
    } finally {
      await services.close();
    }
  });

/** Whom to sign in as and with what, and who has never signed in. */
export function sayWhom(terminal: Terminal, newcomers: readonly DemoNewcomer[]): void {
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
  for (const { name, nationalId, zh, en } of newcomers) {
    const line = `  ${nationalId.padEnd(16)} ${name}  `;
    terminal.result(
      { zh: line + zh, en: line + en },
      { nationalId, name, part: terminal.locale === "en" ? en : zh },
    );
  }
}

/** Which citizens' cards lie in the software reader, and what each is for. */
export function sayCards(terminal: Terminal): void {
  for (const { of, zh, en } of scenarioCards) {
    const { name, account } = scenarioPeople[of];
    const line = `  ${name} ${account ?? ""}  `;
    terminal.say({ zh: line + zh, en: line + en });
  }
}
