import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { demoPassword } from "../../../accounts/demo/population";
import {
  judgeOwnPassword,
  ownPasswordExpiresAt,
  ownPasswordWords,
  type PasswordPast,
} from "../../../accounts/passwords/own-password";
import type { PasswordProfile } from "../../../accounts/passwords/throttle";

const day = 24 * 3_600_000;
const at = Date.UTC(2026, 10, 23);
const facts = {
  account: "ming.wang",
  name: "王明",
  email: "wangming@customs.example",
  nationalId: "A123456789",
};
const firstOne: PasswordPast = { lastSetAt: null, afterReset: true, usedBefore: false };

const codes = (password: string, profile: PasswordProfile, past = firstOne) =>
  judgeOwnPassword(password, { profile, facts, past, at }).map(({ code }) => code);

describe("an own password under nist", () => {
  it.each([
    "purple horse window lamp",
    "我喜歡在基隆港邊看雨天的燈籠喔",
    "mydogate3greenapples",
    "Sunny-Teapot-Rides-42",
    demoPassword,
  ])("%j will do, with no rule of composition", (password) => {
    expect(codes(password, "nist")).toEqual([]);
  });

  it.each([
    ["fourteen chars", "too-short"],
    ["夜裡的雨落在基隆港的燈籠上", "too-short"],
    ["password1234567", "common"],
    ["P@ssw0rd-P@ssw0rd!", "common"],
    ["correct horse battery staple", "common"],
    ["iloveyou20261123", "common"],
    ["ji32k7au4a83su3cl3", "common"],
    ["aaaaaaaaaaaaaaaaaa", "repeated"],
    ["abcabcabcabcabcabc", "repeated"],
    ["1231231231231231!", "repeated"],
    ["abcdefghijklmnopq", "sequence"],
    ["qwertyuiop-asdfgh", "keyboard"],
    ["2026112320261124", "date"],
    ["ecpa2026ecpa2026!", "site-word"],
    ["Taiwan2026Taiwan!", "site-word"],
    ["lanterns of ming.wang", "own-account"],
    ["wangming likes lanterns", "own-address"],
    ["王明在基隆港邊看雨天的燈籠喔喔", "own-name"],
    ["lanterns for a123456789", "own-national-id"],
  ])("%j is refused: %s", (password, code) => {
    expect(codes(password, "nist")).toContain(code);
  });

  it("counts characters, not code units", () => {
    expect(codes("🏮⛵🌧🏯🐟🎐🍵🌊🦀🚢🌙🗻🍜🐚", "nist")).toContain("too-short");
    expect(codes("🏮⛵🌧🏯🐟🎐🍵🌊🦀🚢🌙🗻🍜🐚🎏", "nist")).not.toContain("too-short");
  });

  it("does not ask for age or history", () => {
    expect(
      codes("purple horse window lamp", "nist", { lastSetAt: at - 1, afterReset: false, usedBefore: true }),
    ).toEqual([]);
    expect(ownPasswordExpiresAt("nist", at)).toBeNull();
  });

  it("is judged in time, whatever is typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) =>
        Array.isArray(codes(text, "nist")),
      ),
    );
    expect(codes("x".repeat(100_000), "nist")).toEqual(["too-long"]);
  });
});

describe("an own password under tw-gov", () => {
  const good = "Harbour-2468";

  it.each(["Harbour-2468", "harbour-2468", "HARBOURs2468", "Harbour-lamp"])(
    "%j has three of four kinds",
    (password) => {
      expect(codes(password, "tw-gov")).toEqual([]);
    },
  );

  it.each([
    ["Harbour-246", "too-short"],
    ["harbourlamp24", "kinds"],
    ["HARBOURLAMP24", "kinds"],
    ["Ming.Wang-2468", "own-account"],
  ])("%j is refused: %s", (password, code) => {
    expect(codes(password, "tw-gov")).toContain(code);
  });

  it("is none of the last three", () => {
    expect(codes(good, "tw-gov", { ...firstOne, usedBefore: true })).toEqual(["used-before"]);
  });

  it("stays a day at least, except after a reset", () => {
    expect(codes(good, "tw-gov", { lastSetAt: at - day + 1, afterReset: false, usedBefore: false })).toEqual([
      "too-soon",
    ]);
    expect(codes(good, "tw-gov", { lastSetAt: at - day, afterReset: false, usedBefore: false })).toEqual([]);
    expect(codes(good, "tw-gov", { lastSetAt: at - 1, afterReset: true, usedBefore: false })).toEqual([]);
  });

  it("lasts 90 days", () => {
    expect(ownPasswordExpiresAt("tw-gov", at)).toBe(at + 90 * day);
  });
});

describe("what is wrong with a password", () => {
  it("is said in both languages", () => {
    const problems = judgeOwnPassword("王明a123456789", {
      profile: "tw-gov",
      facts,
      past: { lastSetAt: at, afterReset: false, usedBefore: true },
      at,
    });
    for (const problem of problems) {
      expect(ownPasswordWords(problem, "zh-Hant-TW", String)).toMatch(/密碼.*。$/);
      expect(ownPasswordWords(problem, "en", String)).toMatch(/password.*\.$/i);
    }
    expect(problems.length).toBeGreaterThan(3);
  });
});
