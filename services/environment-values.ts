import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import { z } from "zod";
import { isPostgres } from "../db/dialect/database-address";
import { isMailAddress } from "../language/mail-address";
import { parseSmtpUrl } from "../emails/smtp-url";

/** Texts of the two languages in one zod message; environment.ts takes them apart again. */
export function said(zh: string, en: string): string {
  return `${zh}\n${en}`;
}

/** True for names and addresses that never leave this machine. */
function isLoopback(hostname: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/.test(hostname);
}

export function oneOf<const T extends readonly [string, ...string[]]>(words: T) {
  const list = words.join(", ");
  return z.enum(words, { error: said(`須為下列之一：${list}`, `Must be one of: ${list}`) });
}

export const port = z.string().transform((text, context) => {
  const number = Number(text);
  if (/^\d{1,5}$/.test(text) && number <= 65_535) return number;
  context.addIssue(
    said("須為 0 到 65535 的整數，例如 3000", "Must be a whole number from 0 to 65535, such as 3000"),
  );
  return z.NEVER;
});

export const processCount = z.string().transform((text, context) => {
  const number = Number(text);
  if (/^\d{1,2}$/.test(text) && number >= 1 && number <= 64) return number;
  context.addIssue(said("須為 1 到 64 的整數，例如 2", "Must be a whole number from 1 to 64, such as 2"));
  return z.NEVER;
});

/** An origin: https, or http on the loopback, where cookies and forms are safe without it. */
export const siteUrl = z.string().transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const safe = url?.protocol === "https:" || (url?.protocol === "http:" && isLoopback(url.hostname));
  if (url && safe && url.pathname === "/" && !url.search && !url.hash && !url.username) return url.origin;
  context.addIssue(
    said(
      "須為本站網址，例如 https://ecpa.example，不含路徑；除本機（localhost）外一律 https",
      "Must be the address of the site without a path, such as https://ecpa.example; https except on localhost",
    ),
  );
  return z.NEVER;
});

/** An origin on the visitor's own machine: the PIN is given to whatever answers there. */
export const loopbackUrl = z.string().transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (
    url?.protocol === "http:" &&
    isLoopback(url.hostname) &&
    url.pathname === "/" &&
    !url.search &&
    !url.hash
  ) {
    return url.origin;
  }
  context.addIssue(
    said(
      "須為本機網址，例如 http://localhost:61161",
      "Must be an address of this machine, such as http://localhost:61161",
    ),
  );
  return z.NEVER;
});

/** One or several secrets, the newest first. */
export const secretList = z.string().transform((text, context): [string, ...string[]] => {
  const [first, ...others] = text.split(",").map((each) => each.trim());
  if (first && [first, ...others].every((each) => each.length >= 32)) return [first, ...others];
  context.addIssue(
    said(
      "每個金鑰至少 32 個字元，以逗號分隔，最新的在前；可用 openssl rand -base64 48 產生",
      "Each secret needs at least 32 characters; separate several by commas, newest first. Make one with: openssl rand -base64 48",
    ),
  );
  return z.NEVER;
});

/** A bearer token (RFC 6750) that nobody guesses. */
export const monitorToken = z.string().regex(/^[\w.~+/-]{32,}=*$/, {
  error: said(
    "至少 32 個字元，只用英數字與 - . _ ~ + / =；可用 openssl rand -base64 48 產生",
    "At least 32 characters of A-Z a-z 0-9 - . _ ~ + / =; make one with: openssl rand -base64 48",
  ),
});

/** A standby of the database, which is PostgreSQL's then. */
export const postgresUrl = z.string().refine(isPostgres, {
  error: said(
    "須為 PostgreSQL 待命伺服器的位址，例如 postgres://desk@standby.example/desk",
    "Must be the address of a standby of PostgreSQL, such as postgres://desk@standby.example/desk",
  ),
});

/** The database, and the path of its file where it lies in one. */
export const databaseUrl = z.string().transform((url, context): { url: string; file?: string } => {
  if (isPostgres(url)) return { url };
  const path = /^file:(\/\/(?=\/))?(.+)$/.exec(url)?.[2];
  if (path && !path.endsWith("/")) return { url: `file:${decodeURI(path)}`, file: decodeURI(path) };
  context.addIssue(
    said(
      "須為 file: 加上檔案路徑，例如 file:./data/desk.db；或 PostgreSQL 的位址，例如 postgres://desk@db.example/desk",
      "Must be file: and a path, such as file:./data/desk.db; or PostgreSQL's address, such as postgres://desk@db.example/desk",
    ),
  );
  return z.NEVER;
});

/** Where mail goes. Beyond the loopback TLS is always verified, and nothing in the URL can weaken it. */
export const smtpUrl = z.string().refine(
  (text) => {
    try {
      return Boolean(parseSmtpUrl(text));
    } catch {
      return false;
    }
  },
  said(
    "須為 smtps://帳號:密碼@主機:465，或 smtp://帳號:密碼@主機:587（必用 STARTTLS）；TLS 一律驗證，主機後不得有其他參數",
    "Must be smtps://user:password@host:465, or smtp://user:password@host:587 (with STARTTLS); TLS is always verified, and nothing may follow the host",
  ),
);

/** `Name <address>` or a bare address. */
export const mailbox = z.string().transform((text, context) => {
  const [, quoted, plain, bracketed] = /^(?:"([^"<>]*)"\s*|([^"<>]*))<([^<>]+)>$/.exec(text.trim()) ?? [];
  const name = (quoted ?? plain ?? "").trim();
  const address = (bracketed ?? text).trim();
  if (isMailAddress(address)) return { name, address };
  context.addIssue(
    said(
      "須為寄件人，例如 人事服務網 <noreply@ecpa.example>",
      "Must be a sender, such as ECPA <noreply@ecpa.example>",
    ),
  );
  return z.NEVER;
});

/** A domain that mail is addressed to. */
export const domain = z.string().transform((text, context) => {
  const name = text.trim().toLowerCase();
  if (isMailAddress(`x@${name}`)) return name;
  context.addIssue(
    said(
      "須為收信網域，例如 desk.ecpa.example",
      "Must be the domain of the mail that comes in, such as desk.ecpa.example",
    ),
  );
  return z.NEVER;
});

/** A name in the DNS. */
export const mailDomain = z
  .string()
  .trim()
  .toLowerCase()
  .regex(
    /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/,
    said("須為 DNS 名稱，例如 ecpa.example", "Must be a name in the DNS, such as ecpa.example"),
  );

/** The path of a PEM file with a private RSA key of 2048 bits or more (RFC 8301); becomes what is in it. */
export const rsaKeyFile = z.string().transform((path, context) => {
  try {
    const pem = readFileSync(path, "utf8");
    const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey(pem);
    if (asymmetricKeyType === "rsa" && (asymmetricKeyDetails?.modulusLength ?? 0) >= 2048) return pem;
  } catch {
    // The reason may repeat what is in the file.
  }
  context.addIssue(
    said(
      "須為可讀取的 PEM 檔，內含 2048 位元以上的 RSA 私鑰；可用 openssl genrsa -out dkim.pem 2048 產生",
      "Must be a readable PEM file with a private RSA key of 2048 bits or more; make one with: openssl genrsa -out dkim.pem 2048",
    ),
  );
  return z.NEVER;
});

export const timeZone = z.string().refine(
  (text) => {
    try {
      return Boolean(new Intl.DateTimeFormat("en", { timeZone: text }));
    } catch {
      return false;
    }
  },
  said("須為 IANA 時區，例如 Asia/Taipei", "Must be an IANA time zone, such as Asia/Taipei"),
);

/** Addresses and CIDR ranges, separated by commas. */
export const proxyList = z.string().transform((text, context) => {
  const ranges = text.split(",").map((each) => each.trim());
  if (ranges.every(isAddressRange)) return ranges;
  context.addIssue(
    said(
      "須為以逗號分隔的 IP 位址或網段，例如 10.0.0.5,192.168.0.0/16",
      "Must be IP addresses or ranges separated by commas, such as 10.0.0.5,192.168.0.0/16",
    ),
  );
  return z.NEVER;
});

/** A proxy on the way out, with its account where it wants one. */
export const outwardProxy = z.string().transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.pathname === "/" && !url.search && !url.hash) return text;
  context.addIssue(
    said(
      "須為代理伺服器網址，例如 http://proxy.example:3128 或 http://帳號:密碼@proxy.example:3128",
      "Must be the address of a proxy, such as http://proxy.example:3128 or http://user:password@proxy.example:3128",
    ),
  );
  return z.NEVER;
});

/** Hosts by name, their subdomains included, perhaps with a port; `*` for all. */
export const hostList = z.string().transform((text, context) => {
  const hosts = text.split(/[\s,]+/).filter(Boolean);
  if (hosts.every((host) => /^(\*|(\*?\.)?[\w.-]+(:\d{1,5})?|\[[\da-f:]+\](:\d{1,5})?)$/i.test(host)))
    return hosts.join(",");
  context.addIssue(
    said(
      "須為以逗號分隔的主機名稱，例如 localhost,.gov.tw",
      "Must be host names separated by commas, such as localhost,.gov.tw",
    ),
  );
  return z.NEVER;
});

function isAddressRange(text: string): boolean {
  const [address = "", bits, ...rest] = text.split("/");
  const version = isIP(address);
  const widest = version === 4 ? 32 : 128;
  return (
    version > 0 &&
    rest.length === 0 &&
    (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= widest))
  );
}
