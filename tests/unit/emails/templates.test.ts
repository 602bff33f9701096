import { readdir } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import type { MailDocument } from "../../../emails/document";
import { displayWidth } from "../../../emails/text-wrap";
import { needs, type OrderedMail, type SendableMail, templates } from "../../../emails/templates/registry";
import { letter } from "../../../emails/letter";
import { samples } from "../../../emails/samples";
import { renderMail } from "../../../emails/render";
import { defineMail } from "../../../emails/template";
import { defineWording } from "../../../emails/wording";
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
        if (!line.startsWith("https://")) expect(displayWidth(line)).toBeLessThanOrEqual(72);
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
  // A list of cases is about none of them.
  if ("number" in mail && mail.template !== "decision-waiting") expect(subject).toContain(mail.number);
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

test("what is stored says what joins it at the moment of sending", () => {
  const stored: OrderedMail[] = [
    { template: "temporary-password", kind: "recovery", agency: "法務部", account: null },
    { template: "locked", lockedAt: 0 },
    { template: "disputed", agency: "法務部", person: "王小明", disputedAt: 0 },
  ];
  expect(stored.map((mail) => needs(mail, "password"))).toEqual([true, false, false]);
  expect(stored.map((mail) => needs(mail, "status-link"))).toEqual([false, true, false]);
  expect(stored.map((mail) => needs(mail, "number"))).toEqual([false, false, true]);
});

test("the compiler refuses to store a mail with what joins at the moment of sending", () => {
  // @ts-expect-error the password never goes into what is stored
  const withPassword: OrderedMail = samples["temporary-password"];
  // @ts-expect-error nor does the link to the whole path
  const withLink: OrderedMail = samples.locked;
  // @ts-expect-error nor the link that confirms an address
  const withAddressLink: OrderedMail = samples["address-confirmation"];
  // @ts-expect-error nor the link that confirms a certificate
  const withBindingLink: OrderedMail = samples["certificate-confirmation"];
  // @ts-expect-error nor the number, which is given out in the commit
  const withNumber: OrderedMail = samples.disputed;
  expect([withPassword, withLink, withAddressLink, withBindingLink, withNumber]).toHaveLength(5);
});

test("the compiler refuses to order a mail with a parameter that is wrong, missing or another mail's", () => {
  const random = (count: number) => new Uint8Array(count);
  const to = { personId: "p", address: "ming@moj.example", locale: "en" } as const;
  const on = { ticketId: null, at: 0 };
  const letters = [
    letter(random, { template: "locked", lockedAt: 0 }, to, on),
    // @ts-expect-error an instant is a number
    letter(random, { template: "locked", lockedAt: "now" }, to, on),
    // @ts-expect-error it is not said when
    letter(random, { template: "locked" }, to, on),
    // @ts-expect-error that is a parameter of `lapsed`
    letter(random, { template: "locked", lockedAt: 0, lapsedAt: 0 }, to, on),
    // @ts-expect-error there is no such way to change a password
    letter(random, { template: "password-changed", account: "wang", changedAt: 0, how: "by-magic" }, to, on),
    // @ts-expect-error there is no such mail
    letter(random, { template: "closed", lockedAt: 0 }, to, on),
  ];
  expect(letters).toHaveLength(6);
});

test("the compiler refuses a mail whose sample or sentences do not fit its parameters", () => {
  interface Closed {
    closedAt: number;
  }
  const wording = defineWording({ zh: { title: "結案 {at}" }, en: { title: "Closed {at}" } });
  const document = (mail: Closed): MailDocument => ({ subject: String(mail.closedAt), blocks: [] });
  const mails = [
    // @ts-expect-error the sample lacks the instant
    defineMail({ template: "closed", joins: "nothing", wording, sample: {}, document }),
    defineMail({
      template: "closed",
      joins: "nothing",
      wording,
      sample: { closedAt: 0 },
      // @ts-expect-error {at} has no value
      document: (_: Closed, { say }) => ({ subject: say("title"), blocks: [] }),
    }),
    defineMail({
      template: "closed",
      joins: "number",
      wording,
      sample: { closedAt: 0 },
      // @ts-expect-error only the number joins
      document: (_: Closed, { statusUrl }) => ({ subject: String(statusUrl), blocks: [] }),
    }),
  ];
  expect(mails).toHaveLength(3);
});

test("every mail has a file of its name", async () => {
  const files = await readdir(new URL("../../../emails/templates", import.meta.url), { recursive: true });
  for (const name of Object.keys(templates))
    expect(files.filter((file) => file.endsWith(`/${name}.ts`))).toHaveLength(1);
});
