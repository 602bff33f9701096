import { decodeText } from "./charset";
import { leaves, type MimePart } from "./mime";
import { redact } from "./redact";

/** A file that came with a mail, fit to be kept. */
export interface KeptFile {
  name: string;
  /** As the mail claims; never a reason to open it in a browser. */
  mediaType: string;
  bytes: Buffer;
}

export interface LeftFile {
  name: string;
  /** `mail`: a mail within the mail may carry a password; `secret`: it does. */
  why: "mail" | "secret" | "empty" | "too-many" | "too-large";
}

export interface AttachmentLimits {
  count: number;
  bytesOfOne: number;
  bytes: number;
}

export const attachmentLimits: AttachmentLimits = {
  count: 10,
  bytesOfOne: 5 * 1024 * 1024,
  bytes: 7 * 1024 * 1024,
};

const isMail = /^(message\/|application\/(ms-tnef|vnd\.ms-outlook|vnd\.ms-tnef))|^multipart\//;
const mailName = /\.(eml|msg|mht|mhtml|mbox|tnef|oft)$|^winmail\.dat$/i;
const signature = /^application\/(pgp-signature|(x-)?pkcs7-signature)$/;
const textName = /\.(txt|html?|csv|tsv|md|json|xml|log|ics|vcf|rtf|svg)$/i;

/**
 * The files of a mail, as far as the limits go, and what was left out. Mails within it are never kept, texts lose what has
 * the form of a secret, and a file in which a live password stands in plain bytes is left out altogether.
 *
 * @param known passwords that are alive
 */
export function filesOf(
  mail: MimePart,
  known: readonly string[],
  limits: AttachmentLimits = attachmentLimits,
): { kept: KeptFile[]; left: LeftFile[] } {
  const kept: KeptFile[] = [];
  const left: LeftFile[] = [];
  let total = 0;
  for (const part of leaves(mail).filter(isFile)) {
    const name = fileName(redact(part.filename ?? "", known), part.type);
    const content = contentOf(part, name, known, kept.length < limits.count);
    if (typeof content === "string") {
      left.push({ name, why: content });
    } else if (content.length > limits.bytesOfOne || total + content.length > limits.bytes) {
      left.push({ name, why: "too-large" });
    } else {
      total += content.length;
      kept.push({ name, mediaType: part.type, bytes: content });
    }
  }
  return { kept, left: left.slice(0, 50) };
}

function isFile(part: MimePart): boolean {
  if (signature.test(part.type)) return false;
  if (part.disposition === "attachment" || part.filename !== null) return true;
  return part.type !== "text/plain" && part.type !== "text/html" && part.type !== "text/calendar";
}

/** @param isRoom whether one more may be kept; else it is not even decoded */
function contentOf(
  part: MimePart,
  name: string,
  known: readonly string[],
  isRoom: boolean,
): Buffer | "secret" | "empty" | "mail" | "too-many" {
  if (isMail.test(part.type) || mailName.test(part.filename ?? "")) return "mail";
  if (!isRoom) return "too-many";
  const bytes = part.bytes();
  if (bytes.length === 0) return "empty";
  if (/^(return-path|received|delivered-to|x-[\w-]{1,40}): /i.test(bytes.toString("latin1", 0, 80)))
    return "mail";
  const isText = part.type.startsWith("text/") || textName.test(name);
  if (isText) return Buffer.from(redact(decodeText(bytes, part.parameters.get("charset")), known));
  return known.some((password) => holds(bytes, password)) ? "secret" : bytes;
}

function holds(bytes: Buffer, password: string): boolean {
  return [password, password.toLowerCase()].some(
    (one) => bytes.includes(one) || bytes.includes(Buffer.from(one, "utf16le")),
  );
}

const unsafe = /[\p{Control}\p{Format}\p{Surrogate}\p{Private_Use}"'<>:|?*\\/`$&;%]/gu;

/** A name that is safe to show and to save under: no path, no control or direction characters, 100 characters at most. */
export function fileName(given: string, type = ""): string {
  const base = given.split(/[\\/]/).at(-1) ?? "";
  const clean = base
    .normalize("NFC")
    .replaceAll(unsafe, "")
    .replace(/^[.\s]+/, "")
    .trim();
  if (clean === "")
    return type.startsWith("image/") ? `圖片.${type.slice("image/".length).replaceAll(/\W/g, "")}` : "附件";
  if (clean.length <= 100) return clean;
  const ending = /\.[^.]{1,10}$/.exec(clean)?.[0] ?? "";
  return clean.slice(0, 100 - ending.length) + ending;
}
