import { describe, expect, test } from "vitest";
import { ownPath } from "../../../app/web/own-path";
import { preferencesCookie, preferencesFrom, readPreferences } from "../../../app/web/preferences";

function preferencesOf(headers: Record<string, string>) {
  return readPreferences(new Headers(headers));
}

describe("the language of a page", () => {
  test.each([
    ["nothing said", {}, "zh-Hant-TW"],
    ["a Taiwanese browser", { "Accept-Language": "zh-TW,zh;q=0.9,en-US;q=0.8" }, "zh-Hant-TW"],
    ["one that reads traditional characters", { "Accept-Language": "zh-Hant, en" }, "zh-Hant-TW"],
    ["one from Hong Kong", { "Accept-Language": "ZH-hk;q=0.8, en;q=0.7" }, "zh-Hant-TW"],
    ["equal ones, Chinese first", { "Accept-Language": "zh-TW, en" }, "zh-Hant-TW"],
    ["equal ones, English first", { "Accept-Language": "en-GB, zh" }, "en"],
    ["one that takes anything", { "Accept-Language": "fr, *;q=0.1" }, "zh-Hant-TW"],
    ["an English browser", { "Accept-Language": "en-US,en;q=0.9" }, "en"],
    ["one that likes English better, though named later", { "Accept-Language": "zh;q=0.3, en;q=0.8" }, "en"],
    ["one that speaks neither", { "Accept-Language": "fr, de;q=0.5" }, "zh-Hant-TW"],
    ["one that refuses English", { "Accept-Language": "en;q=0, fr" }, "zh-Hant-TW"],
    ["a choice made before", { Cookie: "a=b; preferences=locale=en", "Accept-Language": "zh-TW" }, "en"],
  ])("%s", (_name, headers, locale) => {
    expect(preferencesOf(headers).locale).toBe(locale);
  });
});

test.each([true, false])("choices survive the way through the cookie (https: %s)", (secure) => {
  const chosen = { locale: "en", calendar: "gregorian", textSize: "large" } as const;
  const [cookie = ""] = preferencesCookie(chosen, secure).split(";");
  expect(preferencesOf({ Cookie: `a=b; ${cookie}` })).toEqual(chosen);
});

test("over https the cookie is of this host alone", () => {
  const chosen = { locale: "en", calendar: "minguo", textSize: "small" } as const;
  expect(preferencesCookie(chosen, true)).toMatch(/^__Host-preferences=.*; Path=\/;.*; HttpOnly; Secure$/);
  expect(preferencesCookie(chosen, false)).not.toContain("Secure");
});

test("one choice leaves the others as they were", () => {
  const before = { locale: "en", calendar: "gregorian", textSize: "large" } as const;
  expect(preferencesFrom(new URLSearchParams({ textSize: "small" }), before)).toEqual({
    ...before,
    textSize: "small",
  });
});

test("nonsense in the cookie or the form changes nothing", () => {
  const odd = "preferences=locale=xx.calendar=<script>.textSize=huge";
  expect(preferencesOf({ Cookie: odd })).toEqual({
    locale: "zh-Hant-TW",
    calendar: "minguo",
    textSize: "medium",
  });
});

describe("where a form leads back to", () => {
  test.each(["/", "/manual", "/status?number=R1151123-0042"])("may be %s", (path) => {
    expect(ownPath(path)).toBe(path);
  });

  test.each([
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "/.//evil.example",
    "",
    "manual",
    null,
    "/\t/evil.example",
  ])("is the home page instead of %j", (path) => {
    expect(ownPath(path)).toBe("/");
  });
});
