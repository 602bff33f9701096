import { describe, expect, test } from "vitest";
import { columns } from "../../../emails/text-wrap";
import { type Mail, needsPassword, needsStatusLink, type SendableMail } from "../../../emails/mail";
import { samples } from "../../../emails/preview";
import { renderMail } from "../../../emails/render";
import { locales } from "../../../language/locale";
import { linksOf, textOfHtml, written } from "../../support/mail/mail";

const all: SendableMail[] = Object.values(samples);

describe.each(locales)("in %s", (locale) => {
  describe.each(["minguo", "gregorian"] as const)("with %s dates", (calendar) => {
    const context = { ...written, locale, calendar };

    test.each(all)("$template is complete", (mail) => {
      const { subject, html, text } = renderMail(mail, context);
      for (const part of [subject, textOfHtml(html), text])
        expect(part).not.toMatch(/undefined|null|NaN|\[object|\$\{/);
      expect(html).toContain(`<html lang="${locale}">`);
      expect(text).toContain(written.site.phone);
    });

    test.each(all)("$template is readable at 72 columns", (mail) => {
      for (const line of renderMail(mail, context).text.split("\n"))
        if (!line.startsWith("https://")) expect(columns(line)).toBeLessThanOrEqual(72);
    });

    test.each(all)("$template says the same in HTML and as text", (mail) => {
      const { html, text } = renderMail(mail, context);
      const bare = (some: string) => some.replace(/[\s：:（）()●◎○・]/g, "");
      const body = textOfHtml(html.slice(html.indexOf("<main>")));
      expect(bare(body)).toBe(bare(text));
    });
  });

  test.each(all)("$template leads nowhere but to the portal, and fetches nothing", (mail) => {
    const { html } = renderMail(mail, { ...written, locale });
    expect(linksOf(html)).toHaveLength(1);
    for (const link of linksOf(html)) expect(link).toMatch(/^https:\/\/ecpa\.example\.gov\.tw\//);
    expect(html).not.toMatch(/<(?:img|script|table|form|iframe|link)\b/);
  });

  test("English mail is not half Chinese", () => {
    const english = renderMail(
      { ...samples.returned, reason: "Moved last week.", decidedBy: "The HR office" },
      { ...written, locale: "en" },
    );
    expect(english.subject + english.text).not.toMatch(/\p{Script=Han}/u);
  });
});

test.each(all)("the subject of $template carries its ticket's number and none of its secrets", (mail) => {
  const { subject } = renderMail(mail, written);
  if ("number" in mail && mail.number) expect(subject).toContain(mail.number);
  expect(subject).not.toContain("K5L6H5W8");
  expect(subject).not.toContain("https:");
  expect(subject).toContain("（非社交工程演練）");
});

test("the same mail gives the same bytes", () => {
  for (const mail of all)
    expect(renderMail(mail, written)).toEqual(renderMail(structuredClone(mail), written));
});

test("whatever a person wrote arrives as text, never as markup", () => {
  const reason = '<img src="https://evil.example/x"> & "quotes"\n第二行';
  const { html, text } = renderMail({ ...samples.returned, reason }, written);
  expect(linksOf(html)).not.toContain("https://evil.example/x");
  expect(textOfHtml(html)).toContain(reason);
  expect(text).toContain('<img src="https://evil.example/x"> & "quotes"');
  expect(text).toContain("第二行");
});

test("decisions wait in the order of their deadlines", () => {
  const { text } = renderMail(samples["decision-waiting"], written);
  expect(text.indexOf("R1151123-0040")).toBeLessThan(text.indexOf("R1151123-0042"));
});

test("the path shows where the request stands", () => {
  const { text } = renderMail(samples["request-received"], written);
  expect(text).toContain("● 送出申請（完成）\n◎ 人事單位審核（目前）\n○ 寄出一次性密碼（尚未）");
});

test("what is stored lacks the secrets, and says which it needs", () => {
  const stored: Mail[] = [
    { template: "temporary-password", number: "R1", kind: "recovery", agency: "法務部", account: null },
    { template: "locked", number: "R1", lockedAt: 0 },
    { template: "disputed", number: "R1", agency: "法務部", person: "王小明", disputedAt: 0 },
  ];
  expect(stored.map(needsPassword)).toEqual([true, false, false]);
  expect(stored.map(needsStatusLink)).toEqual([false, true, false]);
});

test("the compiler refuses to store an opened mail", () => {
  // @ts-expect-error the password never goes into what is stored
  const withPassword: Mail = samples["temporary-password"];
  // @ts-expect-error nor does the link to the whole path
  const withLink: Mail = samples.locked;
  expect([withPassword, withLink]).toHaveLength(2);
});
