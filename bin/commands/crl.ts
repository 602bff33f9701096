import { basename } from "node:path";
import type { Command } from "commander";
import { derIn } from "../../certificates/asn1/pem";
import type { KeptList } from "../../db/queries/trust";
import { formatDateTime } from "../../language/minguo";
import type { Locale } from "../../language/locale";
import { actorColumns } from "../../workflows/desk/actor";
import { tellOfShellAct } from "../../workflows/console/shell-acts";
import { takeList } from "../../workflows/trust/list-intake";
import { listRefusedWords, listError, isListRefused } from "../../workflows/trust/list-refused";
import { refreshLists, type Refreshed } from "../../workflows/trust/list-refresh";
import { refreshFailureWords } from "../../workflows/trust/list-words";
import { commandRefused, type Terminal } from "../terminal";
import {
  consoleActor,
  consoleParts,
  jsonOption,
  terminalOf,
  withServices,
  type ConfigureCommand,
} from "./command";
import { readFileOf } from "./trust";

export const configure: ConfigureCommand = (group) => {
  addRefresh(group);
  addImport(group);
};

function addRefresh(group: Command): void {
  group
    .command("refresh")
    .description(
      "立即由信任憑證設定的位址取得所有清冊；經 HTTPS_PROXY Fetches every list now, from the addresses set for the trusted certificates; through HTTPS_PROXY",
    )
    .option(...jsonOption)
    .action(async (options: { json?: boolean }) => {
      const terminal = terminalOf(options);
      const all = await withServices(async (services) => {
        await tellOfShellAct(consoleParts(services), { command: "crl refresh", about: "" });
        return refreshLists({ ...services, trust: services.card.trust }, consoleActor(), (refreshed) =>
          sayRefreshed(terminal, refreshed),
        );
      });
      if (all.length === 0) {
        terminal.say({
          zh: "信任憑證都沒有設定清冊位址（desk trust add --crl-url）。",
          en: "No trusted certificate has an address for its lists (desk trust add --crl-url).",
        });
      }
      const failed = all.filter(({ done }) => done === "failed").length;
      if (failed > 0) throw commandRefused(`${failed} 個位址未取得。`, `${failed} of the addresses failed.`);
    });
}

function sayRefreshed(terminal: Terminal, refreshed: Refreshed): void {
  const { url } = refreshed;
  if (refreshed.done === "failed") {
    const { failure, detail } = refreshed;
    const line = (locale: Locale) => `✗ ${url}  ${refreshFailureWords(failure, locale)} (${detail})`;
    terminal.result(
      { zh: line("zh-Hant-TW"), en: line("en") },
      { url, done: "failed", code: failure, detail },
    );
    return;
  }
  sayList(terminal, url, refreshed.list, refreshed.done === "new");
}

function sayList(terminal: Terminal, from: string, list: KeptList, isNew: boolean): void {
  const { sha256, number, entries, thisUpdateAt, nextUpdateAt } = list;
  const until = formatDateTime(nextUpdateAt, "minguo", terminal.locale);
  terminal.result(
    {
      zh: `✓ ${from}  ${isNew ? "已採用" : "原已採用"}：第 ${number} 號，${entries} 筆，至 ${until}`,
      en: `✓ ${from}  ${isNew ? "taken" : "in force already"}: number ${number}, ${entries} entries, until ${until}`,
    },
    { from, done: isNew ? "new" : "unchanged", sha256, number, entries, thisUpdateAt, nextUpdateAt },
  );
}

function addImport(group: Command): void {
  group
    .command("import <file...>")
    .description(
      "匯入清冊檔（DER 或 PEM），供不連網的機房使用；驗證與取得者相同 Imports lists from files (DER or PEM), for data centres without the Internet: checked like fetched ones",
    )
    .option(...jsonOption)
    .action(async (files: string[], options: { json?: boolean }) => {
      const terminal = terminalOf(options);
      const refused = await withServices(async (services) => {
        const {
          store,
          clock,
          card: { trust },
        } = services;
        const about = files.map((file) => basename(file)).join(", ");
        await tellOfShellAct(consoleParts(services), { command: "crl import", about });
        let count = 0;
        for (const file of files) {
          try {
            const bytes = await readFileOf(file);
            const lists = derIn(bytes, "X509 CRL");
            if (lists.length === 0) throw listError("no-list-in-file", file);
            for (const der of lists) {
              const { list, isNew } = await takeList({ store, trust }, der, {
                source: "imported",
                address: null,
                at: clock(),
                audit: ({ sha256, series, number, entries }) => [
                  {
                    ...actorColumns(consoleActor()),
                    act: "crl.imported",
                    detail: { sha256, series, number, entries },
                  },
                ],
              });
              sayList(terminal, file, list, isNew);
            }
          } catch (error) {
            if (!isListRefused(error)) throw error;
            const { code, detail } = error;
            const line = (locale: Locale) => `✗ ${file}  ${listRefusedWords(code, locale)} (${detail})`;
            terminal.result(
              { zh: line("zh-Hant-TW"), en: line("en") },
              { from: file, done: "refused", code, detail },
            );
            count += 1;
          }
        }
        return count;
      });
      if (refused > 0) throw commandRefused(`${refused} 份未採用。`, `${refused} not taken.`);
    });
}
