import { expect, test } from "vitest";
import { InvalidSmtpUrl, parseSmtpUrl } from "../../../emails/smtp-url";

test("a server elsewhere must offer STARTTLS", () => {
  expect(parseSmtpUrl("smtp://mail.example.gov.tw")).toEqual({
    host: "mail.example.gov.tw",
    port: 587,
    tls: "starttls",
    credentials: null,
  });
});

test.each(["smtp://127.0.0.1:2525", "smtp://localhost:25", "smtp://[::1]:25"])("%s needs no TLS", (url) => {
  expect(parseSmtpUrl(url).tls).toBe("none");
});

test.each(["smtp://127.0.0.1.evil.example", "smtp://localhost.example"])("%s is not the loopback", (url) => {
  expect(parseSmtpUrl(url).tls).toBe("starttls");
});

test("smtps speaks TLS from the first byte, on the loopback too", () => {
  expect(parseSmtpUrl("smtps://localhost")).toMatchObject({ port: 465, tls: "implicit" });
});

test("credentials are decoded", () => {
  expect(parseSmtpUrl("smtps://desk%40moj:p%3Aw@mail.example").credentials).toEqual({
    user: "desk@moj",
    pass: "p:w",
  });
});

test.each([
  "mail.example.gov.tw",
  "http://mail.example.gov.tw",
  "smtp://",
  "smtp://desk@mail.example",
  "smtp://mail.example/path",
  "smtp://mail.example?tls.rejectUnauthorized=false",
  "smtp://mail.example#x",
  "smtp://mail.example:99999",
])("%s is refused", (url) => {
  expect(() => parseSmtpUrl(url)).toThrow(InvalidSmtpUrl);
});

test("the refusal never repeats the password", () => {
  expect(() => parseSmtpUrl("smtp://desk:hunter2@mail.example?x=1")).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining("hunter2") }),
  );
});
