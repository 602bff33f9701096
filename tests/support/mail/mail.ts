import { sampleAt } from "../../../emails/templates/sample-facts";
import { mailSite } from "../../../emails/site";
import type { MailContext } from "../../../emails/templates/voice";

/** A mail written on 115/11/23 in Chinese with 民國 dates. */
export const written: MailContext = {
  locale: "zh-Hant-TW",
  calendar: "minguo",
  site: mailSite("https://ecpa.example.gov.tw/", "noreply@ecpa.example.gov.tw"),
  at: sampleAt,
};

/** What a reader of the page sees, tags and sheet left out. */
export function textOfHtml(html: string): string {
  return html
    .replace(/<head>.*<\/head>/s, "")
    .replace(/<[^>]+>/g, "\n")
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

/** Whatever the page leads to or fetches. */
export function linksOf(html: string): string[] {
  return [...html.matchAll(/(?:href|src|action)="([^"]*)"|url\(([^)]*)\)/g)].map(
    (match) => match[1] ?? match[2] ?? "",
  );
}
