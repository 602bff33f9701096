import { describe, expect, test } from "vitest";
import {
  CHALLENGE_LIFETIME,
  presenceChallenge,
  resetChallenge,
} from "../../../certificates/card/card-messages";

const at = Date.UTC(2026, 10, 23, 2);
const counting = (bytes: number) => Uint8Array.from({ length: bytes }, (_, index) => index);
const decode = (content: Uint8Array) => JSON.parse(new TextDecoder().decode(content)) as unknown;

const reset = {
  origin: "https://desk.example",
  ticket: "R1151123-0042",
  person: { id: "p1", name: "王小明", maskedId: "A12345****", agencyOid: "2.16.886.101.20003" },
  keeper: { name: "陳大文", title: "科員", extension: "1234" },
  disableOldPassword: true,
  statement: "本人以機關憑證要求為王小明重設密碼。",
  at,
};

describe("the content a card signs", () => {
  test("to prove itself: purpose, origin, nonce and when it expires, in that order", () => {
    const { content, message } = presenceChallenge(
      { purpose: "prove-card", origin: "https://desk.example", at },
      counting,
    );
    expect(Object.keys(decode(content) as object)).toEqual(["purpose", "origin", "nonce", "expires"]);
    expect(message).toMatchObject({ purpose: "prove-card", expires: at + CHALLENGE_LIFETIME });
  });

  test("to order a reset: whom, by whom and in which words", () => {
    const { content, message } = resetChallenge(reset, counting);
    expect(decode(content)).toEqual(message);
    expect(Object.keys(message)).toEqual([
      "purpose",
      "origin",
      "ticket",
      "person",
      "keeper",
      "disableOldPassword",
      "statement",
      "nonce",
      "expires",
    ]);
  });

  test("does not depend on the order in which the caller named the fields", () => {
    const turned = Object.fromEntries(Object.entries(reset).reverse()) as typeof reset;
    expect(resetChallenge(turned, counting).contentBase64).toBe(
      resetChallenge(reset, counting).contentBase64,
    );
  });

  test("has a nonce of 256 bits", () => {
    const { message } = presenceChallenge(
      { purpose: "prove-card", origin: "https://desk.example", at },
      counting,
    );
    expect(Buffer.from(message.nonce, "base64url")).toHaveLength(32);
  });

  test("is the same in base64, for the card component", () => {
    const { content, contentBase64 } = resetChallenge(reset, counting);
    expect(new Uint8Array(Buffer.from(contentBase64, "base64"))).toEqual(content);
  });
});
