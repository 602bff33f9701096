const named: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  copy: "©",
  reg: "®",
};
const blocks =
  /^(address|article|blockquote|dd|div|dl|dt|fieldset|figure|footer|form|h[1-6]|header|hr|li|main|ol|p|pre|section|table|tr|ul)$/;
const unread = /^(style|script|head|title|template)$/;

/**
 * The words of an HTML mail, line by line: tags, comments, styles and scripts fall away, and what stands in a `blockquote`
 * is marked with `>` as a text mail marks it. Never for showing as HTML: what comes out is text.
 */
export function htmlToText(html: string): string {
  const lines: string[] = [];
  let line = "";
  let quoted = 0;
  let hidden: string | null = null;
  const end = () => {
    lines.push(`${"> ".repeat(quoted)}${line.replaceAll(/[ \t\u00a0]+/g, " ").trim()}`.trimEnd());
    line = "";
  };
  const endIfBegun = () => {
    if (line.trim() !== "") end();
  };
  for (const piece of html.replaceAll(/<!--[^]*?(?:-->|$)/g, "").split(/(<\/?[a-z!?][^<>]*>)/i)) {
    const [, closing, name = ""] = /^<(\/?)([a-z][a-z0-9:]*)/i.exec(piece) ?? [];
    const tag = name.toLowerCase();
    if (hidden !== null) {
      if ((closing === "/" && tag === hidden) || (hidden === "head" && tag === "body")) hidden = null;
    } else if (tag === "") {
      if (!/^<[!?]/.test(piece)) line += entities(piece).replaceAll(/\s+/g, " ");
    } else if (unread.test(tag)) {
      if (closing === "" && !piece.endsWith("/>")) hidden = tag;
    } else if (tag === "br") end();
    else if (tag === "td" || tag === "th") line += " ";
    else if (blocks.test(tag)) {
      endIfBegun();
      if (tag === "blockquote") quoted = Math.min(20, Math.max(0, quoted + (closing === "" ? 1 : -1)));
      if (tag === "p" && closing === "/" && lines.at(-1) !== "") lines.push("");
    }
  }
  endIfBegun();
  return lines
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}

function entities(text: string): string {
  return text.replaceAll(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});/gi, (whole, name: string) => {
    if (!name.startsWith("#")) return named[name.toLowerCase()] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
      ? String.fromCodePoint(code)
      : " ";
  });
}
