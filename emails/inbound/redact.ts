import type { MimePart } from "./mime";
import { leaves, readMail, sourceOf, textOf, wholeBudget } from "./mime";
import { isMailRefused } from "./mail-refused";
import { headerText } from "./header";
import { htmlToText, mostHtml } from "./html-text";

/** What stands in the place of something that may not be kept. */
export const struckOut = "［已移除］";

const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const fullWidth = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g;
const passwordShape = /(?<![A-Za-z0-9])[A-HJ-NP-Z2-9]{8,}(?![A-Za-z0-9])/g;
const pathToken = /(\/(?:status|password-link)\/)[\w~%.=-]{8,}/gi;
const returnToken = /\b((?:bounce|reply)\+)[a-z2-7]{20,}/gi;
const longToken = /[\w-]{40,}/g;

/**
 * Strikes out of a text whatever has the form of a secret of ours: a temporary password as it is mailed, the tokens of
 * links and return addresses, and these passwords in whatever case and spacing they are written.
 *
 * @param known passwords that are alive
 */
export function redact(text: string, known: readonly string[] = []): string {
  const plain = text.replaceAll(invisible, "").replaceAll(fullWidth, (one) => one.normalize("NFKC"));
  return known
    .reduce((rest, password) => rest.replaceAll(spelledFreely(password), struckOut), plain)
    .replaceAll(pathToken, `$1${struckOut}`)
    .replaceAll(returnToken, `$1${struckOut}`)
    .replaceAll(longToken, (token) => (/[a-z]/i.test(token) && /\d/.test(token) ? struckOut : token))
    .replaceAll(passwordShape, struckOut);
}

function spelledFreely(password: string): RegExp {
  return new RegExp([...password].join("[\\s>*_.-]{0,4}"), "gi");
}

const passwordMail = /您的新密碼如下|您的新密码如下|your new password is/i;

/** Whether a text repeats the mail with the password. */
export function quotesPasswordMail(text: string): boolean {
  return passwordMail.test(text);
}

/** Strikes out the lines under 您的新密碼如下 that could be a password, in whatever case. */
export function withoutPasswordLines(text: string): string {
  let since = Infinity;
  return text
    .split("\n")
    .map((line) => {
      since = passwordMail.test(line) ? 0 : since + 1;
      if (since > 6) return line;
      return line.replaceAll(
        /(?<![A-Za-z0-9])(?=[A-Za-z]*\d)[A-HJ-NP-Za-hj-np-z2-9]{8,32}(?![A-Za-z0-9])/g,
        struckOut,
      );
    })
    .join("\n");
}

/** How many candidates a mail may have checked: each costs a slow hash. */
const mostCandidates = 12;

/**
 * What in a mail could be a temporary password, the likeliest first: in its own capitals, then with a digit in it, then
 * any word of that length; also in two halves. Quotes, HTML, attached texts and mails are looked through too.
 *
 * @param isShape whether a word could be one at all
 */
export function passwordCandidates(mail: MimePart, isShape: (word: string) => boolean): string[] {
  const text = textsOf(mail, plainText())
    .join("\n")
    .replaceAll(invisible, "")
    .replaceAll(fullWidth, (one) => one.normalize("NFKC"));
  // By likelihood, words before halves; a mail may be millions of words, of which few are kept.
  const found = Array.from({ length: 8 }, () => new Set<string>());
  const note = (word: string, half: 0 | 1) => {
    if (!isShape(word)) return;
    const rank = (word === word.toUpperCase() ? 0 : 2) + (/\d/.test(word) ? 0 : 1);
    const kept = found[rank * 2 + half];
    if (kept && kept.size < mostCandidates) kept.add(word.toUpperCase());
  };
  let before = "";
  for (const [word] of text.matchAll(/[A-Za-z0-9]+/g)) {
    note(word, 0);
    const joined = before + word;
    if (before.length > 0 && before.length < 8 && joined.length === 8 && /\d/.test(joined)) note(joined, 1);
    before = word;
  }
  return [...new Set(found.flatMap((some) => [...some]))].slice(0, mostCandidates);
}

/** Reads parts in plain words, HTML as it was written where taking so much of it apart would take too long. */
function plainText(): (part: MimePart) => string {
  let left = mostHtml;
  return (part) => {
    if (part.type !== "text/html") return textOf(part);
    const html = sourceOf(part);
    left -= html.length;
    return left < 0 ? html : htmlToText(html);
  };
}

const passwordLink = /(?:\/|%2F)password-link(?:\/|%2F)([\w-]{43})(?![\w-])/gi;

/**
 * The tokens of one-time links that a mail carries, as they were mailed, within a link checker's address, or broken over
 * lines and quoted. Looks through the same texts as {@link passwordCandidates}.
 */
export function linkTokens(mail: MimePart): string[] {
  const text = textsOf(mail, sourceOf).join("\n").replaceAll(invisible, "");
  const inOneLine = text.replaceAll(/\r?\n[> ]*/g, "");
  const found = [text, inOneLine].flatMap((one) => [...one.matchAll(passwordLink)]);
  return [...new Set(found.map(([, token = ""]) => token))].slice(0, mostCandidates);
}

/** Every text in a mail as `read` reads it, those of mails within it included, all within the budget of one. */
function textsOf(
  mail: MimePart,
  read: (part: MimePart) => string,
  depth = 2,
  budget = wholeBudget(),
): string[] {
  const within = leaves(mail).flatMap((part) => {
    if (part.type.startsWith("text/")) return [read(part)];
    if (depth === 0 || !/^message\/(rfc822|global)$/.test(part.type)) return [];
    try {
      return textsOf(readMail(part.bytes(), budget), read, depth - 1, budget);
    } catch (error) {
      if (!isMailRefused(error)) throw error;
      return [part.bytes().subarray(0, 262_144).toString("latin1")];
    }
  });
  return [headerText(mail.headers, "subject"), ...within];
}
