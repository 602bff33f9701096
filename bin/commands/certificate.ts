import { checkCertificate } from "../../certificates/verdict/certificate-check";
import { terminalOf, type ConfigureCommand } from "./command";
import { readPkiFiles } from "./pki-files";
import { judgeFiles, readContext, type VerdictOptions, withVerdictOptions } from "./verdict";

export const configure: ConfigureCommand = (group) => {
  withVerdictOptions(
    group
      .command("check <file...>")
      .description(
        "查驗憑證能否用於簽章：憑證鏈、期限、用途與廢止 May these certificates sign: path, time, purpose, revocation",
      ),
  ).action(async (paths: string[], options: VerdictOptions) => {
    const terminal = terminalOf(options);
    const files = await readPkiFiles(paths, "CERTIFICATE");
    const context = await readContext(options, terminal);
    judgeFiles(files, terminal, "certificate-unreadable", (der) => {
      const verdict = checkCertificate(der, context);
      return verdict.accepted ? null : verdict;
    });
  });
};
