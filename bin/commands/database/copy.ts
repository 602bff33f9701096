import { copyBetween } from "../../../db/copy/between";
import { databaseName, isPostgres } from "../../../db/dialect/database-address";
import { readEnvironment } from "../../../services/environment";
import { databaseUrl } from "../../../services/environment-values";
import { commandMisused, commandRefused } from "../../terminal";
import { tellOfShellAct } from "../../../workflows/console/shell-acts";
import { consoleParts, jsonOption, terminalOf, withServices, type ConfigureCommand } from "../command";

interface CopyOptions {
  from: string;
  to: string;
  json?: boolean;
}

export const configure: ConfigureCommand = (command) =>
  command
    .requiredOption("--from <url>", "來源，同 DATABASE_URL The desk's database, as in DATABASE_URL")
    .requiredOption("--to <url>", "目的，須為空的資料庫 Where it goes: an empty database")
    .option(...jsonOption)
    .addHelpText(
      "after",
      `
服務中亦可複製，複本是開始那一刻的；正式遷移請先停止服務，再執行一次，再以同一個 RECORD_DIR 啟動。中斷後再執行即接續。
It copies a serving desk as it was at the start. To move, stop the server, run it once more and start on the copy with the same RECORD_DIR. Cut short, it goes on when run again.`,
    )
    .action(async (options: CopyOptions) => {
      const terminal = terminalOf(options);
      const [from, to] = [addressOf(options.from, "--from"), addressOf(options.to, "--to")];
      if (isPostgres(from) === isPostgres(to))
        throw commandMisused(
          "desk copy 在 SQLite 與 PostgreSQL 之間複製；同一種資料庫請用 desk backup 與 restore，或 pg_dump 與 pg_restore。",
          "desk copy goes between SQLite and PostgreSQL. Between two of one kind use desk backup and restore, or pg_dump and pg_restore.",
        );
      const env = { ...process.env, DATABASE_URL: from };
      const act = { command: "copy", about: databaseName(to) };
      // A folder is asked for, and no secret yet: the demo's need not be made for it.
      const { recordFolder } = readEnvironment(env, () => "");
      const { tables, rows, kept, verdict } = await copyBetween({
        from,
        to,
        recordFolder,
        begin: () => withServices((services) => tellOfShellAct(consoleParts(services), act), env),
        progress: (done, total) => terminal.progress({ zh: "已複製的列", en: "Rows copied" }, done, total),
      });
      const sound = verdict.findings.length === 0;
      const counts = { tables: Object.keys(tables).length, rows, audit: verdict.rows };
      terminal.result(
        {
          zh: `已複製 ${counts.tables} 個資料表、${rows} 列到 ${databaseName(to)}，列數與內容雜湊皆相同，稽核 ${counts.audit} 列${sound ? "完整無缺" : "有不符之處"}。請以同一個紀錄資料夾（RECORD_DIR=${recordFolder}）啟動。`,
          en: `Copied ${counts.tables} tables with ${rows} rows to ${databaseName(to)}; counts and content hashes agree, and ${counts.audit} audit rows are ${sound ? "sound" : "not all sound"}. Start it with the same record's folder (RECORD_DIR=${recordFolder}).`,
        },
        {
          from: databaseName(from),
          to: databaseName(to),
          ...counts,
          kept,
          recordFolder,
          contents: tables,
          findings: verdict.findings,
        },
      );
      if (!sound)
        throw commandRefused(
          `紀錄有 ${verdict.findings.length} 處不符，來源也是如此；請對來源執行 desk audit verify。`,
          `${verdict.findings.length} things do not fit in the record, nor do they in the source: run desk audit verify on it.`,
        );
    });

function addressOf(text: string, option: string): string {
  const read = databaseUrl.safeParse(text);
  if (read.success) return read.data.url;
  const [zh, en] = (read.error.issues[0]?.message ?? "").split("\n");
  throw commandMisused(`${option}：${zh}`, `${option}: ${en}`);
}
