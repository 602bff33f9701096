import { describe, expect, test } from "vitest";
import { renderMail } from "../../../emails/render";
import type { SendableMail } from "../../../emails/templates/registry";
import type { Locale } from "../../../language/locale";
import { linksOf, textOfHtml, written } from "../../support/mail/mail";

const mail: Extract<SendableMail, { template: "temporary-password" }> = {
  template: "temporary-password",
  number: "R1151123-0042",
  kind: "recovery",
  agency: "法務部人事處",
  account: "wang.ming",
  password: "K5L6H5W8",
  validUntilAt: Date.parse("2026-11-24T16:10+08:00"),
};

const manual: Record<Locale, string[]> = {
  "zh-Hant-TW": [
    "您好：",
    "這封信是由人事服務網發出的",
    "會員密碼重設說明",
    "您是人事服務網",
    "機關：法務部人事處",
    "帳號：wang.ming",
    "會員",
    "請連結至人事服務網",
    "您的新密碼如下",
    "K5L6H5W8",
    "（請在新密碼登入後變更）",
    "115/11/24（二）16:10",
    "如仍有疑問，請洽",
    "02-2397-9297",
    "感謝您的使用",
    "2026/11/23",
  ],
  en: [
    "Dear user,",
    "This mail was sent by Personnel Service Network",
    "the reset of your member password",
    "You are a member of Personnel Service Network",
    "agency: 法務部人事處",
    "account: wang.ming",
    "Please go to Personnel Service Network",
    "Your new password is:",
    "K5L6H5W8",
    "(Please change it after signing in with the new password.)",
    "ROC 115/11/24 (Tue) 16:10",
    "If you still have questions, please call",
    "02-2397-9297",
    "Thank you for using our service",
    "2026/11/23",
  ],
};

/** The places of the parts one after another; -1 for a part that is missing or out of order. */
function placesInOrder(text: string, parts: string[]): number[] {
  let from = 0;
  return parts.map((part) => {
    const place = text.indexOf(part, from);
    from = place + part.length;
    return place;
  });
}

describe.each(Object.entries(manual) as [Locale, string[]][])("the manual's mail in %s", (locale, parts) => {
  const context = { ...written, locale };

  test.each(["recovery", "first-login"] as const)("has every part in its order as text, for %s", (kind) => {
    const text = renderMail({ ...mail, kind }, context).text.replace(/\s+/g, locale === "en" ? " " : "");
    const wanted = locale === "en" ? parts : parts.map((part) => part.replaceAll(" ", ""));
    expect(placesInOrder(text, wanted)).not.toContain(-1);
  });

  test.each(["recovery", "first-login"] as const)("has every part in its order as HTML, for %s", (kind) => {
    expect(placesInOrder(textOfHtml(renderMail({ ...mail, kind }, context).html), parts)).not.toContain(-1);
  });

  test("has the bare address of the site as its only link", () => {
    const { html, text } = renderMail(mail, context);
    expect(linksOf(html)).toEqual(["https://ecpa.example.gov.tw/"]);
    expect(text.match(/https?:\/\/\S+/g)).toEqual(["https://ecpa.example.gov.tw/"]);
  });

  test("has the ticket's number but not the password in its subject", () => {
    const { subject } = renderMail(mail, context);
    expect(subject).toContain("R1151123-0042");
    expect(subject).not.toContain("K5L6H5W8");
  });
});

test("the subject says that it is no phishing drill", () => {
  expect(renderMail(mail, written).subject).toBe(
    "［人事服務網］會員密碼重設說明 R1151123-0042（非社交工程演練）",
  );
  expect(renderMail({ ...mail, kind: "first-login" }, written).subject).toBe(
    "［人事服務網］會員初始密碼說明 R1151123-0042（非社交工程演練）",
  );
});

test("somebody without an account of their own is told to sign in with the national ID", () => {
  expect(renderMail({ ...mail, account: null }, written).text).toContain("以身分證字號登入");
});

test("the password stands alone on its line", () => {
  expect(
    renderMail(mail, written)
      .text.split("\n")
      .map((line) => line.trim()),
  ).toContain("K5L6H5W8");
});
