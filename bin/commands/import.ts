import { createReadStream } from "node:fs";
import { access, constants } from "node:fs/promises";
import { basename } from "node:path";
import { importAgencies } from "../../accounts/import/import-agencies";
import { importCalendar } from "../../accounts/import/import-calendar";
import { importPeople } from "../../accounts/import/import-people";
import {
  importCountsWords,
  type ImportCounts,
  type ImportLine,
  type ImportListener,
} from "../../accounts/import/import-report";
import { actorColumns } from "../../workflows/desk/actor";
import { tellOfShellAct } from "../../workflows/console/shell-acts";
import type { Services } from "../../services/services";
import type { Terminal } from "../terminal";
import { commandRefused } from "../terminal";
import {
  consoleActor,
  consoleParts,
  jsonOption,
  terminalOf,
  withServices,
  type ConfigureCommand,
} from "./command";

const by = actorColumns(consoleActor());

type Rows = (
  services: Services,
  open: () => AsyncIterable<Uint8Array>,
  listener: ImportListener,
) => Promise<ImportCounts>;

const kinds: Record<"agencies" | "people", { description: string; rows: Rows }> = {
  agencies: {
    description: "匯入機關資料（政府機關 OID 清單） The registry of agencies and their OIDs",
    rows: (services, open, listener) => importAgencies({ ...services, by }, open(), listener),
  },
  people: {
    description:
      "匯入人員資料，欄位見 docs/import-people.md People; the columns are in docs/import-people.md",
    rows: (services, open, listener) => importPeople({ ...services, by }, open, listener),
  },
};

export const configure: ConfigureCommand = (group) => {
  for (const [name, { description, rows }] of Object.entries(kinds)) {
    group
      .command(`${name} <file>`)
      .description(description)
      .option(...jsonOption)
      .action((file: string, options: { json?: boolean }) =>
        importRows(`import ${name}`, file, rows, terminalOf(options)),
      );
  }
  group
    .command("calendar <file>")
    .description("匯入政府行政機關辦公日曆表 The government's office calendar")
    .option(...jsonOption)
    .action((file: string, options: { json?: boolean }) => importDays(file, terminalOf(options)));
};

async function importRows(command: string, file: string, rows: Rows, terminal: Terminal): Promise<void> {
  await mustBeReadable(file);
  const counts = await withServices(async (services) => {
    await tellOfShellAct(consoleParts(services), { command, about: basename(file) });
    return rows(services, () => createReadStream(file), {
      onLine: (line) => tell(terminal, line),
      onProgress: (done, total) => terminal.progress({ zh: "匯入", en: "Imported" }, done, total),
    });
  });
  const zh = importCountsWords("zh-Hant-TW").summary(counts);
  terminal.result({ zh, en: importCountsWords("en").summary(counts) }, { counts });
}

/** People hear of what was refused; a program gets every line. */
function tell(terminal: Terminal, line: ImportLine): void {
  const { problem } = line;
  if (terminal.json) terminal.result({ zh: "", en: "" }, { ...line });
  else if (problem) {
    terminal.say({
      zh: `第 ${line.line} 行（${line.about}）${problem.column} ${problem.zh}`,
      en: `Line ${line.line} (${line.about}) ${problem.column}: ${problem.en}`,
    });
  }
}

async function importDays(file: string, terminal: Terminal): Promise<void> {
  await mustBeReadable(file);
  const { from, to, days } = await withServices(async (services) => {
    await tellOfShellAct(consoleParts(services), { command: "import calendar", about: basename(file) });
    return importCalendar({ ...services, by }, createReadStream(file));
  });
  terminal.result(
    { zh: `已匯入 ${from} 至 ${to}，共 ${days} 天。`, en: `${days} days imported, ${from} to ${to}.` },
    { from, to, days },
  );
}

async function mustBeReadable(file: string): Promise<void> {
  await access(file, constants.R_OK).catch(() => {
    throw commandRefused(`讀不到檔案 ${file}。`, `The file ${file} cannot be read.`);
  });
}
