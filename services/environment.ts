import { dirname, join } from "node:path";
import { z } from "zod";
import { CARD_COMPONENT_URL } from "../certificates/card/card-component";
import { recordFolderOf } from "../db/record/open";
import type { DkimKey } from "../emails/transport";
import { keepDemoSecret } from "./demo-secret";
import { dkimProblems } from "./dkim-rules";
import { type EnvironmentProblem, environmentError } from "./environment-error";
import * as value from "./environment-values";
import { productionProblems } from "./production-rules";

/** Everything that may be set from outside, checked once at the start. */
export interface Environment {
  mode: "demo" | "production";
  host: string;
  port: number;
  /** How many processes serve pages and API; with 1 the process that is started does everything. */
  webProcesses: number;
  /** Origin of the site, without a slash at the end. */
  appUrl: string;
  /** The first signs and encrypts, all verify and decrypt. */
  secrets: readonly [string, ...string[]];
  /** `file:PATH`, or `postgres://…`. */
  databaseUrl: string;
  /** A standby of it, where queue, search and figures are read; missing: there is none. */
  databaseReadUrl?: string;
  /** Path of the SQLite file; missing where the database is PostgreSQL's. */
  databaseFile?: string;
  /** Where lies what else belongs to this desk: the demo's secret and cards. */
  dataFolder: string;
  /** Folder of the record: its key, the sealed head, the journal of revocations. Never in the database. */
  recordFolder: string;
  /** Folder for copies of the head that are never overwritten; missing: none are made. */
  recordCopyFolder?: string;
  /** Missing in demo mode: the desk then runs an SMTP server of its own. */
  smtpUrl?: string;
  mailFrom: { name: string; address: string };
  /** Where mail comes back, under addresses of this domain; missing: none is taken. */
  mailIn?: { port: number; domain: string };
  /** Signs outgoing mail; missing: the mail server does, or nobody. */
  dkim?: DkimKey;
  /** Whether the mail of a reset carries a one-time password, as the manual's does, or a one-time link. */
  passwordDelivery: "mail" | "link";
  /** Origin of the card component on the visitor's own machine. */
  cardComponentUrl: string;
  officeTimeZone: string;
  passwordProfile: "nist" | "tw-gov";
  /** Addresses and CIDR ranges of the proxies that may tell a visitor's address. */
  trustedProxies: readonly string[];
  /** Where monitoring asks, apart from the site; missing: only the site answers, and only what anybody may know. */
  monitorAt?: { host: string; port: number };
  /** Who bears it is told on the site what monitoring is told. */
  monitorToken?: string;
  /** The proxy through which revocation lists and OCSP answers are fetched. */
  httpsProxy?: string;
  /** Hosts that are reached without it, separated by commas. */
  noProxy: string;
  logLevel: "silent" | "fatal" | "error" | "warn" | "info" | "debug" | "trace";
}

const schema = z.object({
  DESK_MODE: value.oneOf(["demo", "production"]).default("demo"),
  HOST: z.string().default("127.0.0.1"),
  PORT: value.port.default(3000),
  WEB_PROCESSES: value.processCount.default(1),
  APP_URL: value.siteUrl.optional(),
  APP_SECRET: value.secretList.optional(),
  DATABASE_URL: value.databaseUrl.default({ url: "file:./data/desk.db", file: "./data/desk.db" }),
  DATABASE_READ_URL: value.postgresUrl.optional(),
  RECORD_DIR: z.string().optional(),
  RECORD_COPY_DIR: z.string().optional(),
  SMTP_URL: value.smtpUrl.optional(),
  MAIL_FROM: value.mailbox.default({ name: "人事服務網", address: "noreply@ecpa.example" }),
  DKIM_DOMAIN: value.mailDomain.optional(),
  DKIM_SELECTOR: value.mailDomain.optional(),
  DKIM_KEY_FILE: value.rsaKeyFile.optional(),
  PASSWORD_DELIVERY: value.oneOf(["mail", "link"]).default("mail"),
  MAIL_IN_PORT: value.port.optional(),
  MAIL_IN_DOMAIN: value.domain.optional(),
  CARD_COMPONENT_URL: value.loopbackUrl.default(CARD_COMPONENT_URL),
  TZ_OFFICE: value.timeZone.default("Asia/Taipei"),
  PASSWORD_PROFILE: value.oneOf(["nist", "tw-gov"]).default("nist"),
  TRUSTED_PROXIES: value.proxyList.default([]),
  MONITOR_HOST: z.string().default("127.0.0.1"),
  MONITOR_PORT: value.port.optional(),
  MONITOR_TOKEN: value.monitorToken.optional(),
  HTTPS_PROXY: value.outwardProxy.optional(),
  NO_PROXY: value.hostList.default(""),
  LOG_LEVEL: value.oneOf(["silent", "fatal", "error", "warn", "info", "debug", "trace"]).default("info"),
});

/**
 * Reads and checks the environment. In demo mode a missing `APP_SECRET` is made up once and kept beside the database it
 * protects; production wants it given.
 *
 * @throws EnvironmentError that lists everything wrong, not only the first
 */
export function readEnvironment(
  env: Record<string, string | undefined>,
  demoSecret = keepDemoSecret,
): Environment {
  // An empty variable, as compose files leave them, counts as not set.
  const given = Object.fromEntries(
    Object.entries(env).filter(([, text]) => text !== undefined && text.trim() !== ""),
  );
  const read = schema.safeParse(given);
  const problems = [
    ...(read.error?.issues.map(({ path, message }) => problemOf(String(path[0]), message)) ?? []),
    ...(given.DESK_MODE === "production" ? productionProblems(given) : []),
    ...dkimProblems(given, read.data?.MAIL_FROM.address),
    ...(read.data ? [...mailboxOfOneProcess(read.data), ...standbyOfServer(read.data)] : []),
  ];
  if (problems.length > 0 || !read.success) throw environmentError(onePerName(problems));
  const { data } = read;
  const { url: databaseUrl, file: databaseFile } = data.DATABASE_URL;
  const dataFolder = databaseFile === undefined ? "./data" : dirname(databaseFile);
  const usualRecord = databaseFile === undefined ? join(dataFolder, "record") : recordFolderOf(databaseFile);
  return {
    mode: data.DESK_MODE,
    host: data.HOST,
    port: data.PORT,
    webProcesses: data.WEB_PROCESSES,
    appUrl: data.APP_URL ?? `http://localhost:${data.PORT}`,
    secrets: data.APP_SECRET ?? [demoSecret(dataFolder)],
    databaseUrl,
    databaseReadUrl: data.DATABASE_READ_URL,
    databaseFile,
    dataFolder,
    recordFolder: data.RECORD_DIR ?? usualRecord,
    recordCopyFolder: data.RECORD_COPY_DIR,
    smtpUrl: data.SMTP_URL,
    mailFrom: data.MAIL_FROM,
    mailIn:
      data.MAIL_IN_PORT === undefined
        ? undefined
        : { port: data.MAIL_IN_PORT, domain: data.MAIL_IN_DOMAIN ?? domainOf(data.MAIL_FROM.address) },
    dkim:
      data.DKIM_DOMAIN && data.DKIM_SELECTOR && data.DKIM_KEY_FILE
        ? { domain: data.DKIM_DOMAIN, selector: data.DKIM_SELECTOR, privateKey: data.DKIM_KEY_FILE }
        : undefined,
    passwordDelivery: data.PASSWORD_DELIVERY,
    cardComponentUrl: data.CARD_COMPONENT_URL,
    officeTimeZone: data.TZ_OFFICE,
    passwordProfile: data.PASSWORD_PROFILE,
    trustedProxies: data.TRUSTED_PROXIES,
    monitorAt:
      data.MONITOR_PORT === undefined ? undefined : { host: data.MONITOR_HOST, port: data.MONITOR_PORT },
    monitorToken: data.MONITOR_TOKEN,
    httpsProxy: data.HTTPS_PROXY,
    noProxy: data.NO_PROXY,
    logLevel: data.LOG_LEVEL,
  };
}

/** The demo's own mailbox is in the memory of the process whose mail server it is; its page would be empty in others. */
function mailboxOfOneProcess({
  WEB_PROCESSES,
  SMTP_URL,
}: Pick<z.infer<typeof schema>, "WEB_PROCESSES" | "SMTP_URL">): EnvironmentProblem[] {
  if (WEB_PROCESSES === 1 || SMTP_URL !== undefined) return [];
  return [
    {
      name: "WEB_PROCESSES",
      zh: "示範自帶的信箱只在一個行程裡；請以 SMTP_URL 指定郵件主機，或不設 WEB_PROCESSES",
      en: "The demo's own mailbox is in one process; name a mail server in SMTP_URL, or leave WEB_PROCESSES unset",
    },
  ];
}

/** A file has no standby. */
function standbyOfServer({
  DATABASE_URL,
  DATABASE_READ_URL,
}: Pick<z.infer<typeof schema>, "DATABASE_URL" | "DATABASE_READ_URL">): EnvironmentProblem[] {
  if (DATABASE_READ_URL === undefined || DATABASE_URL.file === undefined) return [];
  return [
    {
      name: "DATABASE_READ_URL",
      zh: "只有 PostgreSQL 有待命伺服器；DATABASE_URL 是檔案時請不設此變數",
      en: "Only PostgreSQL has a standby; leave it unset where DATABASE_URL is a file",
    },
  ];
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1).toLowerCase();
}

function problemOf(name: string, message: string): EnvironmentProblem {
  const [zh = message, en = message] = message.split("\n");
  return { name, zh, en };
}

function onePerName(problems: EnvironmentProblem[]): EnvironmentProblem[] {
  return problems.filter(({ name }, index) => problems.findIndex((other) => other.name === name) === index);
}
