import { describe, expect, it } from "vitest";
import { askingLimit, signInLimits, slowDownMs, throttleKey } from "../../../accounts/passwords/throttle";

const minutes = (count: number) => count * 60_000;

describe("the limits on tries", () => {
  it("under nist pause account and address after 5, the account after 20, for a quarter of an hour", () => {
    expect(signInLimits.nist.map(({ scope, limit, pauseMs }) => [scope, limit, pauseMs])).toEqual([
      ["account-and-address", 5, minutes(15)],
      ["account", 20, minutes(15)],
    ]);
  });

  it("under tw-gov lock the account after 5, whoever makes them; its address is stopped first", () => {
    expect(signInLimits["tw-gov"].map(({ scope, limit, pauseMs }) => [scope, limit, pauseMs])).toEqual([
      ["account-and-address", 5, minutes(15)],
      ["account", 5, minutes(15)],
    ]);
  });
});

describe("an address that asks and asks", () => {
  it("is slowed after twenty in an hour, by five seconds at most, and never stopped", () => {
    expect([1, 20, 21, 24, 40, 5000].map((count) => slowDownMs(count))).toEqual([
      0, 0, 250, 1000, 5000, 5000,
    ]);
    expect(askingLimit.pauseMs).toBe(0);
  });
});

it("every counter has its own name", () => {
  const who = { identity: "1f2e", address: "192.0.2.7" };
  const scopes = ["account-and-address", "account", "address", "identity-and-address"] as const;
  const names = scopes.flatMap((scope) => [
    throttleKey("sign-in", scope, who),
    throttleKey("ask", scope, who),
  ]);
  expect(new Set(names).size).toBe(8);
});

it("a counter of an IPv6 address counts its whole network", () => {
  const key = (address: string) =>
    throttleKey("sign-in", "account-and-address", { identity: "1f2e", address });
  expect(key("2001:db8:0:1::5")).toBe(key("2001:db8:0:1:ffff::6"));
  expect(key("2001:db8:0:1::5")).not.toBe(key("2001:db8:0:2::5"));
});
