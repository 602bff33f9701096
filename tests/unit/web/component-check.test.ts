import { describe, expect, test } from "vitest";
import {
  hearPicture,
  judgeComponent,
  nothingHeard,
  type Heard,
} from "../../../app/ui/card-reader/component-check";
import type { InfoReply, SignReply } from "../../../certificates/card/card-component";
import { cardErrors, returnCodes } from "../../../certificates/card/card-troubles";

const at = Date.UTC(2026, 10, 23, 2);

const info = (more: Partial<InfoReply> = {}): InfoReply => ({
  func: "pkcs11info",
  ret_code: 0,
  last_error: 0,
  message: "",
  serverVersion: "1.3.4.103349",
  slots: [{ slotDescription: "Reader", token: { serialNumber: "GC1" } }],
  ...more,
});
const signed = (ret_code: number): SignReply => ({ func: "sign", ret_code, last_error: 0, message: "" });
const judge = (heard: Partial<Heard>) => judgeComponent({ ...nothingHeard, ...heard }, at);
const trouble = (code: string) => ({ state: "trouble", trouble: code });

test("before anything is heard the component is being looked for and all else waits", () => {
  const { component, version, reader, card, certificates, site } = judge({});
  expect(component.state).toBe("looking");
  expect([version, reader, card, certificates, site].map(({ state }) => state)).toEqual(
    Array.from({ length: 5 }, () => "waiting"),
  );
});

describe("a component that does not answer", () => {
  test("is missing, or kept away by the browser where the person refused", () => {
    expect(judge({ picture: "component-missing", network: "prompt" }).component).toEqual(
      trouble("component-missing"),
    );
    expect(judge({ picture: "component-missing", network: "denied" }).component).toEqual(
      trouble("network-refused"),
    );
  });

  test("is not called refused when its picture came all the same", () => {
    expect(judge({ picture: info(), network: "denied" }).component.state).toBe("fine");
  });

  test("has failed where it reports that its helper did", () => {
    const findings = judge({ picture: info({ ret_code: returnCodes.helperFailed, slots: [] }) });
    expect(findings.component).toEqual(trouble("helper-failed"));
    expect(findings.reader.state).toBe("waiting");
  });
});

test.each([
  ["1.3.1.0", "trouble"],
  ["1.2.9", "trouble"],
  ["1.3", "trouble"],
  ["1.3.4", "fine"],
  ["1.3.4.13", "fine"],
  ["1.3.10.1", "fine"],
  ["2.0", "fine"],
  ["", "waiting"],
])("version %s is %s", (serverVersion, state) => {
  expect(judge({ picture: info({ serverVersion }) }).version.state).toBe(state);
});

describe("the trust in this site", () => {
  test("is proven by a refusal for having nothing to sign", () => {
    expect(judge({ picture: info(), site: signed(returnCodes.nothingToSign) }).site.state).toBe("fine");
  });

  test.each([returnCodes.siteNotTrusted, returnCodes.siteNotAllowed])("is missing by code %s", (code) => {
    expect(judge({ picture: info(), site: signed(code) }).site).toEqual(trouble("site-not-trusted"));
  });

  test("is missing where already the certificates were refused for it", () => {
    const certificates = info({ ret_code: returnCodes.siteNotAllowed });
    expect(judge({ picture: info(), certificates }).site).toEqual(trouble("site-not-trusted"));
  });

  test("is not claimed when the answer says something else", () => {
    expect(judge({ picture: info(), site: signed(returnCodes.cancelled) }).site).toEqual(
      trouble("cancelled"),
    );
  });
});

describe("certificates", () => {
  const certs = [
    {
      label: "cert1",
      usage: "digitalSignature",
      subjectDN: "C=TW",
      subjectID: "",
      certb64: "no certificate",
    },
  ];
  const read = info({ slots: [{ slotDescription: "Reader", token: { serialNumber: "GC1", certs } }] });

  test("whose bytes cannot be read are shown without validity", () => {
    const { cards, certificates } = judge({ picture: info(), certificates: read });
    expect(cards[0]?.certificates).toMatchObject([{ label: "cert1", validity: null }]);
    expect(certificates.state).toBe("fine");
  });

  test("of a card that is no longer in the reader are forgotten", () => {
    const other = info({ slots: [{ slotDescription: "Reader", token: { serialNumber: "GC2" } }] });
    const findings = judge({ picture: other, certificates: read });
    expect(findings.cards).toEqual([{ serialNumber: "GC2", certificates: [] }]);
    expect(findings.certificates.state).toBe("waiting");
  });
});

describe("a PIN that was tried", () => {
  const right: SignReply = { ...signed(0), signature: "AA==" };
  const wrong: SignReply = { ...signed(returnCodes.loginFailed), last_error: cardErrors.wrongPinOneLeft };

  test("is right where the card has signed, which proves the trust in this site too", () => {
    const { pin, site } = judge({ picture: info(), pin: right });
    expect([pin.state, site.state]).toEqual(["fine", "fine"]);
  });

  test("is not called right where the reply holds no signature", () => {
    expect(judge({ picture: info(), pin: signed(0) }).pin).toEqual(trouble("unknown"));
  });

  test("is wrong by the card's own word, with the tries it has left", () => {
    expect(judge({ picture: info(), pin: wrong }).pin).toEqual(trouble("pin-wrong-one-left"));
  });

  test("tells where the site is not trusted", () => {
    expect(judge({ picture: info(), pin: signed(returnCodes.siteNotTrusted) }).site).toEqual(
      trouble("site-not-trusted"),
    );
  });

  test("is forgotten with the card it was tried on, and only then", () => {
    const before: Heard = { ...nothingHeard, picture: info(), pin: wrong };
    const other = info({ slots: [{ slotDescription: "Reader", token: { serialNumber: "GC2" } }] });
    expect(hearPicture(before, info(), null).pin).toBe(wrong);
    expect(hearPicture(before, other, null).pin).toBeNull();
  });
});
