import type { Explanation } from "../../certificates/cms/cms-explain";
import { refusalWords } from "../../certificates/errors/refusal-words";
import type { Locale } from "../../language/locale";
import { defineText } from "../../language/text";

const headings = defineText({
  zh: {
    facts: "內容",
    departures: "與系統所接受格式不同之處",
    none: "（無）",
    tolerated: "其他簽署屬性（容許）",
    outline: "結構（位置、長度）",
  },
  en: {
    facts: "Content",
    departures: "Where it departs from what is accepted",
    none: "(nowhere)",
    tolerated: "Other signed attributes (tolerated)",
    outline: "Structure (offset, length)",
  },
});

/** An explanation for people, in both languages. */
export function explanationWords(file: string, explanation: Explanation): { zh: string; en: string } {
  return { zh: wordsIn("zh-Hant-TW", file, explanation), en: wordsIn("en", file, explanation) };
}

function wordsIn(
  locale: Locale,
  file: string,
  { facts, departures, tolerated, outline }: Explanation,
): string {
  const text = headings(locale);
  const words = refusalWords(locale);
  const section = (heading: string, lines: string[]) => [
    "",
    `${heading}:`,
    ...lines.map((line) => `  ${line}`),
  ];
  return [
    file,
    ...section(
      text.departures,
      departures.length === 0
        ? [text.none]
        : departures.map(({ code, reason }) => `${code} (${reason}) ${words[code]}`),
    ),
    ...(facts.length > 0
      ? section(
          text.facts,
          facts.map(([name, value]) => `${name}: ${value}`),
        )
      : []),
    ...(tolerated.length > 0 ? section(text.tolerated, tolerated) : []),
    ...section(
      text.outline,
      outline.map(
        ({ depth, at, length, what }) =>
          `${String(at).padStart(5)} ${String(length).padStart(5)}  ${"  ".repeat(depth)}${what}`,
      ),
    ),
  ].join("\n");
}
