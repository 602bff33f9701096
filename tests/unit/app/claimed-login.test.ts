import { describe, expect, it } from "vitest";
import { claimedLogin } from "../../../app/ui/claimed-login";

const read = (typed: string) => claimedLogin(typed, "zh-Hant-TW");

describe("a login typed in one field", () => {
  it.each(["u65751427", "ab1234567", "a1234567", "A3234567890123", "wang.ming"])(
    "%s is an account, though it is a letter and digits",
    (typed) => {
      expect(read(typed)).toEqual({ ok: true, account: typed.toLowerCase(), nationalId: null });
    },
  );

  it("A123456789 is a national ID, and with another last digit one that was mistyped", () => {
    expect(read("Ａ１２３４５６７８９")).toEqual({ ok: true, account: null, nationalId: "A123456789" });
    expect(read("A123456788")).toMatchObject({
      ok: false,
      message: expect.stringContaining("檢查碼") as string,
    });
  });
});
