import { domainToASCII } from "node:url";

/** Where and how to hand mail over, as `SMTP_URL` says. */
export interface SmtpEndpoint {
  host: string;
  port: number;
  /** `implicit`: TLS from the first byte. `starttls`: refused where the server does not offer it. `none`: loopback only. */
  tls: "implicit" | "starttls" | "none";
  credentials: { user: string; pass: string } | null;
}

/** `SMTP_URL` cannot be used. The message never repeats the URL, which may hold a password. */
export class InvalidSmtpUrl extends Error {
  override name = "InvalidSmtpUrl";
}

/**
 * Reads `smtp://` (port 587, STARTTLS required except on the loopback) or `smtps://` (port 465). Nothing in the URL can
 * weaken TLS: a query is refused.
 *
 * @throws {InvalidSmtpUrl}
 */
export function parseSmtpUrl(text: string): SmtpEndpoint {
  if (!URL.canParse(text)) throw new InvalidSmtpUrl("SMTP_URL is not a URL");
  const url = new URL(text);
  if (url.protocol !== "smtp:" && url.protocol !== "smtps:")
    throw new InvalidSmtpUrl("SMTP_URL must begin with smtp:// or smtps://");
  if (url.hostname === "") throw new InvalidSmtpUrl("SMTP_URL names no host");
  if (url.search !== "" || url.hash !== "" || (url.pathname !== "" && url.pathname !== "/"))
    throw new InvalidSmtpUrl("SMTP_URL may hold nothing after host and port");
  if ((url.username === "") !== (url.password === ""))
    throw new InvalidSmtpUrl("SMTP_URL must give both a user and a password, or neither");

  const implicit = url.protocol === "smtps:";
  const host = url.hostname.startsWith("[")
    ? url.hostname.slice(1, -1)
    : domainToASCII(decodeURIComponent(url.hostname));
  if (host === "") throw new InvalidSmtpUrl("SMTP_URL names no valid host");
  return {
    host,
    port: url.port === "" ? (implicit ? 465 : 587) : Number(url.port),
    tls: implicit ? "implicit" : isLoopback(host) ? "none" : "starttls",
    credentials:
      url.username === ""
        ? null
        : { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
  };
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(?:\.\d{1,3}){3}$/.test(host);
}
