import { commandRefused } from "../terminal";
import { jsonOption, terminalOf, withServices, type AddCommand } from "./command";

export const addAudit: AddCommand = (desk) =>
  desk
    .command("audit")
    .description("稽核軌跡 The audit trail")
    .command("verify")
    .description(
      "驗證雜湊鏈；遭變動時指出那一列，並以 1 結束 Verifies the hash chain; tampering names the row and ends with 1",
    )
    .option(...jsonOption)
    .action(async (options: { json?: boolean }) => {
      const terminal = terminalOf(options);
      const { rows, brokenAt } = await withServices(({ store }) => store.records.verifyAudit());
      if (brokenAt === null || terminal.json) {
        terminal.result({ zh: `${rows} 列，完整無缺。`, en: `${rows} rows, all sound.` }, { rows, brokenAt });
      }
      if (brokenAt !== null) {
        throw commandRefused(
          `稽核軌跡於第 ${brokenAt} 列中斷：此列遭變動、刪除或插入。`,
          `The audit trail breaks at row ${brokenAt}: it was changed, removed or put in.`,
        );
      }
    });
