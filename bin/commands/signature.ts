import { readFile } from "node:fs/promises";
import { verifyCardSignature } from "../../certificates/verdict/card-signature";
import { explainMessage } from "../../certificates/cms/cms-explain";
import { commandMisused, commandRefused, type Terminal } from "../terminal";
import { jsonOption, terminalOf, type ConfigureCommand } from "./command";
import { explanationWords } from "./explanation";
import { type PkiFile, readPkiFiles } from "./pki-files";
import { judgeFiles, readContext, type VerdictOptions, withVerdictOptions } from "./verdict";

export const configure: ConfigureCommand = (group) => {
  withVerdictOptions(
    group
      .command("check <file...>")
      .description(
        "查驗簽章是否出於可信的憑證，並確為簽署這份內容 Are these signatures over this content, by a certificate to be trusted",
      )
      .requiredOption("--content <file>", "簽署的內容 What was signed"),
  ).action(async (paths: string[], { content: path, ...options }: VerdictOptions & { content: string }) => {
    const terminal = terminalOf(options);
    const files = await readPkiFiles(paths, "CMS");
    const content = await readFile(path).catch(() => {
      throw commandMisused(`讀不到 ${path}。`, `${path} cannot be read.`);
    });
    const context = await readContext(options, terminal);
    judgeFiles(files, terminal, "message-not-der", (cms) => {
      const verdict = verifyCardSignature({ ...context, cms, content });
      return verdict.accepted ? null : verdict;
    });
  });
  group
    .command("explain <file...>")
    .description(
      "列出簽章的結構，以及與系統所接受格式不同之處；不作判定 The structure of a message, and where it departs from what is accepted; no verdict",
    )
    .option(...jsonOption)
    .action(async (paths: string[], options: { json?: boolean }) => {
      const terminal = terminalOf(options);
      const files = await readPkiFiles(paths, "CMS");
      const explained = files.map((file) => explainFile(file, terminal));
      if (explained.includes(false)) {
        throw commandRefused("有檔案無法解讀。", "Some of it could not be read.");
      }
    });
};

/** @returns whether there was anything to explain */
function explainFile({ file, ders, problem }: PkiFile, terminal: Terminal): boolean {
  if (ders.length === 0) {
    const why = problem ?? "no CMS inside";
    terminal.say({ zh: `讀不到 ${file}（${why}）`, en: `${file} cannot be read (${why})` });
  }
  for (const der of ders) {
    const explanation = explainMessage(der);
    terminal.result(explanationWords(file, explanation), { file, ...explanation });
  }
  return ders.length > 0;
}
