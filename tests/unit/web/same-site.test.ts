import { describe, expect, test } from "vitest";
import { isCrossSite, isMisdirected } from "../../../app/web/same-site";

const site = "https://ecpa.example";

function post(headers: Record<string, string>, path = "/tickets/R1151123-0042/approval", method = "POST") {
  return isCrossSite({ method, path, headers }, site);
}

describe("a request that changes something", () => {
  test("passes from a page of ours", () => {
    expect(post({ "sec-fetch-site": "same-origin", origin: site })).toBe(false);
    expect(post({ origin: site })).toBe(false);
  });

  test("passes from a page of ours that sends no referrer, whose Origin browsers make null", () => {
    expect(post({ "sec-fetch-site": "same-origin", origin: "null" })).toBe(false);
  });

  test("passes from a program that is no browser", () => {
    expect(post({})).toBe(false);
  });

  test.each([
    [{ "sec-fetch-site": "cross-site", origin: "https://evil.example" }],
    [{ "sec-fetch-site": "same-site", origin: "https://other.ecpa.example" }],
    [{ "sec-fetch-site": "cross-site" }],
    [{ origin: "https://evil.example" }],
    [{ origin: "null" }],
    [{ origin: "https://ecpa.example.evil.example" }],
    [{ origin: "http://evil.example", host: "evil.example" }],
    [{ origin: "no address", "sec-fetch-site": "same-origin" }],
  ])("is refused from elsewhere: %j", (headers) => {
    expect(post(headers)).toBe(true);
  });

  test.each(["PUT", "PATCH", "DELETE", "post", "TRACE"])("is refused from elsewhere by %s too", (method) => {
    expect(post({ origin: "https://evil.example" }, "/", method)).toBe(true);
  });

  test("passes on the loopback under any of its names", () => {
    expect(post({ origin: "http://127.0.0.1:3911", host: "127.0.0.1:3911" })).toBe(false);
    expect(post({ origin: "http://localhost:4000", host: "localhost:3911" })).toBe(true);
  });

  test("passes to the API with a bearer token, which a foreign page cannot set, and only there", () => {
    const headers = { origin: "https://evil.example", authorization: "Bearer t" };
    expect(post(headers, "/api/v1/tickets")).toBe(false);
    expect(post(headers)).toBe(true);
  });
});

test("a request that only reads passes from anywhere", () => {
  expect(post({ "sec-fetch-site": "cross-site" }, "/", "GET")).toBe(false);
});

describe("a request that came under another name than its page", () => {
  const misdirected = (headers: Record<string, string>, path = "/sign-in", method = "POST") =>
    isMisdirected({ method, path, headers: { origin: site, ...headers } });

  test("is known by its Host, or by what a proxy says that was", () => {
    expect(misdirected({ host: "ecpa.example" })).toBe(false);
    expect(misdirected({ host: "10.0.0.7:3000", "x-forwarded-host": "ecpa.example, inner" })).toBe(false);
    expect(misdirected({ host: "10.0.0.7:3000" })).toBe(true);
    expect(misdirected({ host: "ecpa.example", "x-forwarded-host": "inner" })).toBe(true);
    expect(misdirected({})).toBe(true);
  });

  test("may read, and may call the API", () => {
    expect(misdirected({ host: "inner" }, "/sign-in", "GET")).toBe(false);
    expect(misdirected({ host: "inner" }, "/api/v1/tickets")).toBe(false);
  });
});
