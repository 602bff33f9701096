import { decodeText } from "./charset";
import { addressIn, headerText, rawHeader, readHeaders, type HeaderFields } from "./header";
import { leaves, type MimePart } from "./mime";

/** What a mail server says became of a mail. */
export interface DeliveryNotice {
  /** `relayed` stands for every good news: delivered, relayed, expanded. */
  action: "failed" | "delayed" | "relayed";
  recipient: string | null;
  /** `5.1.1` (RFC 3463). */
  status: string | null;
  /** `550`, where the server named no better status. */
  replyCode: string | null;
  /** In the server's own words. */
  words: string;
}

/**
 * Reads the machine-readable part of a delivery status notification (RFC 3464, and RFC 6533 for addresses in Unicode). Of
 * several recipients the one that fared worst counts: this desk writes to one at a time.
 *
 * @returns `null` where the mail has no such part, or one that says nothing
 */
export function readDeliveryReport(mail: MimePart): DeliveryNotice | null {
  const report = leaves(mail).find(({ type }) => /^message\/(global-)?delivery-status$/.test(type));
  if (!report) return null;
  const groups = decodeText(report.bytes().subarray(0, 65_536), undefined)
    .split(/(?:\r?\n[ \t]*){2,}/)
    .map((group) => readHeaders(Buffer.from(group).toString("latin1")));
  const notices = groups.flatMap((group) => noticeOf(group) ?? []);
  const order = ["failed", "delayed", "relayed"] as const;
  return notices.sort((one, other) => order.indexOf(one.action) - order.indexOf(other.action))[0] ?? null;
}

function noticeOf(group: HeaderFields): DeliveryNotice | null {
  const given = statusIn(rawHeader(group, "status") ?? "");
  const recipient = recipientOf(group);
  const action = actionOf(rawHeader(group, "action"), given);
  if (action === null || (recipient === null && rawHeader(group, "action") === undefined)) return null;
  const diagnostic = headerText(group, "diagnostic-code").replace(/^[\w-]+\s*;\s*/, "");
  return {
    action,
    recipient,
    status: preciser(given, statusIn(diagnostic)),
    replyCode: replyCodeIn(diagnostic),
    words: diagnostic,
  };
}

function actionOf(text: string | undefined, status: string | null): DeliveryNotice["action"] | null {
  const word = /^[\s"]*([a-z]+)/i.exec(text ?? "")?.[1]?.toLowerCase();
  if (word === "failed" || word === "delayed") return word;
  if (word === "delivered" || word === "relayed" || word === "expanded") return "relayed";
  if (status === null) return null;
  return status.startsWith("2") ? "relayed" : status.startsWith("4") ? "delayed" : "failed";
}

/** Whom the mail could not reach: where it was forwarded, the address that failed in the end. */
function recipientOf(group: HeaderFields): string | null {
  for (const name of ["final-recipient", "original-recipient"]) {
    const value = headerText(group, name).replace(/^[\w-]+\s*;\s*/, "");
    // `utf-8;` addresses may be written as \x{4E2D} (RFC 6533 §3).
    const plain = value.replaceAll(/\\x\{([0-9a-f]{1,6})\}/gi, (_, hex: string) => characterOf(hex));
    const address =
      addressIn(plain) ?? (/^<?[^\s<>]{1,254}>?$/.test(plain) ? plain.replaceAll(/[<>]/g, "") : "");
    if (address !== "") return address.toLowerCase();
  }
  return null;
}

function characterOf(hex: string): string {
  const code = Number.parseInt(hex, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : "";
}

const dotted = "([245]\\.\\d{1,3}\\.\\d{1,3})(?!\\.?\\d)";
const statusForms = [
  new RegExp(`(?<!\\d)[245]\\d\\d[ -]+#?${dotted}`),
  new RegExp(`#${dotted}`),
  new RegExp(`(?:status|code|狀態|代碼|錯誤碼)[^\\n\\d]{0,20}${dotted}`, "i"),
  new RegExp(`(?<![\\d.])${dotted}`),
];

/** The status code of RFC 3463 in a text: rather one behind a reply code than one that may be a version of something. */
export function statusIn(text: string): string | null {
  for (const form of statusForms) {
    const status = form.exec(text)?.[1];
    if (status !== undefined) return status;
  }
  return null;
}

/** The reply code of RFC 5321 that refused, in a text. */
export function replyCodeIn(text: string): string | null {
  return (
    /(?<![\d.@/-])(4(?:2[0-9]|3[0-9]|5[0-9])|5(?:0[0-4]|2[0-9]|3[0-9]|4[0-9]|5[0-9]|7[0-9]))(?=[\s,:;#-]|$)/.exec(
      text,
    )?.[1] ?? null
  );
}

/** `5.0.0` says that it failed, `5.1.1` says why. */
function preciser(given: string | null, told: string | null): string | null {
  if (given === null) return told;
  const vague = given.endsWith(".0.0");
  return vague && told !== null && told[0] === given[0] ? told : given;
}
