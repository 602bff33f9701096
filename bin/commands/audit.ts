import { createReadStream, createWriteStream, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { once } from "node:events";
import type { Command } from "commander";
import { checkExport } from "../../db/record/export";
import { exportAudit, type ExportWish } from "../../workflows/reading/export-audit";
import { findingWords } from "../../workflows/reading/finding-words";
import { verifyRecord } from "../../workflows/reading/verify-record";
import { commandMisused, commandRefused } from "../terminal";
import { consoleActor, jsonOption, terminalOf, withServices, type ConfigureCommand } from "./command";

export const configure: ConfigureCommand = (group) => {
  addVerify(group);
  addKey(group);
  addExport(group);
  addCheck(group);
};

function addVerify(group: Command): void {
  group
    .command("verify")
    .description(
      "驗證稽核、封存的資料列與封存首，並以歷程重演每一案；遭變動時指出何處，並以 1 結束；服務中亦可執行 Verifies the audit, the sealed rows and the head, and replays every ticket's history; tampering is named, and ends with 1; also while serving",
    )
    .option(...jsonOption)
    .action(async (options: { json?: boolean }) => {
      const terminal = terminalOf(options);
      const { rows, sealed, tickets, brokenAt, differing, findings } = await withServices(verifyRecord);
      if (findings.length === 0 || terminal.json) {
        terminal.result(
          {
            zh: `稽核 ${rows} 列、封存 ${sealed} 列、${tickets} 案，完整無缺。`,
            en: `${rows} audit rows, ${sealed} sealed rows and ${tickets} tickets, all sound.`,
          },
          { rows, sealed, brokenAt, tickets, differing, findings },
        );
      }
      if (findings.length === 0) return;
      const words = findings.map(findingWords);
      throw commandRefused(words.map(({ zh }) => zh).join("\n"), words.map(({ en }) => en).join("\n"));
    });
}

function addKey(group: Command): void {
  group
    .command("key")
    .description(
      "列出紀錄的公開金鑰（Ed25519，PEM），供外部驗證匯出檔 Prints the record's public key (Ed25519, PEM), by which outsiders check an export",
    )
    .option(...jsonOption)
    .action(async (options: { json?: boolean }) => {
      const publicKey = await withServices(({ store }) => Promise.resolve(store.publicKey));
      terminalOf(options).result({ zh: publicKey.trimEnd(), en: publicKey.trimEnd() }, { publicKey });
    });
}

function addExport(group: Command): void {
  group
    .command("export <file>")
    .description(
      "匯出稽核（JSON Lines）；未選取的列僅留雜湊，無須密鑰即可驗證 Exports the audit as JSON lines; rows left out are there by their hash, so that it can be checked without a secret",
    )
    .option("--ticket <number>", "僅此案 Only this case")
    .option("--person <login>", "僅此人 Only this person")
    .option(...jsonOption)
    .action(async (file: string, { json, ...wish }: ExportWish & { json?: boolean }) => {
      const lines = await withServices(async (services) => {
        const out = createWriteStream(file, { flags: "wx", mode: 0o600 });
        await once(out, "open").catch((error: unknown) => {
          throw commandMisused(
            `無法寫入 ${file}：${String(error)}`,
            `${file} cannot be written: ${String(error)}`,
          );
        });
        const write = async (line: string) => {
          if (!out.write(line)) await once(out, "drain");
        };
        try {
          return await exportAudit(services, consoleActor(), wish, write);
        } finally {
          out.end();
          await once(out, "close");
        }
      });
      terminalOf({ json }).result(
        { zh: `已匯出 ${lines - 1} 列至 ${file}。`, en: `Exported ${lines - 1} rows to ${file}.` },
        { file, rows: lines - 1 },
      );
    });
}

function addCheck(group: Command): void {
  group
    .command("check <file>")
    .description(
      "驗證匯出檔，不需資料庫與密鑰；不符時以 1 結束 Checks an export without database and secret; ends with 1 where it does not hold",
    )
    .requiredOption("--key <pem>", "公開金鑰檔（desk audit key） File of the public key (desk audit key)")
    .option(...jsonOption)
    .action(async (file: string, { key, json }: { key: string; json?: boolean }) => {
      const terminal = terminalOf({ json });
      const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity });
      const verdict = await checkExport(lines, readFileSync(key, "utf8")).catch((error: unknown) => {
        throw commandMisused(`無法讀取：${String(error)}`, `It cannot be read: ${String(error)}`);
      });
      const { head, shown, hidden, brokenAt } = verdict;
      if (terminal.json || (head && brokenAt === null)) {
        terminal.result(
          {
            zh: `${shown} 列內容、${hidden} 列雜湊，連至已簽章的第 ${head?.seq ?? 0} 列。`,
            en: `${shown} rows and ${hidden} hashes lead to the signed row ${head?.seq ?? 0}.`,
          },
          { seq: head?.seq ?? null, at: head?.at ?? null, shown, hidden, brokenAt },
        );
      }
      if (!head) throw commandRefused("簽章不屬於此公開金鑰。", "It is not signed by the owner of this key.");
      if (brokenAt !== null)
        throw commandRefused(`第 ${brokenAt} 列不符。`, `Row ${brokenAt} does not hold.`);
    });
}
