import type { Locale } from "../language/locale";
import { defineText } from "../language/text";
import { wrap } from "./text-wrap";
import type { Block, MailDocument } from "./document";

/** Columns of a text part: what every mail reader shows unbroken, a quoted reply included (RFC 3676 §4.2). */
const textWidth = 72;

const punctuation = defineText({
  zh: {
    fact: (label: string, value: string) => `${label}：${value}`,
    aside: (text: string, aside: string) => `${text}（${aside}）`,
  },
  en: {
    fact: (label: string, value: string) => `${label}: ${value}`,
    aside: (text: string, aside: string) => `${text} (${aside})`,
  },
});

/** Renders a mail as plain text, at most 72 columns wide but for addresses of the web. */
export function toPlainText(document: MailDocument, locale: Locale): string {
  const say = punctuation(locale);
  return document.blocks.map((block) => textOf(block, say).join("\n")).join("\n\n") + "\n";
}

function textOf(block: Block, say: ReturnType<typeof punctuation>): string[] {
  switch (block.kind) {
    case "paragraph":
      return lines(block.text);
    case "facts":
      return block.rows.flatMap(([label, value]) => indented(say.fact(label, value)));
    case "password":
      return [...lines(block.label), "", `    ${block.password}`, "", ...lines(block.note)];
    case "link":
      return [...lines(block.label), block.url];
    case "quote":
      return [...lines(block.label), ...indented(block.text)];
    case "list":
      return block.items.flatMap((item) => hanging("・", item));
    case "path":
      return [
        ...lines(block.label),
        ...block.steps.flatMap((step) =>
          hanging(marks[step.state], say.aside(step.label, block.states[step.state])),
        ),
      ];
  }
}

const marks = { done: "●", now: "◎", ahead: "○" } as const;

function lines(text: string, width = textWidth): string[] {
  return text.split(/\r\n|\r|\n/).flatMap((line) => wrap(line, width));
}

function indented(text: string): string[] {
  return lines(text, textWidth - 2).map((line) => `  ${line}`);
}

function hanging(mark: string, text: string): string[] {
  return lines(text, textWidth - 3).map((line, index) => (index === 0 ? `${mark} ${line}` : `   ${line}`));
}
