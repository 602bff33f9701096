import { describe, expect, it, vi } from "vitest";
import { statusOf } from "../../../app/web/refusals/status-of";
import { changeError, isChangeRefused } from "../../../db/change";
import { AppError, isAppError } from "../../../language/app-error";
import { deskError, isRefusal, type DeskRefusalCode } from "../../../workflows/desk/refusal";
import { isTrustRefused, trustError } from "../../../workflows/trust/trust-refused";

describe("An error of ours", () => {
  it("is known in another copy of the module that made it", async () => {
    vi.resetModules();
    const copy = await import("../../../workflows/desk/refusal");
    const error = copy.deskError("not-hr");
    expect(error).not.toBeInstanceOf(AppError);
    expect(isAppError(error)).toBe(true);
    expect(isRefusal(error)).toBe(true);
  });

  it("is of one domain: the same code elsewhere means something else", () => {
    expect(isRefusal(trustError("expired", "certificate"))).toBe(false);
    expect(isTrustRefused(deskError("expired"))).toBe(false);
    expect(isChangeRefused(changeError("not-now"), "not-now")).toBe(true);
    expect(isChangeRefused(changeError("not-now"), "busy")).toBe(false);
    expect(isRefusal(changeError("not-now"))).toBe(false);
  });

  it("is not taken for one by its looks", () => {
    const alike = Object.assign(new Error("the desk refuses"), { name: "AppError", domain: "desk" });
    expect(isAppError(alike)).toBe(false);
    expect(isAppError({ domain: "desk", code: "not-hr" })).toBe(false);
    expect(isAppError(null)).toBe(false);
  });

  it.each<[DeskRefusalCode, number]>([
    ["not-hr", 403],
    ["no-such-ticket", 404],
    ["not-now", 409],
    ["dead-link", 410],
    ["unchanged", 422],
    ["busy", 503],
  ])("%s is answered %i", (code, status) => {
    expect(statusOf(deskError(code))).toBe(status);
  });
});
