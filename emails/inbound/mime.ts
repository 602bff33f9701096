import { decodeText } from "./charset";
import { fromQuotedPrintable, type HeaderFields, rawHeader, readHeaders, readStructured } from "./header";
import { htmlToText, mostHtml } from "./html-text";
import { mailError } from "./mail-refused";

/** One part of a mail. */
export interface MimePart {
  headers: HeaderFields;
  /** `text/plain`, in lower case. */
  type: string;
  parameters: ReadonlyMap<string, string>;
  /** `attachment`, `inline`, or empty. */
  disposition: string;
  filename: string | null;
  /** The parts of a `multipart/*`; a mail within a mail is never opened. */
  parts: readonly MimePart[];
  /** The content with its transfer encoding taken off; empty for a `multipart/*`. */
  bytes(): Buffer;
}

/** What reading one mail may cost; whatever is above is refused unread, and far above what people and servers send. */
export const mailBudget = {
  /** Its attachments of 7 MB in base64, and some room. */
  bytes: 10 * 1024 * 1024,
  /** Of all its parts' headers together. */
  headerBytes: 262_144,
  headerLines: 2000,
  parts: 500,
  depth: 20,
  /** Looked through for boundaries, once for each level that holds them: a mail of the largest size four levels deep. */
  searchedBytes: 40 * 1024 * 1024,
  /** Places that look like a boundary, whether they are one or not. */
  boundaries: 10_000,
} as const;

/** How much of it is left, to a mail and the mails within it together. */
export interface MailBudget {
  headerBytes: number;
  headerLines: number;
  parts: number;
  searchedBytes: number;
  boundaries: number;
}

export const wholeBudget = (): MailBudget => ({ ...mailBudget });

/** Fields of which a mail has at least one (RFC 5322 §3.6), so that a text file with a colon in it is not one. */
const wellKnown = new Set([
  ...["from", "to", "subject", "date", "message-id", "received", "return-path", "sender", "reply-to"],
  ...["mime-version", "content-type", "in-reply-to", "references", "delivered-to"],
]);

/**
 * Reads a mail into its parts (RFC 2045, 2046, 5322), forgiving what servers get wrong: a missing end of a boundary, bare
 * line feeds, an mbox line at the top. Synchronous, within {@link mailBudget}, for the mail is in memory already; unlike a
 * streaming parser it keeps the tree, by which reports are told from letters.
 *
 * @throws MailRefused
 */
export function readMail(bytes: Uint8Array, budget = wholeBudget()): MimePart {
  if (bytes.length > mailBudget.bytes) throw mailError("mail-too-large", mailBudget.bytes);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString("latin1")
    .replace(/^\xef\xbb\xbf/, "")
    .replace(/^[\r\n]+/, "")
    .replace(/^>?From .*\r?\n/, "");
  const part = readPart(text, budget, 0);
  if (!Object.keys(part.headers).some((name) => wellKnown.has(name))) throw mailError("not-a-mail");
  return part;
}

function readPart(text: string, budget: MailBudget, depth: number, usual = "text/plain"): MimePart {
  spend(budget, "parts", 1, "too-many-parts");
  const [head, body] = splitHead(text, budget);
  const headers = readHeaders(head);
  const content = readStructured(rawHeader(headers, "content-type"));
  const type = /^[\w.+-]+\/[\w.+-]+$/.test(content.value) ? content.value : usual;
  const disposition = readStructured(rawHeader(headers, "content-disposition"));
  const boundary = content.parameters.get("boundary");
  const compound = type.startsWith("multipart/") && boundary !== undefined;
  if (compound && depth >= mailBudget.depth) throw mailError("nested-too-deeply", mailBudget.depth);
  const inner = type === "multipart/digest" ? "message/rfc822" : "text/plain";
  const parts = compound
    ? sections(body, boundary, budget).map((section) => readPart(section, budget, depth + 1, inner))
    : [];
  const encoding = rawHeader(headers, "content-transfer-encoding") ?? "";
  let bytes: Buffer | undefined;
  return {
    headers,
    type: compound || !type.startsWith("multipart/") ? type : "text/plain",
    parameters: content.parameters,
    disposition: disposition.value,
    filename: disposition.parameters.get("filename") ?? content.parameters.get("name") ?? null,
    parts,
    bytes: () => (bytes ??= compound ? Buffer.alloc(0) : decoded(body, encoding)),
  };
}

function spend(
  budget: MailBudget,
  of: keyof MailBudget,
  amount: number,
  code: Parameters<typeof mailError>[0],
): void {
  budget[of] -= amount;
  if (budget[of] < 0) throw mailError(code, mailBudget[of]);
}

function splitHead(text: string, budget: MailBudget): [head: string, body: string] {
  const start = /^\r?\n/.exec(text);
  if (start) return ["", text.slice(start[0].length)];
  const gap = /\r?\n\r?\n/.exec(text.slice(0, budget.headerBytes));
  const head = gap ? text.slice(0, gap.index) : text;
  spend(budget, "headerBytes", head.length, "header-too-long");
  spend(budget, "headerLines", linesOf(head), "too-many-header-lines");
  return [head, gap ? text.slice(gap.index + gap[0].length) : ""];
}

function linesOf(text: string): number {
  let lines = 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines += 1;
  return lines;
}

/** The texts between the boundary lines. */
function sections(body: string, boundary: string, budget: MailBudget): string[] {
  spend(budget, "searchedBytes", body.length, "nested-too-large");
  const found: string[] = [];
  const mark = `--${boundary}`;
  let start = -1;
  for (let at = body.indexOf(mark); at >= 0; at = body.indexOf(mark, at + mark.length)) {
    spend(budget, "boundaries", 1, "too-many-boundaries");
    if (at > 0 && body[at - 1] !== "\n") continue;
    const after = body.slice(at + mark.length, at + mark.length + 80);
    const tail = /^(--)?[ \t]*(?:\r?\n|$)/.exec(after);
    if (!tail) continue;
    if (start >= 0) found.push(withoutLastBreak(body.slice(start, at)));
    if (tail[1] !== undefined) return found;
    if (found.length > budget.parts) throw mailError("too-many-parts", mailBudget.parts);
    start = at + mark.length + tail[0].length;
  }
  if (start >= 0) found.push(body.slice(start));
  return found;
}

/** The line break before a boundary belongs to it (RFC 2046 §5.1.1). */
function withoutLastBreak(text: string): string {
  if (!text.endsWith("\n")) return text;
  return text.slice(0, text.endsWith("\r\n") ? -2 : -1);
}

function decoded(body: string, encoding: string): Buffer {
  switch (encoding.trim().toLowerCase()) {
    case "base64":
      return Buffer.from(body, "base64");
    case "quoted-printable":
      return fromQuotedPrintable(body);
    default:
      return Buffer.from(body, "latin1");
  }
}

/** Every part that holds content, in order; a mail within a mail counts as one. */
export function leaves(part: MimePart): MimePart[] {
  return part.type.startsWith("multipart/") ? part.parts.flatMap(leaves) : [part];
}

/** The text of one part as it was written, HTML with its tags; at most so many bytes of it are looked at. */
export function sourceOf(part: MimePart, mostBytes = 262_144): string {
  return decodeText(part.bytes().subarray(0, mostBytes), part.parameters.get("charset"));
}

/** The text of one part, HTML in plain words; at most so many bytes of it are looked at. */
export function textOf(part: MimePart, mostBytes = 262_144): string {
  const text = sourceOf(part, mostBytes);
  const plain = part.type === "text/html" ? htmlToText(text) : text;
  return plain.replaceAll(/\r\n?/g, "\n").replaceAll("\0", "");
}

const isShown = (part: MimePart) => part.disposition !== "attachment" && part.type.startsWith("text/");

const shown = new WeakMap<MimePart, string>();

/**
 * What a reader of the mail sees: of alternatives the plain one, unless it says nothing. At most 131,072 bytes of all its
 * parts are looked at, and once only, for taking HTML apart costs far more than reading it.
 */
export function shownText(mail: MimePart): string {
  const text = shown.get(mail) ?? textWithin(mail, { bytes: mostHtml });
  shown.set(mail, text);
  return text;
}

function textWithin(part: MimePart, budget: { bytes: number }): string {
  if (part.type.startsWith("multipart/") && part.type !== "multipart/alternative")
    return part.parts
      .map((one) => textWithin(one, budget))
      .filter(Boolean)
      .join("\n");
  for (const type of ["text/plain", "text/html"])
    for (const leaf of leaves(part).filter((one) => one.type === type && isShown(one))) {
      const text = textOf(leaf, budget.bytes);
      budget.bytes = Math.max(0, budget.bytes - leaf.bytes().length);
      if (text.trim() !== "") return text;
    }
  return "";
}
