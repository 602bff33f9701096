import type { EnvironmentProblem } from "./environment-error";

type Given = Record<string, string | undefined>;

/** What production asks of the environment beyond well-formed values: nothing made up, nothing unencrypted. */
export function productionProblems(given: Given): EnvironmentProblem[] {
  return [...missing(given), ...recordBeside(given), ...weakSecret(given), ...unverifiedMail(given)];
}

function missing(given: Given): EnvironmentProblem[] {
  const wanted = {
    APP_URL: ["正式環境須指定本站網址", "Production needs the address of the site"],
    APP_SECRET: [
      "正式環境須指定金鑰；可用 openssl rand -base64 48 產生",
      "Production needs a secret; make one with: openssl rand -base64 48",
    ],
    SMTP_URL: [
      "正式環境須指定郵件主機，例如 smtps://帳號:密碼@主機:465",
      "Production needs a mail server, such as smtps://user:password@host:465",
    ],
    MAIL_FROM: [
      "正式環境須指定寄件人，並公布於首頁",
      "Production needs the sender, which the home page publishes",
    ],
  } as const;
  return Object.entries(wanted)
    .filter(([name]) => given[name] === undefined)
    .map(([name, [zh, en]]) => ({ name, zh, en }));
}

/** A server's database has no folder of its own beside which the record's key would be looked for again. */
function recordBeside({ DATABASE_URL = "", RECORD_DIR }: Given): EnvironmentProblem[] {
  if (!/^postgres/i.test(DATABASE_URL) || RECORD_DIR !== undefined) return [];
  return [
    {
      name: "RECORD_DIR",
      zh: "使用 PostgreSQL 時，正式環境須指定紀錄資料夾：遺失其中的金鑰，資料庫就無法啟動",
      en: "With PostgreSQL production needs the record's folder named: without its key the database starts nothing",
    },
  ];
}

function weakSecret({ APP_SECRET = "" }: Given): EnvironmentProblem[] {
  const weak = APP_SECRET.split(",").some((secret) => {
    const text = secret.trim();
    return (
      text !== "" &&
      (new Set(text).size < 12 || /demo|example|default|change.?me|password|secret/i.test(text))
    );
  });
  if (!weak) return [];
  return [
    {
      name: "APP_SECRET",
      zh: "像是預設、示範或容易猜到的金鑰，正式環境不得使用；可用 openssl rand -base64 48 產生",
      en: "Looks like a default, demo or guessable secret, which production refuses; make one with: openssl rand -base64 48",
    },
  ];
}

/** A temporary password must not go to whoever answers at the mail server's address; `SMTP_URL` itself cannot ask for that. */
function unverifiedMail({ NODE_TLS_REJECT_UNAUTHORIZED }: Given): EnvironmentProblem[] {
  if (NODE_TLS_REJECT_UNAUTHORIZED !== "0") return [];
  return [
    {
      name: "NODE_TLS_REJECT_UNAUTHORIZED",
      zh: "正式環境不得關閉憑證驗證，請移除此變數",
      en: "Production must verify certificates; remove this variable",
    },
  ];
}
