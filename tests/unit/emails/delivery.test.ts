import { expect, test } from "vitest";
import { deliveryOf } from "../../../emails/delivery";

const error = (fields: { code?: string; responseCode?: number; command?: string }) =>
  Object.assign(new Error("what happened"), fields);

test.each(["MAIL FROM", "RCPT TO", "DATA"])("a 5yz reply to %s is permanent", (command) => {
  expect(deliveryOf(error({ responseCode: 550, command }))).toMatchObject({
    outcome: "permanent",
    code: "550",
  });
});

test.each(["MAIL FROM", "RCPT TO", "DATA"])("a 4yz reply to %s is temporary", (command) => {
  expect(deliveryOf(error({ responseCode: 451, command }))).toMatchObject({
    outcome: "temporary",
    code: "451",
  });
});

test.each(["CONN", "EHLO", "STARTTLS", "AUTH PLAIN"])(
  "a 5yz reply to %s tells of the server, not of this mail",
  (command) => {
    expect(deliveryOf(error({ responseCode: 554, command }))).toMatchObject({
      outcome: "temporary",
      failure: "server",
    });
  },
);

test.each([421, 503, 530, 538])("%i tells of the session, not of this mail", (responseCode) => {
  expect(deliveryOf(error({ responseCode, command: "MAIL FROM" }))).toMatchObject({
    outcome: "temporary",
    failure: "server",
  });
});

test.each(["ECONNECTION", "ETIMEDOUT", "ESOCKET", "EDNS", "ETLS", "EAUTH"])("%s is temporary", (code) => {
  expect(deliveryOf(error({ code }))).toMatchObject({ outcome: "temporary", code });
});

test("a mail too large for the server is permanent", () => {
  expect(deliveryOf(error({ code: "EMESSAGE" }))).toMatchObject({ outcome: "permanent" });
});
