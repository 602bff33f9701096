import { describe, expect, test } from "vitest";
import {
  READY_MESSAGE,
  readComponentMessage,
  signatureRequest,
} from "../../../certificates/card/card-component";
import {
  cardErrors,
  remedyWords,
  returnCodes,
  troubleOf,
  troubleWords,
} from "../../../certificates/card/card-troubles";
import { refusalWords } from "../../../certificates/errors/refusal-words";

describe("a message of the card component", () => {
  test("that it is ready", () => {
    expect(readComponentMessage('{"func":"getTbs"}')).toBe(READY_MESSAGE);
  });

  test("with codes written as text", () => {
    expect(
      readComponentMessage('{"func":"sign","ret_code":"0","last_error":"","signature":"AA=="}'),
    ).toMatchObject({
      ret_code: 0,
      last_error: 0,
      signature: "AA==",
    });
  });

  test.each([
    ["an object", { func: "sign" }],
    ["no JSON", "hello"],
    ["another function", '{"func":"format"}'],
    ["a list", "[]"],
  ])("that is %s is ignored", (_what, data) => {
    expect(readComponentMessage(data)).toBeNull();
  });
});

test("the request for a signature carries the content in base64", () => {
  expect(signatureRequest({ contentBase64: "5LiA", pin: "246810", nonce: "n" })).toEqual({
    func: "MakeSignature",
    signatureType: "PKCS7",
    tbs: "5LiA",
    tbsEncoding: "base64",
    hashAlgorithm: "SHA256",
    withCardSN: "true",
    pin: "246810",
    nonce: "n",
  });
});

describe("a trouble is told", () => {
  test.each([
    ["nothing", 0, 0, null],
    ["expired, as the real component numbers it", 1984954370, 0, "card-expired"],
    ["the site, as one version says it", 0x76000031, 0, "site-not-trusted"],
    ["the site, as another says it", 0x7600000f, 0, "site-not-trusted"],
    ["one try left", returnCodes.loginFailed, -2147483647, "pin-wrong-one-left"],
    ["one try left, written without a sign", returnCodes.loginFailed, 0x80000001, "pin-wrong-one-left"],
    ["a lock", returnCodes.loginFailed, cardErrors.pinLocked, "pin-locked"],
    ["a code nobody knows", 0x76999999, 0, "unknown"],
  ])("from %s", (_what, ret_code, last_error, trouble) => {
    expect(troubleOf({ ret_code, last_error })).toBe(trouble);
  });

  test("with a remedy of its own, in both languages", () => {
    for (const locale of ["zh-Hant-TW", "en"] as const) {
      expect(Object.keys(remedyWords(locale)).sort()).toEqual(Object.keys(troubleWords(locale)).sort());
    }
  });
});

test("no two refusals are told in the same words", () => {
  for (const locale of ["zh-Hant-TW", "en"] as const) {
    const words = Object.values(refusalWords(locale));
    expect(new Set(words).size).toBe(words.length);
  }
});
