import type { EnvironmentProblem } from "./environment-error";
import { isLoopback } from "./environment-values";

type Given = Record<string, string | undefined>;

/** What production asks of the environment beyond well-formed values: nothing made up, nothing unencrypted. */
export function productionProblems(given: Given): EnvironmentProblem[] {
  return [...missing(given), ...weakSecret(given), ...unverifiedMail(given)];
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

/** A temporary password must not travel in the clear, nor to whoever answers at the mail server's address. */
function unverifiedMail({ SMTP_URL, NODE_TLS_REJECT_UNAUTHORIZED }: Given): EnvironmentProblem[] {
  const problems: EnvironmentProblem[] = [];
  if (NODE_TLS_REJECT_UNAUTHORIZED === "0") {
    problems.push({
      name: "NODE_TLS_REJECT_UNAUTHORIZED",
      zh: "正式環境不得關閉憑證驗證，請移除此變數",
      en: "Production must verify certificates; remove this variable",
    });
  }
  if (!SMTP_URL || !URL.canParse(SMTP_URL)) return problems;
  const { protocol, hostname, searchParams } = new URL(SMTP_URL);
  const unverified = [...searchParams].some(
    ([name, text]) => /rejectUnauthorized$/i.test(name) && !/^(true|1)$/i.test(text),
  );
  const encrypted =
    protocol === "smtps:" || searchParams.get("requireTLS") === "true" || isLoopback(hostname);
  if (unverified || !encrypted || /^(true|1)$/i.test(searchParams.get("ignoreTLS") ?? "")) {
    problems.push({
      name: "SMTP_URL",
      zh: "正式環境的郵件連線須加密並驗證憑證：用 smtps://，或在 smtp:// 後加 ?requireTLS=true，且不得關閉 rejectUnauthorized",
      en: "Production mail must go over verified TLS: use smtps://, or smtp:// with ?requireTLS=true, and leave rejectUnauthorized on",
    });
  }
  return problems;
}
