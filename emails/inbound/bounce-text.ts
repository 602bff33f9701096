import { replyCodeIn, statusIn, type DeliveryNotice } from "./delivery-report";
import { addressesIn, addressIn, headerText, rawHeader, readHeaders, readMailbox } from "./header";
import { isReply } from "./auto-reply";
import { leaves, type MimePart, shownText } from "./mime";

/*
 * The many bounces that do not follow RFC 3464 (qmail, Exim, Notes, older Exchange, Mail2000 and the mail servers of
 * Taiwan's providers) are known by who wrote them and by what they say of a mail: in words, or, in whatever language, by a
 * server's code over the head of the mail that they return. Either alone is not enough: a person may write of a mail that
 * failed, and a vacation notice may come from nobody.
 */

/** What no person is called, nor has as an address. */
const machine =
  /^["'\s]*(mailer|mail|(mail )?delivery)[-_. ]?daemon\b|^mdaemon\b|^microsoftexchange[0-9a-f]{8}/i;

const daemon =
  /^(mailer[-_.]?daemon|mail[-_.]?daemon|mdaemon|postmaster|post[-_.]?office|mail[-_.]?(delivery|system|admin)|microsoftexchange[0-9a-f]*|exchange|smtp|bounces?|mmdf|qmail)\b/i;
const daemonName =
  /mail(er)?[-_. ]?daemon|mail delivery (sub)?system|mail (server|gateway)|mail administrator|postmaster|郵件(系統|伺服器|管理)|系統管理員|退信/i;

const subjects =
  /^[\s*【［[（(]*(undeliver(able|ed)|returned mail|mail delivery (failed|failure|problem)|mail delivery system|delivery (status notification|failure|report|has failed|notification)|failure notice|failed mail|message (status|delay|undeliverable)|mail system error|non[- ]?deliver|warning: (could not send|message .{0,40}delayed)|could not send message|delayed mail|rejected:|(mail|message|delivery) (error|failed|rejected|returned|bounced)|(error|problem) (delivering|sending)|unable to deliver|bounced mail|(系統|系统)?退信|退件|无法(传递|发送|投递|送达)|(投递|发送)失败|郵件(退回|無法|傳遞失敗|傳送失敗|遞送失敗|延遲)|信件(退回|無法)|無法(傳遞|傳送|遞送|投遞|送達|寄達)|未(能)?(送達|傳遞|遞送)|(傳遞|傳送|遞送|投遞|寄送|寄信)(失敗|延遲|狀態))/i;

const phrases =
  /(could ?n[o']t be (delivered|sent)|(was|were) ?n[o']t (be )?delivered|not (yet )?been delivered|n[o']t able to deliver|unable to deliver|delivery (to the following|has failed|failed|attempts?)|failed permanently|permanent(ly)? (error|fail|fatal)|undeliver(able|ed)|did not reach the following|could not send (your )?message|address(es)? (failed|had)|(has been|been|is) delayed|returned to (the )?sender|no such (user|recipient)|user unknown|(無法|未能|不能|沒有)(傳遞|傳送|遞送|投遞|送達|寄達|寄送|送出)|(傳遞|傳送|遞送|投遞|寄送|寄信)(失敗|延遲)|退信|退回|(无法|未能)(传递|发送|投递|送达)|(投递|发送)失败)/i;

/** The same as an error, a refusal, or what the server found wrong. */
const errors =
  /((error|problem|failure|trouble)s? .{0,40}(deliver|send|transmit|forward)|can ?(no|')t (be )?(deliver|send|sent|forward)|(failed|failing|failure) to (deliver|send|reach)|(unable|impossible) to (be )?(send|sent|forward|reach|relay|deliver)|(is|was|are|were|been|be) (rejected|refused|bounced|returned|undeliverable|not accepted)|(mail|message) (rejected|refused|bounced|failed)|(is|are|was|were) not deliver(able|ed)|(no|in)valid (user|recipient|address|mailbox)|no valid recipients|unknown (user|address|host|mailbox)|(user|address|mailbox|recipient|host|account) (is )?(unknown|not (found|known|exist)|unavailable|disabled|(does ?not|doesn't) exist)|exceeds allowed size|failed addresses follow|(郵件|信件|收件人|收件者|使用者|帳號|信箱)(.{0,10})(不存在|被拒|拒收|停用|錯誤))/i;

const delay =
  /(delay(ed)?\b|will (continue|keep|be) (to )?(try|retr)|still trying|no action is required|this is a warning|do(es)? not need to (send|resend)|延遲|(將|會)(會)?(繼續|持續|再次|再)?(嘗試|重試)|稍後(再|會|將)|尚未(送達|送出|傳遞))/i;

const full =
  /((mail ?box|user|account|recipient|storage|quota).{0,40}(is |was |has been )?(full|exceed|over)|over ?quota|exceed.{0,30}quota|not enough (storage|space)|信箱(空間)?.{0,6}(已滿|滿了|不足|爆滿)|空間(已滿|不足)|(超過|超出).{0,10}(容量|配額|限額|空間))/i;

const gaveUp =
  /(permanent|giv(en|ing) up|gave up|will not (be )?retr|message expired|retry timeout|time ?d? ?out|放棄|永久)/i;

/**
 * Where the server's own words end and the returned mail begins. A mail's own header counts, but not the few fields that a
 * notice may repeat.
 */
const original =
  /^[ \t>|]{0,8}(-{2,80} {0,4}(below this line|this is a copy|original message|the (body|header)|returned message|message (header|text follows)|undelivered message|原始|以下)|(below is a copy of the )?original (message|mail) ?(headers?|follows|:)|message (headers?|text) follows?|(以下|下面)(是|為).{0,8}(原始|原信|原郵件|您(所)?寄)|received: |return-path: |dkim-signature: |mime-version: )/im;

/** Fields that stand over a mail, of which its sender wrote none: where they follow one another a mail begins. */
const headField =
  /^(received|return-path|from|to|cc|subject|date|message-id|reply-to|sender|in-reply-to|references|list-[a-z]{1,20}|mime-version|content-[a-z-]{1,30}|auto-submitted|dkim-signature|x-[a-z0-9-]{1,40}):[ \t]/i;

/** Who wrote a mail: `machine` where no person can have, `daemon` where its name or address is one of a mail server's. */
function writerOf(mail: MimePart): "machine" | "daemon" | "named" | null {
  const raw = rawHeader(mail.headers, "from") ?? "";
  const { name, address } = readMailbox(raw);
  const nobody = !/[^@\s]/.test(address) && (/<@?>/.test(raw) || machine.test(raw));
  if (nobody || machine.test(address) || machine.test(name)) return "machine";
  if (daemon.test(address)) return "daemon";
  return daemonName.test(name) ? "named" : null;
}

/** Whether no person can have written a mail, whatever it says: it comes from a mail server's own address, or from none. */
export function isByMachine(mail: MimePart): boolean {
  return writerOf(mail) === "machine";
}

/** Reads a bounce that is text only, or whose machine-readable part is missing. `null` where the mail is none. */
export function readBounceText(mail: MimePart, nullSender: boolean): DeliveryNotice | null {
  const failed = headerText(mail.headers, "x-failed-recipients");
  const subject = headerText(mail.headers, "subject");
  const writer = writerOf(mail);
  if (failed === "" && writer === null && !nullSender) return null;
  const { notice, rest, returned } = noticeOf(mail);
  if (failed === "" && !isBounce()) return null;

  const status = statusIn(notice);
  const replyCode = replyCodeIn(notice);
  return {
    action: isDelayed(subject, notice) ? "delayed" : "failed",
    recipient: recipientIn(mail, notice, failed) ?? addressedIn(rest),
    status: status?.startsWith("2") === true ? null : status,
    replyCode,
    words: wordsIn(notice) || subject,
  };

  function isBounce(): boolean {
    const says = phrases.test(notice) || errors.test(notice);
    const told = subjects.test(subject);
    const coded = returned && (statusIn(notice) ?? replyCodeIn(notice)) !== null;
    if (writer === "machine" || (writer !== null && nullSender)) return says || told || coded;
    // Somebody who looks after a mail server answers like anybody else, and may quote what it said.
    if (writer !== null)
      return !isReply(subject) && (writer === "daemon" ? says || told || coded : says && told);
    // A person's own address with a null sender is a vacation notice far more often than a bounce.
    return told && says;
  }
}

/** The server's words for people, where its machine-readable part has none. */
export function wordsOfNotice(mail: MimePart): string {
  return wordsIn(noticeOf(mail).notice);
}

/** What the words alone say of the failure, where no code does: a full mailbox empties again. */
export function isPermanentBy(words: string): boolean {
  return !full.test(words);
}

function isDelayed(subject: string, notice: string): boolean {
  if (/delay|warning|延遲/i.test(subject)) return true;
  return (
    delay.test(notice) &&
    !gaveUp.test(notice) &&
    !/^[\s*【［[（(]*(undeliver|returned|failure|退信)/i.test(subject)
  );
}

interface Notice {
  /** What the server says. */
  notice: string;
  /** What it returns in the same text, from the mail's head on. */
  rest: string;
  /** It returns a mail, in the text or beside it. */
  returned: boolean;
}

/** Parts the notice from the mail that it returns. */
function noticeOf(mail: MimePart): Notice {
  const text = shownText(mail).slice(0, 32_768).replaceAll("’", "'");
  const cuts = [original.exec(text)?.index ?? 0, headIn(text)].filter((at) => at > 0);
  const attached = leaves(mail).some(({ type }) => returnedType.test(type));
  const cut = cuts.length > 0 ? Math.min(...cuts) : text.length;
  return { notice: text.slice(0, cut), rest: text.slice(cut), returned: attached || cuts.length > 0 };
}

/** Where in a text the head of a mail begins: three fields one after the other, one of which only servers and programs write. */
function headIn(text: string): number {
  let at = 0;
  let start = -1;
  let fields: string[] = [];
  for (const line of text.split("\n")) {
    const name = headField.exec(line)?.[1]?.toLowerCase();
    if (name !== undefined) {
      if (fields.length === 0) start = at;
      fields.push(name);
      if (fields.length >= 3 && fields.some((one) => !asWritten.test(one))) return start;
    } else if (!/^[ \t]+\S/.test(line)) fields = [];
    at += line.length + 1;
  }
  return -1;
}

/** What people see of a mail's head, and programs repeat above an answer. */
const asWritten = /^(from|to|cc|subject|date|reply-to|sender)$/;

function recipientIn(mail: MimePart, notice: string, failed: string): string | null {
  const named = addressIn(failed);
  if (named) return named.toLowerCase();
  const ours = new Set(
    ["to", "from", "reply-to"].flatMap((name) => addressesIn(headerText(mail.headers, name))),
  );
  const other = (address: string) => !ours.has(address) && !daemon.test(address);
  const bracketed = [...notice.matchAll(/^[ \t]*<([^<>\s]{3,254})>:?/gm)].map(([, address = ""]) =>
    address.toLowerCase(),
  );
  const phrase = phrases.exec(notice) ?? errors.exec(notice);
  const lineStart = phrase ? notice.lastIndexOf("\n", phrase.index) + 1 : 0;
  return (
    bracketed.find((address) => address.includes("@") && other(address)) ??
    addressesIn(notice.slice(lineStart)).find(other) ??
    addressesIn(notice).find(other) ??
    originalRecipient(mail)
  );
}

/** To whom the mail is addressed whose head stands in a text. */
function addressedIn(text: string): string | null {
  return addressIn(/^to:[ \t]([^\n]{1,500})/im.exec(text)?.[1] ?? "")?.toLowerCase() ?? null;
}

const returnedType = /^(message\/(global|rfc822)(-headers)?|text\/rfc822-headers)$/;

/** To whom the returned mail was addressed. */
function originalRecipient(mail: MimePart): string | null {
  const returned = leaves(mail).find(({ type }) => returnedType.test(type));
  if (!returned) return null;
  const headers = readHeaders(returned.bytes().subarray(0, 65_536).toString("latin1"));
  return readMailbox(rawHeader(headers, "to")).address || null;
}

/** The line in which the server says why: the one with a code, else the one that says that it failed. */
function wordsIn(notice: string): string {
  const lines = notice
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const line =
    lines.find((one) => replyCodeIn(one) !== null && statusIn(one) !== null) ??
    lines.find((one) => replyCodeIn(one) !== null && /[a-z\u4e00-\u9fff]/i.test(one)) ??
    lines.find((one) => statusIn(one) !== null) ??
    lines.find((one) => full.test(one)) ??
    lines.find((one) => /unknown|no such|no mailbox|not (found|exist|listed)|不存在|查無|無此/i.test(one)) ??
    lines.find((one) => phrases.test(one) || errors.test(one));
  return line ?? "";
}
