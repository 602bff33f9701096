/** What a person wrote, apart from what the mail carries along. */
export interface Folded {
  said: string;
  /** Shown folded: the mail that is answered, and the writer's signature. */
  folded: { kind: "quote" | "signature"; text: string }[];
}

/** How the line ends with which a mail program introduces the mail it quotes, in Chinese and English. */
const introduces = /(wrote|寫道|写道|書寫)\s{0,3}[:：]$/i;
/** A line behind which everything is the mail that is answered: Outlook, QQ, Notes. */
const divider =
  /^[-_=*\s]{2,}(original message|original appointment|forwarded message|原始郵件|原始邮件|原始訊息|轉寄的郵件|回覆原始郵件|reply message|回覆訊息)[-_=*\s]*$/i;
const fromLine = /^[\s*>]{0,4}(from|寄件者|寄件人|發件人|发件人|從|由)\s*[:：]\s*\S/i;
const headLine =
  /^[\s*>]{0,4}(sent|date|to|cc|subject|寄件日期|傳送日期|傳送時間|發送時間|日期|時間|收件者|收件人|副本|主旨|主題|发送时间|主题)\s*[:：]/i;
const device =
  /^[\s*>]{0,3}(sent from (my|mail|outlook|yahoo|samsung)|get outlook for|從我的|寄自我的|傳送自|取得 ?(android|ios).{0,8}outlook|下載.{0,10}outlook|從.{0,20}(傳送|寄出)|使用.{0,20}傳送|via .{0,30}app)/i;

const most = 4000;
/** Characters of a line that may be a head, an attribution or an advertisement: a longer one is what somebody wrote. */
const longestShape = 500;

/**
 * Parts what was written from what is quoted, above, below or between, and from the signature. What cannot be told apart
 * counts as written, so that nothing a person says is lost from sight.
 */
export function foldQuotes(text: string): Folded {
  const lines = text.replaceAll(/\r\n?/g, "\n").split("\n").slice(0, most);
  const shapes = lines.map((line) => (line.length > longestShape ? "" : line.trim()));
  const said: string[] = [];
  const quoted: string[] = [];
  const signature: string[] = [];
  let into: string[] = said;
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    const attribution = attributionAt(shapes, at);
    if (/^\s?>/.test(line)) {
      quoted.push(line);
      if (into === signature) into = said;
    } else if (attribution > 0) {
      quoted.push(...lines.slice(at, at + attribution));
      at += attribution - 1;
      // Without marks the rest is the quote; with marks the quote ends where they end.
      into = hasMarksFrom(lines, at + 1) ? said : quoted;
    } else if (isHead(shapes, at)) {
      quoted.push(...lines.slice(at));
      break;
    } else if (into !== quoted && (/^-- ?$/.test(line) || isDevice(shapes[at] ?? ""))) {
      into = signature;
      signature.push(line);
    } else into.push(line);
  }
  return {
    said: tidy(said),
    folded: [
      { kind: "signature" as const, text: tidy(signature) },
      { kind: "quote" as const, text: tidy(quoted) },
    ].filter((one) => one.text !== ""),
  };
}

/** How many lines an attribution that begins here takes: mail programs break it where the line is full. */
function attributionAt(shapes: readonly string[], at: number): number {
  if ((shapes[at] ?? "") === "") return 0;
  for (let count = 1; count <= 3; count += 1) {
    const joined = shapes
      .slice(at, at + count)
      .join(" ")
      .replace(/^[>\s]+/, "");
    if (joined.length > 400) return 0;
    if (introduces.test(joined) && /\d|@/.test(joined)) return count;
    if (count === 1 && !/^on\b|[於在]\s?\d|^[於在]|<[^<>]{1,250}(@|$)/i.test(joined)) return 0;
  }
  return 0;
}

function hasMarksFrom(lines: readonly string[], at: number): boolean {
  return lines.slice(at, at + 4).some((line) => /^\s?>/.test(line));
}

/** The head of a mail that Outlook and phones put over it: a divider, or `From:` and at least two more fields under it. */
function isHead(shapes: readonly string[], at: number): boolean {
  const shape = shapes[at] ?? "";
  if (divider.test(shape)) return true;
  if (/^_{10,}$/.test(shape)) return fromLine.test(shapes[at + 1] ?? "") && isHead(shapes, at + 1);
  if (!fromLine.test(shape)) return false;
  return shapes.slice(at + 1, at + 8).filter((one) => headLine.test(one)).length >= 2;
}

/** A phone's own line of advertising: a signature only where little but the quote follows. */
function isDevice(shape: string): boolean {
  return shape.length < 60 && device.test(shape);
}

function tidy(lines: readonly string[]): string {
  return lines
    .map((line) => line.trimEnd())
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}
