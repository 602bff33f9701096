import { describe, expect, test } from "vitest";
import { samples } from "../../../emails/samples";
import { renderMail } from "../../../emails/render";
import { defineWording, variablesIn } from "../../../emails/wording";
import { checkWording, longestSentence, shippedSentences } from "../../../emails/wording-check";
import { wordings, type WordingName } from "../../../emails/wordings";
import { locales } from "../../../language/locale";
import { textOfHtml, written } from "../../support/mail/mail";

const names = Object.keys(wordings) as WordingName[];

describe.each(locales)("in %s", (locale) => {
  test.each(names)("%s as shipped is fit to be saved", (name) => {
    expect(checkWording(name, locale, shippedSentences(name, locale))).toEqual({
      sentences: {},
      problems: {},
    });
  });
});

test("a sentence that lost a variable is refused by the variable's name", () => {
  const { problems } = checkWording("temporary-password", "zh-Hant-TW", {
    member: "您是{site}（機關：{agency}）會員。",
  });
  expect(problems).toEqual({ member: [{ code: "missing-variable", variable: "account" }] });
});

test("a variable that the sentence has no value for is refused by its name", () => {
  const { problems } = checkWording("locked", "en", {
    locked: "Stopped at {at} for {agency}; call {phone}.",
  });
  expect(problems).toEqual({ locked: [{ code: "unknown-variable", variable: "agency" }] });
});

test.each([
  ["empty", "  \n"],
  ["stray-brace", "感謝您}的使用。"],
  ["link", "請見 https://evil.example/"],
  ["link", "請見 ｗｗｗ．evil．example"],
  ["link", "請見 evil.example"],
  ["link", "請寫信到 help@evil.example"],
  ["link", "請見 例子.台灣"],
  ["too-long", "謝".repeat(longestSentence + 1)],
])("a sentence is refused as %s: %j", (code, thanks) => {
  expect(checkWording("every-mail", "zh-Hant-TW", { thanks }).problems).toEqual({ thanks: [{ code }] });
});

test("no part of the mail with the password can be left out", () => {
  for (const locale of locales)
    for (const key of Object.keys(shippedSentences("temporary-password", locale)))
      expect(checkWording("temporary-password", locale, { [key]: "" }).problems).toEqual({
        [key]: [{ code: "empty" }],
      });
});

test("only what differs is kept, on one line", () => {
  expect(
    checkWording("every-mail", "zh-Hant-TW", { greeting: "您好：", thanks: "感謝您\r\n  的使用，\n再會。 " })
      .sentences,
  ).toEqual({ thanks: "感謝您的使用，再會。" });
  const blanks = " ".repeat(200_000);
  expect(checkWording("every-mail", "en", { thanks: `Thank${blanks}you.\n \n\u200bBye.` }).sentences).toEqual(
    {
      thanks: `Thank${blanks}you. Bye.`,
    },
  );
});

test("a sentence of no template is no sentence", () => {
  expect(checkWording("every-mail", "en", { subject: "x" })).toEqual({ sentences: {}, problems: {} });
});

test("a mail is written in the administrator's words, in HTML and as text, and keeps its parts", () => {
  const rewording = {
    "temporary-password": { password: "這是{site}給您的新密碼：" },
    "every-mail": { thanks: "謝謝您。" },
  };
  const { html, text } = renderMail(samples["temporary-password"], { ...written, rewording });
  for (const part of [textOfHtml(html), text]) {
    expect(part).toContain("這是人事服務網給您的新密碼：");
    expect(part).toContain("謝謝您。");
    expect(part).toContain("（請在新密碼登入後變更）");
  }
});

test("a value that looks like a variable is not filled in again", () => {
  const { text } = renderMail({ ...samples.returned, decidedBy: "{site}" }, written);
  expect(text).toContain("{site}已退回您的申請");
});

test("the variables of a sentence are named once each", () => {
  expect(variablesIn("{a} {b} {a}")).toEqual(["a", "b"]);
});

test("the compiler refuses a sentence with other variables in English, and one too many", () => {
  // @ts-expect-error {when} is no variable of the Chinese sentence
  defineWording({ zh: { one: "在 {at}" }, en: { one: "at {when}" } });
  // @ts-expect-error there is no such sentence in Chinese
  defineWording({ zh: { one: "一" }, en: { one: "one", two: "two" } });
  expect(defineWording({ zh: { one: "一" }, en: { one: "one" } }).en.one).toBe("one");
});
