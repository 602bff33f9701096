import { describe, expect, it } from "vitest";
import { beginningOf, oneLine, withoutUnseen, withoutUnseenIn } from "../../../language/typed-text";

describe("what somebody typed", () => {
  it.each([
    ["王\u0000明", "王明", "NUL, which a database refuses"],
    ["\u202e明王\u202c", "明王", "marks that turn the direction round"],
    ["\u2066a\u2069\u200f\u061c", "a", "isolates and marks of direction"],
    ["a\u007f\u0085b", "ab", "control characters of both sets"],
    ["王\ud800明", "王\ufffd明", "half a surrogate pair"],
  ])("%j is kept as %j: without %s", (typed, kept) => {
    expect(withoutUnseen(typed)).toBe(kept);
  });

  it("keeps every character of a name, also rare ones, joined ones and what belongs to another script", () => {
    for (const name of ["𠮷野家", "游錫堃", "Żółć", "ᠮᠣᠩᠭᠣᠯ", "نور", "👩\u200d🔧", "第一行\n第二行\t欄"])
      expect(withoutUnseen(name)).toBe(name);
  });

  it("is looked through in everything that JSON brings", () => {
    expect(withoutUnseenIn({ a: ["\u0000x", 1, null, { b: "\u202ey" }] })).toEqual({
      a: ["x", 1, null, { b: "y" }],
    });
  });

  it("is cut between characters", () => {
    expect(beginningOf("王明\u{1f511}", 4)).toBe("王明\u{1f511}");
    expect(beginningOf("王明\u{1f511}", 3)).toBe("王明");
    expect(beginningOf("王明\u{1f511}x", 4)).toBe("王明\u{1f511}");
  });

  it("stands on one line where it is a name", () => {
    expect(oneLine(" 王明\r\nBcc: x@y.example\u3000 z ")).toBe("王明 Bcc: x@y.example z");
  });
});
