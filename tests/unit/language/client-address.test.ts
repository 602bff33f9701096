import { expect, it } from "vitest";
import { addressBlock } from "../../../language/client-address";

it("limits by address count an IPv6 network of /64 as one", () => {
  expect(addressBlock("2001:db8:0:1:a:b:c:d")).toBe(addressBlock("2001:db8:0:1::9"));
  expect(addressBlock("2001:db8::1")).toBe("2001:db8:0:0::/64");
  expect(addressBlock("2001:0DB8:0:2::1")).not.toBe(addressBlock("2001:db8:0:1::1"));
  expect(addressBlock("fe80::1%eth0")).toBe("fe80:0:0:0::/64");
});

it("an IPv4 address stands for itself, dressed as IPv6 too", () => {
  expect(addressBlock("203.0.113.9")).toBe("203.0.113.9");
  expect(addressBlock("::ffff:203.0.113.9")).toBe("203.0.113.9");
  expect(addressBlock("::ffff:cb00:7109")).toBe("203.0.113.9");
  expect(addressBlock("0:0:0:0:0:ffff:cb00:7109")).toBe("203.0.113.9");
});
