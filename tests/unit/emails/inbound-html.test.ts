import { describe, expect, it } from "vitest";
import { htmlToText, mostHtml } from "../../../emails/inbound/html-text";
import { readMail, shownText } from "../../../emails/inbound/mime";
import { passwordCandidates } from "../../../emails/inbound/redact";

describe("the words of an HTML mail", () => {
  it.each([
    [
      "<html><head><title>T</title><style>p{}</style></head><body>A<script>x()</script> B</body></html>",
      "A B",
    ],
    ["<title>T</title><!-- <p>no</p> --><p>one</p>\n<p>two<br>three</p>", "one\n\ntwo\nthree"],
    ["<div>one</div><div>two &amp; &#x738b;&#26126;&nbsp;!</div>", "one\ntwo & 王明 !"],
    ["<table><tr><th>Status</th><td>5.1.1</td></tr><tr><td>x</td></tr></table>", "Status 5.1.1\nx"],
    ["<h1>Head</h1><ul><li>one<li>two</ul>end", "Head\none\ntwo\nend"],
    ['see <a href="https://evil.example/">here</a><img src="x" alt="y">', "see here"],
    ["said<blockquote>a<br>b<blockquote>c</blockquote></blockquote>after", "said\n> a\n> b\n> > c\nafter"],
    ["K5L6<b>H5W8</b>", "K5L6H5W8"],
    ["<p>never closed <b>and < so on", "never closed and < so on"],
  ])("of %s", (html, text) => {
    expect(htmlToText(html)).toBe(text);
  });

  it("end with a mark where elements are nested too deeply", () => {
    const html = `above${"<div>".repeat(5000)}below${"</div>".repeat(5000)}after`;
    expect(htmlToText(html)).toBe("above\n…\nafter");
    expect(htmlToText(`${"<div>".repeat(200)}below`)).toBe("below");
  });

  it("of quotes within quotes are marked twenty times at most", () => {
    const text = htmlToText(`${"<blockquote>".repeat(200)}${"x<br>".repeat(10_000)}x`);
    expect(new Set(text.split("\n"))).toEqual(new Set([`${"> ".repeat(20)}x`]));
  });

  it("are those of the beginning of what is huge", () => {
    const text = htmlToText("<p>word</p>".repeat(1_000_000));
    expect(text.startsWith("word\n\nword")).toBe(true);
    expect(text.length).toBeLessThanOrEqual(mostHtml);
  });

  it("are those of the first of very many parts, yet a password is found in the last", () => {
    const part = (html: string) => `--x\r\nContent-Type: text/html\r\n\r\n${html}\r\n`;
    const costly = `first${"<b>".repeat(10_000)}${"</i>".repeat(10_000)}`;
    const text = [
      "From: a@agency.example\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n",
      ...Array.from({ length: 30 }, () => part(costly)),
      part("<p>K5L6H5W8</p>"),
    ].join("");
    const mail = readMail(Buffer.from(text));
    expect(shownText(mail).match(/first/g)?.length).toBeLessThan(5);
    expect(passwordCandidates(mail, (word) => word.length === 8)).toContain("K5L6H5W8");
  });
});
