import { basename } from "node:path";
import { backUp } from "../../../services/backup";
import { tellOfShellAct } from "../../../workflows/console/shell-acts";
import {
  consoleActor,
  consoleParts,
  jsonOption,
  terminalOf,
  withServices,
  type ConfigureCommand,
} from "../command";

export const configure: ConfigureCommand = (command) =>
  command
    .argument("<file>", "備份檔 Where the copy goes")
    .option("--force", "覆寫已有的檔案 Overwrites a file of this name", false)
    .option(...jsonOption)
    .action(async (file: string, options: { force: boolean; json?: boolean }) => {
      const terminal = terminalOf(options);
      const made = await withServices(async (services, environment) => {
        await tellOfShellAct(consoleParts(services), { command: "backup", about: basename(file) });
        return backUp(services, consoleActor(), {
          file,
          recordFolder: environment.recordFolder,
          force: options.force,
          progress: (done, total) => terminal.progress({ zh: "已複製的頁", en: "Pages copied" }, done, total),
        });
      });
      terminal.result(
        {
          zh: `已備份到 ${file}（${made.bytes} 位元組，稽核軌跡至第 ${made.head.seq} 列），已檢查完整。還原時另需當時的 APP_SECRET（代號 ${made.keyIds.join("、")}），請分開保存。`,
          en: `Backed up to ${file} (${made.bytes} bytes, audit trail up to row ${made.head.seq}), and checked. To restore it the APP_SECRET of now (key ids ${made.keyIds.join(", ")}) is needed too; keep it apart.`,
        },
        { file, ...made },
      );
    });
