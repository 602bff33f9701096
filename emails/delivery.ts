import type { NodemailerError } from "nodemailer";

/** How one attempt to hand a mail over ended. */
export type Delivery =
  | { outcome: "accepted"; response: string }
  | {
      /** `permanent`: this mail will never be taken. `temporary`: worth another try. */
      outcome: "temporary" | "permanent";
      /** What failed: reaching a server that would talk to us, this mail or its recipient, or our own writing of it. */
      failure: "server" | "mail" | "desk";
      /** The server's own words, or ours where it said nothing. */
      response: string;
      /** The reply code (`550`), or what broke: `ECONNECTION`, `ETIMEDOUT`, `ETLS`, `EDNS`, `EAUTH`, `EADDRESS`. */
      code: string;
    };

/** What a server may refuse about the mail itself; a refusal of anything else is about the server or about us. */
const aboutTheMail = new Set(["MAIL FROM", "RCPT TO", "DATA"]);

/**
 * 530 and 538 ask for authentication or TLS, 503 for another order of commands: our settings, not this mail. 421 ends the
 * whole conversation wherever it comes.
 */
const aboutTheSession = new Set([421, 503, 530, 538]);

/** Judges the error of an attempt by RFC 5321 §4.2.1 and by what it was an answer to. */
export function deliveryOf(error: NodemailerError): Exclude<Delivery, { outcome: "accepted" }> {
  const { responseCode, response, command = "", code = "ECONNECTION", message } = error;
  if (code === "EABORT") return failed("temporary", "server", "ETIMEDOUT", "the mail server took too long");
  if (responseCode === undefined)
    return neverSent(error)
      ? failed("permanent", "mail", code, message)
      : failed("temporary", "server", code, message);
  const concernsMail = !aboutTheSession.has(responseCode) && aboutTheMail.has(command);
  const outcome = concernsMail && responseCode >= 500 ? "permanent" : "temporary";
  return failed(outcome, concernsMail ? "mail" : "server", String(responseCode), response ?? message);
}

/** The attempt failed. */
export function failed(
  outcome: "temporary" | "permanent",
  failure: "server" | "mail" | "desk",
  code: string,
  response: string,
): Exclude<Delivery, { outcome: "accepted" }> {
  return { outcome, failure, code, response };
}

/** An envelope or a size that cannot be sent to this server whatever the hour. */
function neverSent({ code }: NodemailerError): boolean {
  return code === "EENVELOPE" || code === "EMESSAGE";
}
