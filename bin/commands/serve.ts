import { readEnvironment } from "../../services/environment";
import { jsonOption, terminalOf, type AddCommand } from "./command";

export const addServe: AddCommand = (desk) =>
  desk
    .command("serve")
    .description("啟動服務：更新資料庫、寄信、到期處理與網頁 Migrates and serves: mail, deadlines and pages")
    .option("--development", "網頁直接取自原始碼 Pages come from their sources", false)
    .option(...jsonOption)
    .action(async (options: { development: boolean; json?: boolean }) => {
      const environment = readEnvironment(process.env);
      // Loaded only now: the other commands need not wait for a web server.
      const { serve } = await import("../serving");
      await serve({ environment, terminal: terminalOf(options), development: options.development });
    });
