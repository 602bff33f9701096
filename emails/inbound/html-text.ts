import { compile, type FormatCallback } from "html-to-text";

/** Characters of HTML that are read. */
export const mostHtml = 131_072;
/** How deep elements, and quotes among them, may stand in one another. */
const deepest = { element: 250, quote: 20 };

const blocks = [
  ...[
    "address",
    "article",
    "aside",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figure",
    "footer",
    "form",
    "header",
  ],
  ...["h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "main", "nav", "ol", "section", "table", "tr", "ul"],
];

/** Marks each line of a quote with `>`. Behind so many marks more are left out, or a mail of quotes would grow without end. */
const quote: FormatCallback = (element, walk, builder) => {
  let depth = 0;
  for (let { parent } = element; parent; { parent } = parent) if (parent.name === "blockquote") depth += 1;
  builder.openBlock({ leadingLineBreaks: 1 });
  walk(element.children, builder);
  builder.closeBlock({
    trailingLineBreaks: 1,
    blockTransform: (text) => (depth < deepest.quote ? text.replaceAll(/^/gm, "> ") : text),
  });
};

const convert = compile({
  wordwrap: false,
  limits: { maxDepth: deepest.element, ellipsis: "…" },
  formatters: { quote },
  selectors: [
    ...blocks.map((selector) => ({
      selector,
      format: "block",
      options: { leadingLineBreaks: 1, trailingLineBreaks: 1 },
    })),
    ...["head", "img", "template", "title"].map((selector) => ({ selector, format: "skip" })),
    ...["td", "th"].map((selector) => ({ selector, format: "inlineSurround", options: { suffix: " " } })),
    { selector: "a", options: { ignoreHref: true } },
    { selector: "blockquote", format: "quote" },
  ],
});

/**
 * The words of an HTML mail, line by line: tags, comments, styles and scripts fall away, and what stands in a `blockquote`
 * is marked with `>` as a text mail marks it. Never for showing as HTML: what comes out is text. Only the first {@link mostHtml}
 * characters are read, and `…` stands for what is nested too deeply.
 */
export function htmlToText(html: string): string {
  return convert(html.slice(0, mostHtml))
    .replaceAll("\u00a0", " ")
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}
