import { expect, it } from "vitest";
import { securityHeaders } from "../../../app/web/security-headers";

const usual = { nonce: "a-nonce", https: true, card: null, development: false };
const directives = (headers: Record<string, string>) =>
  new Map(
    (headers["Content-Security-Policy"] ?? "").split("; ").map((each) => {
      const [name = "", ...sources] = each.split(" ");
      return [name, sources.join(" ")];
    }),
  );

it("allow no content that is not ours, no base, no frame around a page, and scripts by nonce", () => {
  const policy = directives(securityHeaders(usual));
  expect(policy.get("default-src")).toBe("'none'");
  expect(policy.get("object-src")).toBe("'none'");
  expect(policy.get("base-uri")).toBe("'none'");
  expect(policy.get("frame-ancestors")).toBe("'none'");
  expect(policy.get("form-action")).toBe("'self'");
  expect(policy.get("script-src")).toBe("'self' 'nonce-a-nonce'");
  expect([...policy.values()].join(" ")).not.toMatch(/unsafe|\*|data:/);
});

it("let no content be guessed and no address be told to others", () => {
  expect(securityHeaders(usual)).toMatchObject({
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
  });
});

it("over https hold browsers to https for a year, subdomains too; elsewhere they promise nothing", () => {
  const name = "Strict-Transport-Security";
  expect(securityHeaders(usual)[name]).toBe("max-age=31536000; includeSubDomains");
  expect(securityHeaders({ ...usual, https: false })[name]).toBeUndefined();
});

it("open the picture of the card component, and its pop-up, on the pages of cards alone", () => {
  const card = "http://localhost:61161";
  expect(directives(securityHeaders({ ...usual, card })).get("img-src")).toBe(`'self' ${card}`);
  expect(directives(securityHeaders(usual)).get("img-src")).toBe("'self'");
  expect(securityHeaders(usual)["Cross-Origin-Opener-Policy"]).toBe("same-origin");
});
