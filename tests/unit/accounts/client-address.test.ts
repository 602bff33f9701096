import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressBlock, clientAddress, readTrustedProxies } from "../../../accounts/access/client-address";

const trusts = readTrustedProxies(["10.0.0.0/8", "192.0.2.1", "2001:db8:1::/48", "::1"]);

describe("the visitor's address", () => {
  it.each([
    ["nobody in between", "198.51.100.7", null, "198.51.100.7"],
    ["a header from somebody not trusted is not believed", "198.51.100.7", "203.0.113.9", "198.51.100.7"],
    ["one proxy", "10.1.2.3", "203.0.113.9", "203.0.113.9"],
    ["two proxies", "10.1.2.3", "203.0.113.9, 192.0.2.1", "203.0.113.9"],
    ["the visitor's own inventions stand further left", "10.1.2.3", "1.1.1.1, 203.0.113.9", "203.0.113.9"],
    ["all are proxies: the furthest", "10.1.2.3", "10.9.9.9, 192.0.2.1", "10.9.9.9"],
    ["no header", "10.1.2.3", null, "10.1.2.3"],
    ["rubbish stops the walk", "10.1.2.3", "203.0.113.9, unknown, 10.0.0.2", "10.0.0.2"],
    ["IPv4 dressed as IPv6", "::ffff:10.1.2.3", "203.0.113.9", "203.0.113.9"],
    ["ports and brackets", "10.1.2.3", "[2001:db8:2::5]:4711, 10.0.0.9:80", "2001:db8:2::5"],
    ["IPv6 proxies", "2001:db8:1::9", "2001:db8:2::5", "2001:db8:2::5"],
  ])("%s", (_what, connected, header, address) => {
    expect(clientAddress(connected, header, trusts)).toBe(address);
  });

  it("is the connection's whenever no proxy is trusted, whatever the header says", () => {
    const nobody = readTrustedProxies([]);
    fc.assert(
      fc.property(fc.string(), (header) => clientAddress("198.51.100.7", header, nobody) === "198.51.100.7"),
    );
  });

  it("is never taken from left of an address that is not trusted", () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.ipV4(), (made, real) => {
        fc.pre(!trusts(real));
        return clientAddress("10.0.0.1", `${made}, ${real}`, trusts) === real;
      }),
    );
  });
});

it.each(["10.0.0.0/33", "10.0.0", "::/129", "proxy.example", "10.0.0.0/8/8", "10.0.0.0/", "10.0.0.0/-1"])(
  "%j is no trusted proxy, and it is said which entry is wrong",
  (range) => {
    expect(() => readTrustedProxies(["10.0.0.1", range])).toThrow(range);
  },
);

it("limits by address count an IPv6 network of /64 as one", () => {
  expect(addressBlock("203.0.113.9")).toBe("203.0.113.9");
  expect(addressBlock("2001:db8:0:1:a:b:c:d")).toBe(addressBlock("2001:db8:0:1::9"));
  expect(addressBlock("2001:db8::1")).toBe("2001:db8:0:0::/64");
  expect(addressBlock("2001:0db8:0:2::1")).not.toBe(addressBlock("2001:db8:0:1::1"));
});
