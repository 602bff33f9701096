import { verifyRecord } from "../../workflows/reading/verify-record";
import { commandRefused } from "../terminal";
import { jsonOption, terminalOf, withServices, type ConfigureCommand } from "./command";

export const configure: ConfigureCommand = (command) =>
  command
    .command("verify")
    .description(
      "驗證雜湊鏈，並以歷程重演每一案；遭變動時指出那一列或那一案，並以 1 結束 Verifies the hash chain and replays every ticket's history; tampering names the row or the ticket and ends with 1",
    )
    .option(...jsonOption)
    .action(async (options: { json?: boolean }) => {
      const terminal = terminalOf(options);
      const { rows, brokenAt, tickets, differing } = await withServices(verifyRecord);
      if ((brokenAt === null && differing.length === 0) || terminal.json) {
        terminal.result(
          {
            zh: `${rows} 列、${tickets} 案，完整無缺。`,
            en: `${rows} rows and ${tickets} tickets, all sound.`,
          },
          { rows, brokenAt, tickets, differing },
        );
      }
      if (brokenAt !== null) {
        throw commandRefused(
          `稽核軌跡於第 ${brokenAt} 列中斷：此列遭變動、刪除或插入。`,
          `The audit trail breaks at row ${brokenAt}: it was changed, removed or put in.`,
        );
      }
      if (differing.length > 0) {
        throw commandRefused(
          `案件與其歷程不符，資料遭變動：${differing.join("、")}。`,
          `Tickets differ from their own history, so something was changed: ${differing.join(", ")}.`,
        );
      }
    });
