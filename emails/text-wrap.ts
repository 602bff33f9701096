const opening = "（「『《〈【［";
const closing = "，。、；：？！）」』》〉】］…";
// Wide and full-width characters of UAX #11, and those ambiguous ones that East Asian fonts draw wide.
const wide =
  "\\u1100-\\u115f\\u2010-\\u2027\\u2030-\\u205e\\u2190-\\u21ff\\u2460-\\u24ff\\u2500-\\u27bf\\u2e80-\\ua4cf\\uac00-\\ud7a3\\uf900-\\ufaff\\ufe30-\\ufe4f\\uff00-\\uff60\\uffe0-\\uffe6\\u{1f300}-\\u{1faff}\\u{20000}-\\u{3fffd}";
const isWide = new RegExp(`[${wide}]`, "u");
const isPlain = /^[\x20-\x7e]*$/;
const isCombining = /\p{Mark}/u;
// A moment (115/11/23（一）16:10) and a span of hours stay in one piece.
const time = "\\d{1,2}:\\d{2}";
const moment = `\\d{1,4}/\\d{1,2}/\\d{1,2}（.）${time}|${time}–${time}`;
const token = new RegExp(`\\s+|[${opening}]{0,8}(?:${moment}|[${wide}]|[^\\s${wide}]+)[${closing}]*`, "gu");

/** How many columns a text takes in a fixed-width font: two for a wide East Asian character (UAX #11), none for a mark. */
export function displayWidth(text: string): number {
  if (isPlain.test(text)) return text.length;
  let sum = 0;
  for (const character of text) sum += isWide.test(character) ? 2 : isCombining.test(character) ? 0 : 1;
  return sum;
}

/**
 * Breaks a line of Chinese, English or both so that it fits the width in columns. Closing punctuation never begins a
 * line and opening punctuation never ends one; an address of the web is never broken, whatever its length.
 */
export function wrap(line: string, width: number): string[] {
  if (displayWidth(line) <= width) return [line.trimEnd()];
  const lines: string[] = [];
  let current = "";
  let used = 0;
  for (const part of line.match(token)?.flatMap((piece) => cut(piece, width)) ?? []) {
    if (used + displayWidth(part.trimEnd()) > width && current.trim() !== "") {
      lines.push(current.trimEnd());
      current = part.trimStart();
      used = displayWidth(current);
    } else {
      current += part;
      used += displayWidth(part);
    }
  }
  if (current.trim() !== "" || lines.length === 0) lines.push(current.trimEnd());
  return lines;
}

/** A word longer than a whole line has to give way. */
function cut(piece: string, width: number): string[] {
  if (displayWidth(piece) <= width || /^https?:\/\//.test(piece)) return [piece];
  const parts: string[] = [];
  let part = "";
  let used = 0;
  for (const character of piece) {
    const wanted = displayWidth(character);
    if (used + wanted > width) {
      parts.push(part);
      part = "";
      used = 0;
    }
    part += character;
    used += wanted;
  }
  return [...parts, part];
}
