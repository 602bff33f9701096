import { generateKeyPairSync } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readEnvironment } from "../../../services/environment";
import { isEnvironmentError } from "../../../services/environment-error";

const strongSecret = "k3Jx9ZqPw7Lm2Nv8Rt5Yb1Hc6Df4Gs0AaEeIiOoUu";
const production = {
  DESK_MODE: "production",
  APP_URL: "https://ecpa.example",
  APP_SECRET: strongSecret,
  SMTP_URL: "smtps://desk:pw@mail.example:465",
  MAIL_FROM: "人事服務網 <noreply@ecpa.example>",
};

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "environment-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The variables complained about. */
function complaintsOf(env: Record<string, string>): string[] {
  try {
    readEnvironment(env, () => strongSecret);
    return [];
  } catch (error) {
    if (isEnvironmentError(error)) return error.detail.map(({ name }) => name);
    throw error;
  }
}

describe("an empty environment", () => {
  test("is a demo on this machine alone", () => {
    const environment = readEnvironment({ DATABASE_URL: `file:${folder}/desk.db` });
    expect(environment).toMatchObject({
      mode: "demo",
      host: "127.0.0.1",
      port: 3000,
      appUrl: "http://localhost:3000",
      officeTimeZone: "Asia/Taipei",
      passwordProfile: "nist",
      trustedProxies: [],
    });
  });

  test("gets a random secret, kept beside the database for its owner only", () => {
    const env = { DATABASE_URL: `file:${folder}/data/desk.db` };
    const [secret] = readEnvironment(env).secrets;
    expect(secret.length).toBeGreaterThanOrEqual(64);
    expect(readEnvironment(env).secrets).toEqual([secret]);
    const file = join(folder, "data/demo-secret");
    expect(readFileSync(file, "utf8")).toBe(secret);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test("makes no secret where one is given", () => {
    const env = { DATABASE_URL: `file:${folder}/desk.db`, APP_SECRET: `${strongSecret}, ${strongSecret}2` };
    expect(readEnvironment(env).secrets).toEqual([strongSecret, `${strongSecret}2`]);
    expect(existsSync(join(folder, "demo-secret"))).toBe(false);
  });
});

describe("mail that comes in", () => {
  test("comes to the sender's domain unless another is given, and only where a port is", () => {
    const env = { DATABASE_URL: `file:${folder}/desk.db`, MAIL_FROM: "ECPA <noreply@ECPA.example>" };
    const mailIn = (more: Record<string, string>) =>
      readEnvironment({ ...env, ...more }, () => strongSecret).mailIn;
    expect(mailIn({})).toBeUndefined();
    expect(mailIn({ MAIL_IN_PORT: "2525" })).toEqual({ port: 2525, domain: "ecpa.example" });
    expect(mailIn({ MAIL_IN_PORT: "2525", MAIL_IN_DOMAIN: "Desk.ecpa.example" })).toEqual({
      port: 2525,
      domain: "desk.ecpa.example",
    });
  });
});

describe("a standby to read on", () => {
  const databases = { DATABASE_URL: "postgres://desk@db.example/desk" };
  const readUrl = "postgres://desk@standby.example/desk";

  test("is PostgreSQL's, and has a database of PostgreSQL", () => {
    const read = (more: Record<string, string>) =>
      readEnvironment({ ...databases, ...more }, () => strongSecret).databaseReadUrl;
    expect([read({}), read({ DATABASE_READ_URL: readUrl })]).toEqual([undefined, readUrl]);
    expect(complaintsOf({ ...databases, DATABASE_READ_URL: "file:./data/desk.db" })).toEqual([
      "DATABASE_READ_URL",
    ]);
    expect(() => readEnvironment({ DATABASE_READ_URL: readUrl }, () => strongSecret)).toThrow(
      /DATABASE_READ_URL[\s\S]*只有 PostgreSQL 有待命伺服器[\s\S]*Only PostgreSQL has a standby/,
    );
  });
});

describe("several web processes", () => {
  const env = { DATABASE_URL: "file:./data/desk.db", SMTP_URL: "smtp://127.0.0.1:2525" };

  test("are one unless asked for, and as many as asked for", () => {
    const wanted = (more: Record<string, string>) =>
      readEnvironment({ ...env, ...more }, () => strongSecret).webProcesses;
    expect([wanted({}), wanted({ WEB_PROCESSES: "4" })]).toEqual([1, 4]);
  });

  test("are refused where the demo's own mailbox would be in none of them, with what to do", () => {
    expect(complaintsOf({ WEB_PROCESSES: "2" })).toEqual(["WEB_PROCESSES"]);
    expect(complaintsOf({ WEB_PROCESSES: "1" })).toEqual([]);
    expect(complaintsOf({ ...env, WEB_PROCESSES: "2" })).toEqual([]);
    expect(() => readEnvironment({ WEB_PROCESSES: "2" }, () => strongSecret)).toThrow(
      /以 SMTP_URL 指定郵件主機[\s\S]*name a mail server in SMTP_URL/,
    );
  });
});

describe("a wrong environment", () => {
  test("is told everything at once, with the remedy, in both languages", () => {
    const env = { PORT: "http", APP_URL: "http://ecpa.example", LOG_LEVEL: "loud", TZ_OFFICE: "Formosa" };
    expect(complaintsOf(env)).toEqual(["PORT", "APP_URL", "TZ_OFFICE", "LOG_LEVEL"]);
    expect(() => readEnvironment(env)).toThrow(
      /4 處須修正[\s\S]*0 到 65535[\s\S]*whole number from 0 to 65535/,
    );
  });

  test("sees no secret in the message", () => {
    expect(() => readEnvironment({ APP_SECRET: "tooshort-hunter2" })).toThrow(/APP_SECRET/);
    expect(() => readEnvironment({ APP_SECRET: "tooshort-hunter2" })).not.toThrow(/hunter2/);
    expect(() => readEnvironment({ SMTP_URL: "ftp://u:hunter2@h" })).not.toThrow(/hunter2/);
  });

  test.each([
    ["PORT", "65536"],
    ["PORT", "-1"],
    ["PORT", "3000.5"],
    ["WEB_PROCESSES", "0"],
    ["WEB_PROCESSES", "1.5"],
    ["WEB_PROCESSES", "65"],
    ["APP_URL", "https://ecpa.example/desk"],
    ["APP_URL", "ecpa.example"],
    ["APP_URL", "http://192.168.1.5:3000"],
    ["APP_SECRET", `${strongSecret},short`],
    ["DATABASE_URL", "mysql://localhost/desk"],
    ["DATABASE_URL", "file:"],
    ["SMTP_URL", "mail.example:25"],
    ["MAIL_FROM", "nobody"],
    ["MAIL_IN_PORT", "smtp"],
    ["MAIL_IN_DOMAIN", "desk@ecpa.example"],
    ["PASSWORD_DELIVERY", "fax"],
    ["DESK_MODE", "staging"],
    ["PASSWORD_PROFILE", "none"],
    ["TRUSTED_PROXIES", "10.0.0.0/33"],
    ["TRUSTED_PROXIES", "proxy.example"],
    ["DATABASE_URL", "postgres://["],
  ])("refuses %s=%s", (name, text) => {
    expect(complaintsOf({ [name]: text })).toEqual([name]);
  });

  test("refuses a database of another kind, and names the two there are", () => {
    expect(() => readEnvironment({ DATABASE_URL: "mysql://desk@localhost/desk" })).toThrow(
      /file:.*postgres:/,
    );
  });
});

describe("a good environment", () => {
  test.each([
    ["http://localhost:3000", "http://localhost:3000"],
    ["http://127.0.0.1:8080/", "http://127.0.0.1:8080"],
    ["https://ecpa.example", "https://ecpa.example"],
  ])("takes %s for its address", (given, origin) => {
    expect(readEnvironment({ APP_URL: given }, () => strongSecret).appUrl).toBe(origin);
  });

  test("takes an empty variable for none", () => {
    expect(readEnvironment({ PORT: "", SMTP_URL: " " }, () => strongSecret)).toMatchObject({ port: 3000 });
  });

  test.each([
    ["人事服務網 <noreply@ecpa.example>", { name: "人事服務網", address: "noreply@ecpa.example" }],
    ["noreply@ecpa.example", { name: "", address: "noreply@ecpa.example" }],
  ])("takes %s for its sender", (given, sender) => {
    expect(readEnvironment({ MAIL_FROM: given }, () => strongSecret).mailFrom).toEqual(sender);
  });

  test.each([
    ["file:./data/desk.db", "./data/desk.db"],
    ["file:/var/lib/desk/desk.db", "/var/lib/desk/desk.db"],
    ["file:///var/lib/desk/desk.db", "/var/lib/desk/desk.db"],
  ])("finds the database of %s", (given, file) => {
    expect(readEnvironment({ DATABASE_URL: given }, () => strongSecret).databaseFile).toBe(file);
  });

  test("takes the address of a PostgreSQL database, and keeps what else there is in data/", () => {
    const databaseUrl = "postgres://desk@db.example/desk";
    const environment = readEnvironment({ DATABASE_URL: databaseUrl }, () => strongSecret);
    expect(environment).toMatchObject({ databaseUrl, dataFolder: "./data", recordFolder: "data/record" });
    expect(environment.databaseFile).toBeUndefined();
  });

  test("lists the proxies it trusts", () => {
    const env = { TRUSTED_PROXIES: "10.0.0.5, 192.168.0.0/16,fd00::/8" };
    expect(readEnvironment(env, () => strongSecret).trustedProxies).toEqual([
      "10.0.0.5",
      "192.168.0.0/16",
      "fd00::/8",
    ]);
  });
});

describe("a key to sign mail with", () => {
  const pem = (bits: number) =>
    generateKeyPairSync("rsa", { modulusLength: bits })
      .privateKey.export({ type: "pkcs8", format: "pem" })
      .toString();
  const keyFile = (content: string) => {
    const file = join(folder, "dkim.pem");
    writeFileSync(file, content);
    return { DKIM_DOMAIN: "ecpa.example", DKIM_SELECTOR: "desk1", DKIM_KEY_FILE: file };
  };

  test("is read at the start", () => {
    const key = pem(2048);
    expect(readEnvironment(keyFile(key), () => strongSecret).dkim).toEqual({
      domain: "ecpa.example",
      selector: "desk1",
      privateKey: key,
    });
  });

  test("may belong to the domain above the sender's, and to no other", () => {
    const env = keyFile(pem(2048));
    expect(complaintsOf({ ...env, MAIL_FROM: "noreply@mail.ecpa.example" })).toEqual([]);
    expect(complaintsOf({ ...env, MAIL_FROM: "noreply@notecpa.example" })).toEqual(["DKIM_DOMAIN"]);
  });

  test("is refused when it is short, of another kind, missing or none, without repeating what is in the file", () => {
    expect(complaintsOf(keyFile(pem(1024)))).toEqual(["DKIM_KEY_FILE"]);
    expect(complaintsOf({ ...keyFile(""), DKIM_KEY_FILE: join(folder, "nowhere.pem") })).toEqual([
      "DKIM_KEY_FILE",
    ]);
    const env = keyFile("hunter2");
    expect(() => readEnvironment(env, () => strongSecret)).toThrow(/DKIM_KEY_FILE/);
    expect(() => readEnvironment(env, () => strongSecret)).not.toThrow(/hunter2/);
  });

  test("is told what is missing beside it", () => {
    expect(complaintsOf({ DKIM_DOMAIN: "ecpa.example" })).toEqual(["DKIM_SELECTOR", "DKIM_KEY_FILE"]);
  });
});

describe("production", () => {
  test("starts with everything given", () => {
    expect(readEnvironment(production)).toMatchObject({ mode: "production", secrets: [strongSecret] });
  });

  test("makes nothing up: it lists all that is missing", () => {
    expect(complaintsOf({ DESK_MODE: "production" })).toEqual([
      "APP_URL",
      "APP_SECRET",
      "SMTP_URL",
      "MAIL_FROM",
    ]);
  });

  test.each([
    ["one letter over and over", "a".repeat(64)],
    ["a default", "change-me-change-me-change-me-0123456789"],
    ["a demo's", `demo-${strongSecret}`],
    ["a short one", strongSecret.slice(0, 20)],
    ["a weak one behind a strong one", `${strongSecret},${"ab".repeat(20)}`],
  ])("refuses %s for a secret", (_name, secret) => {
    expect(complaintsOf({ ...production, APP_SECRET: secret })).toEqual(["APP_SECRET"]);
  });

  test.each([
    "smtps://mail.example:465?tls.rejectUnauthorized=false",
    "smtp://mail.example:587?rejectUnauthorized=0",
    "smtp://mail.example:587?ignoreTLS=true",
  ])("refuses mail over unverified TLS: %s", (url) => {
    expect(complaintsOf({ ...production, SMTP_URL: url })).toEqual(["SMTP_URL"]);
  });

  test.each(["smtp://mail.example:587", "smtp://localhost:25", "smtps://u:p@mail.example"])(
    "sends mail by %s",
    (url) => {
      expect(complaintsOf({ ...production, SMTP_URL: url })).toEqual([]);
    },
  );

  test("wants the record's folder named where the database is a server's", () => {
    const onServer = { ...production, DATABASE_URL: "postgres://desk@db.example/desk" };
    expect(complaintsOf(onServer)).toEqual(["RECORD_DIR"]);
    expect(complaintsOf({ ...onServer, RECORD_DIR: "/var/lib/desk/record" })).toEqual([]);
  });

  test("refuses to run with certificate checks switched off", () => {
    expect(complaintsOf({ ...production, NODE_TLS_REJECT_UNAUTHORIZED: "0" })).toEqual([
      "NODE_TLS_REJECT_UNAUTHORIZED",
    ]);
  });
});

describe("the way out through a proxy", () => {
  const base = { DATABASE_URL: "file:./x.db", APP_SECRET: strongSecret };

  test("is taken as the environment names it, and goes nowhere unless it does", () => {
    expect(readEnvironment(base)).toMatchObject({ httpsProxy: undefined, noProxy: "" });
    const given = {
      ...base,
      HTTPS_PROXY: "http://desk:pw@proxy.example:3128",
      NO_PROXY: "localhost, .gov.tw 10.0.0.5:8080",
    };
    expect(readEnvironment(given)).toMatchObject({
      httpsProxy: "http://desk:pw@proxy.example:3128",
      noProxy: "localhost,.gov.tw,10.0.0.5:8080",
    });
  });

  test.each([
    ["HTTPS_PROXY", "proxy.example:3128"],
    ["HTTPS_PROXY", "socks5://proxy.example"],
    ["HTTPS_PROXY", "http://proxy.example/path"],
    ["NO_PROXY", "http://ca.example/"],
  ])("%s=%s is complained about", (name, value) => {
    expect(complaintsOf({ ...base, [name]: value })).toEqual([name]);
  });
});
