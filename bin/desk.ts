import { Command, CommanderError } from "commander";
import type { ConfigureCommand } from "./commands/command";
import type { DevelopmentPages } from "./pages";
import { shellLocale } from "./terminal";

/** How a command ends: done, refused, or used wrongly. */
const exits = { done: 0, refused: 1, usage: 2 } as const;

/** The commands, each in a module of its own that is loaded only when it runs: to list them nothing need be loaded. */
const commands: {
  name: string;
  description: string;
  load: () => Promise<{ configure: ConfigureCommand }>;
}[] = [
  {
    name: "serve",
    description: "啟動服務：更新資料庫、寄信、到期處理與網頁 Migrates and serves: mail, deadlines and pages",
    load: () => import("./commands/serve"),
  },
  {
    name: "migrate",
    description: "建立或更新資料庫結構 Brings the database to this version's schema",
    load: () => import("./commands/migrate"),
  },
  {
    name: "demo",
    description:
      "以示範資料填入空的資料庫，並列出可登入的帳號 Fills an empty database with demo data; says whom to sign in as",
    load: () => import("./commands/demo"),
  },
  {
    name: "import",
    description:
      "匯入 CSV 檔；再次匯入只更動有變的資料 Imports a CSV file; again, it changes only what changed",
    load: () => import("./commands/import"),
  },
  {
    name: "user",
    description: "第一位系統管理員、角色與 API 權杖 The first administrator, roles, tokens of the API",
    load: () => import("./commands/user"),
  },
  {
    name: "token",
    description: "API 權杖 Tokens of the API",
    load: () => import("./commands/token"),
  },
  {
    name: "outbox",
    description: "待寄與已寄的郵件 Mails to be sent and sent",
    load: () => import("./commands/outbox"),
  },
  {
    name: "mail",
    description: "收到的郵件 Mail that came in",
    load: () => import("./commands/mail"),
  },
  {
    name: "trust",
    description: "信任的憑證管理中心 The certification authorities that cards are trusted by",
    load: () => import("./commands/trust"),
  },
  {
    name: "crl",
    description: "廢止清冊 Revocation lists (CRL)",
    load: () => import("./commands/crl"),
  },
  {
    name: "audit",
    description: "稽核軌跡 The audit trail",
    load: () => import("./commands/audit"),
  },
  {
    name: "secret",
    description: "金鑰 The secret that everything is sealed under",
    load: () => import("./commands/secret"),
  },
  {
    name: "backup",
    description: "在服務中備份資料庫到一個檔案 Copies the database into one file while it serves",
    load: () => import("./commands/database/backup"),
  },
  {
    name: "restore",
    description:
      "以備份取代資料庫；須先停止服務，原資料庫保留在旁 Puts a backup in the database's place; stop the server first. The former one is kept beside it",
    load: () => import("./commands/database/restore"),
  },
  {
    name: "copy",
    description:
      "在 SQLite 與 PostgreSQL 之間複製整個服務臺，核對內容，可接續 Copies a desk between SQLite and PostgreSQL, compares what came, and goes on where it was cut short",
    load: () => import("./commands/database/copy"),
  },
  {
    name: "certificate",
    description: "憑證 Certificates",
    load: () => import("./commands/certificate"),
  },
  {
    name: "signature",
    description: "電子簽章（CMS） Signatures (CMS)",
    load: () => import("./commands/signature"),
  },
  {
    name: "card-reader",
    description:
      "單獨執行軟體讀卡機，直到中斷；它的網頁可換卡、解鎖、模擬故障 Runs the software card reader alone until interrupted; its page changes cards, unlocks them and plays troubles",
    load: () => import("./commands/card-reader"),
  },
];

/**
 * Runs a command of the desk.
 *
 * @param parameters what stands after `npm run desk --`
 * @param development where pages come from their sources
 * @returns the exit code: 0 done, 1 refused, 2 wrong usage
 */
export async function desk(parameters: readonly string[], development?: DevelopmentPages): Promise<number> {
  const program = new Command("desk")
    .description("登入協助服務臺 Recovery Desk")
    .showHelpAfterError("（--help 有說明 --help explains）");
  for (const { name, description, load } of commands) {
    const command = program.command(name).description(description);
    if (parameters.includes(name)) (await load()).configure(command, development);
  }
  everyCommand(program, (command) => command.exitOverride());
  return program.parseAsync(parameters, { from: "user" }).then(() => exits.done, explain);
}

/** Says what went wrong, in the shell's language and without a stack where it is the caller's to mend. */
async function explain(error: unknown): Promise<number> {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exits.done : exits.usage;
  const { wordsOf, isMisuse } = await import("./explain");
  process.stderr.write(`${wordsOf(error, shellLocale(process.env))}\n`);
  return isMisuse(error) ? exits.usage : exits.refused;
}

function everyCommand(command: Command, visit: (command: Command) => void): void {
  visit(command);
  for (const each of command.commands) everyCommand(each, visit);
}
