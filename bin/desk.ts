import { Command, CommanderError } from "commander";
import { fileRefusedWords, isFileRefused } from "../accounts/files/file-refused";
import { isAppError } from "../language/app-error";
import { consoleRefusedWords, isConsoleRefused } from "../workflows/console/console-refused";
import { isRefusal } from "../workflows/desk/refusal";
import { refusalWords } from "../workflows/desk/refusal-words";
import { isTrustRefused, trustRefusedWords } from "../workflows/trust/trust-refused";
import { addAudit } from "./commands/audit";
import { addCardReader } from "./commands/card-reader";
import { addCrl } from "./commands/crl";
import { addCertificate } from "./commands/certificate";
import { addDemo } from "./commands/demo";
import { addImport } from "./commands/import";
import { addMail } from "./commands/mail";
import { addMigrate } from "./commands/migrate";
import { addOutbox } from "./commands/outbox";
import { addServe } from "./commands/serve";
import { addTrust } from "./commands/trust";
import { addSignature } from "./commands/signature";
import { addUserCommands } from "./commands/user";
import { isEnvironmentError } from "../services/environment-error";
import { isCommandRefused, shellLocale } from "./terminal";

/** How a command ends: done, refused, or used wrongly. */
const exits = { done: 0, refused: 1, usage: 2 } as const;

const desk = new Command("desk")
  .description("登入協助服務臺 Recovery Desk")
  .showHelpAfterError("（--help 有說明 --help explains）")
  .exitOverride();
for (const add of [
  addServe,
  addMigrate,
  addDemo,
  addImport,
  addUserCommands,
  addOutbox,
  addMail,
  addTrust,
  addCrl,
  addAudit,
  addCertificate,
  addSignature,
  addCardReader,
])
  add(desk);
everyCommand(desk, (command) => command.exitOverride());

process.exitCode = await desk.parseAsync().then(
  () => exits.done,
  (error: unknown) => explain(error),
);

/** Says what went wrong, in the shell's language and without a stack where it is the caller's to mend. */
function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exits.done : exits.usage;
  process.stderr.write(`${wordsOf(error)}\n`);
  return isAppError(error) && error.kind === "misused" ? exits.usage : exits.refused;
}

function wordsOf(error: unknown): string {
  const locale = shellLocale(process.env);
  const pick = (words: { zh: string; en: string }) => (locale === "en" ? words.en : words.zh);
  if (isCommandRefused(error)) return pick(error.detail);
  if (isEnvironmentError(error)) return error.message;
  if (isFileRefused(error)) return fileRefusedWords(error, locale);
  if (isConsoleRefused(error)) return consoleRefusedWords(error, locale);
  if (isTrustRefused(error)) return trustRefusedWords(error, locale);
  if (isRefusal(error)) return pick(refusalWords(error).message);
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function everyCommand(command: Command, visit: (command: Command) => void): void {
  visit(command);
  for (const each of command.commands) everyCommand(each, visit);
}
