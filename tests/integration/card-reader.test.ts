import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type CardReader, startCardReader } from "../../bin/card-reader/reader";
import {
  componentPaths,
  type ComponentRequest,
  type InfoReply,
  readComponentMessage,
  signatureRequest,
  type SignReply,
} from "../../certificates/card-component";
import { INFO_IMAGE, readInfoImage } from "../../certificates/card-component-image";
import { type CardChallenge, proveCardChallenge } from "../../certificates/card-messages";
import { verifyCardSignature } from "../../certificates/card-signature";
import { troubleOf } from "../../certificates/card-troubles";
import { DEMO_PIN } from "../../certificates/demo-cards";
import { type DemoPki, openDemoPki } from "../../certificates/demo-pki";
import { openTrustStore, type TrustStore } from "../../certificates/trust";

const at = Date.UTC(2026, 10, 23, 2);
const day = 24 * 3_600_000;
const site = "http://localhost:3000";
const agency = { oid: "2.16.886.101.20003.20063", name: "人事行政總處", dn: "ou=人事行政總處,o=行政院,c=TW" };
const agencyCard = `agency-${agency.oid}`;
const random = (bytes: number) => randomBytes(bytes);

let folder: string;
let pki: DemoPki;
let trust: TrustStore;
let reader: CardReader;
let challenge: CardChallenge;
let now: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "card-reader-"));
  pki = await openDemoPki(folder, {
    agencies: [agency],
    citizens: [
      { name: "王小明", lastFour: "6789" },
      { name: "陳大文", lastFour: null },
    ],
    at,
    random,
  });
  trust = openTrustStore({ authorities: pki.trust, crls: pki.crls });
});

beforeEach(async () => {
  now = at;
  challenge = proveCardChallenge({ origin: site, at }, random);
  reader = await startCardReader({
    port: 0,
    cardsFolder: pki.cardsFolder,
    trustedOrigins: [site],
    clock: () => now,
    random,
    slots: 2,
  });
  reader.insert(agencyCard);
});

afterEach(() => reader.close());
afterAll(() => rm(folder, { recursive: true }));

async function post(request: ComponentRequest | string, origin: string | null = site): Promise<SignReply> {
  const body = new URLSearchParams({
    tbsPackage: typeof request === "string" ? request : JSON.stringify(request),
    ...(origin === null ? {} : { origin }),
  });
  const response = await fetch(reader.url + componentPaths.sign, { method: "POST", body });
  const reply = readComponentMessage(await response.text());
  if (reply?.func !== "sign") throw new Error("not a reply to a signature");
  return reply;
}

const signWith = (pin: string) =>
  post(
    signatureRequest({ contentBase64: challenge.contentBase64, pin, nonce: "1", slotDescription: undefined }),
  );

async function info(query = ""): Promise<InfoReply> {
  const reply = readComponentMessage(
    await (await fetch(`${reader.url}${componentPaths.info}${query}`)).text(),
  );
  if (reply?.func !== "pkcs11info") throw new Error("not a reply about the reader");
  return reply;
}

const verify = (reply: SignReply, purpose: "agency" | "citizen" = "agency") =>
  verifyCardSignature({
    cms: Buffer.from(reply.signature ?? "", "base64"),
    content: challenge.content,
    trust,
    purpose,
    at,
  });

describe("a signature of the software card", () => {
  test("is accepted and tells the agency", async () => {
    expect(verify(await signWith(DEMO_PIN))).toMatchObject({
      accepted: true,
      signer: { agencyOid: agency.oid, agencyDn: agency.dn, subjectDn: agency.dn, lastFour: null },
    });
  });

  test("is accepted detached too", async () => {
    reader.setDetached(true);
    expect(verify(await signWith(DEMO_PIN)).accepted).toBe(true);
  });

  test("of a citizen of the older generation tells name and number, and no last four where the card has none", async () => {
    reader.insert("citizen-陳大文-none");
    expect(verify(await signWith(DEMO_PIN), "citizen")).toMatchObject({
      accepted: true,
      signer: {
        commonName: "陳大文",
        subjectSerialNumber: expect.stringMatching(/^\d{16}$/) as string,
        lastFour: null,
      },
    });
  });

  test("of a citizen tells the last four", async () => {
    reader.insert("citizen-王小明-6789");
    expect(verify(await signWith(DEMO_PIN), "citizen")).toMatchObject({
      signer: { lastFour: "6789", agencyOid: null },
    });
  });

  test("of a citizen orders no reset", async () => {
    reader.insert("citizen-王小明-6789");
    expect(verify(await signWith(DEMO_PIN), "agency")).toMatchObject({
      accepted: false,
      code: "purpose-wrong",
    });
  });

  test.each([
    ["revoked", "certificate-revoked"],
    ["on-hold", "certificate-on-hold"],
  ])("of the %s card is refused by the server", async (card, code) => {
    reader.insert(card);
    expect(verify(await signWith(DEMO_PIN))).toMatchObject({ accepted: false, code });
  });

  test("is refused a week later, when the revocation list is overdue", async () => {
    const reply = await signWith(DEMO_PIN);
    const verdict = verifyCardSignature({
      cms: Buffer.from(reply.signature ?? "", "base64"),
      content: challenge.content,
      trust,
      purpose: "agency",
      at: at + 8 * day,
    });
    expect(verdict).toMatchObject({ accepted: false, code: "crl-stale" });
  });

  test("comes with the card's number and certificate", async () => {
    const reply = await signWith(DEMO_PIN);
    expect(reply.cardSN).toMatch(/^GC\d{14}$/);
    expect(reply.certb64).toBe(
      pki.cards.find(({ name }) => name === agencyCard)?.certificates[0]?.certificate,
    );
  });
});

describe("a wrong PIN", () => {
  test("counts down to the lock, and then even the right one does not open", async () => {
    const troubles = [];
    for (const pin of ["111111", "111111", "111111", DEMO_PIN]) troubles.push(troubleOf(await signWith(pin)));
    expect(troubles).toEqual(["pin-wrong-two-left", "pin-wrong-one-left", "pin-locked", "pin-locked"]);
  });

  test("is forgotten after the right one", async () => {
    await signWith("111111");
    await signWith(DEMO_PIN);
    expect(troubleOf(await signWith("111111"))).toBe("pin-wrong-two-left");
  });

  test("stays counted while the card is out of the reader", async () => {
    await signWith("111111");
    reader.remove();
    reader.insert(agencyCard);
    expect(troubleOf(await signWith("111111"))).toBe("pin-wrong-one-left");
  });

  test.each(["12345", "123456789"])("of impossible length (%s) costs no try", async (pin) => {
    expect(troubleOf(await signWith(pin))).toBe("pin-length");
    expect(troubleOf(await signWith("111111"))).toBe("pin-wrong-two-left");
  });
});

describe("troubles", () => {
  test("no card", async () => {
    reader.remove();
    expect(troubleOf(await signWith(DEMO_PIN))).toBe("no-card");
  });

  test("no reader", async () => {
    reader.unplugReader();
    expect(troubleOf(await signWith(DEMO_PIN))).toBe("no-reader");
  });

  test("an expired card", async () => {
    reader.insert("expired");
    expect(troubleOf(await signWith(DEMO_PIN))).toBe("card-expired");
  });

  test("a card that came locked", async () => {
    reader.insert("locked");
    expect(troubleOf(await signWith(DEMO_PIN))).toBe("pin-locked");
  });

  test("a site the component does not trust", async () => {
    reader.distrust(site);
    expect(troubleOf(await signWith(DEMO_PIN))).toBe("site-not-trusted");
  });

  test("a page of another site that posts past the pop-up", async () => {
    const response = await fetch(reader.url + componentPaths.sign, {
      method: "POST",
      headers: { Origin: "https://evil.example" },
      body: new URLSearchParams({ tbsPackage: "{}" }),
    });
    expect(troubleOf((await response.json()) as SignReply)).toBe("site-not-trusted");
  });

  test("a helper that hangs", async () => {
    reader.setHelperBroken(true);
    expect(troubleOf(await signWith(DEMO_PIN))).toBe("helper-failed");
  });

  test("a person who cancels", async () => {
    reader.setCancelling(true);
    expect(troubleOf(await signWith(DEMO_PIN))).toBe("cancelled");
  });

  test.each([
    ["not JSON", "{"],
    ["another function", JSON.stringify({ func: "Format" })],
    ["nothing to sign", JSON.stringify({ func: "MakeSignature", pin: DEMO_PIN })],
  ])("%s is refused", async (_what, request) => {
    expect(troubleOf(await post(request))).toBe("request-refused");
  });
});

describe("the state of the reader", () => {
  test("shows slot, card and both certificates", async () => {
    const reply = await info("?withcert=true");
    expect(reply.serverVersion).toBe("1.3.4.103349");
    expect(reply.slots[0]?.token?.certs?.map(({ label, usage }) => [label, usage])).toEqual([
      ["cert1", "digitalSignature"],
      ["cert2", "keyEncipherment|dataEncipherment"],
    ]);
  });

  test("shows a slot without a card as one without a token", async () => {
    expect((await info()).slots.map(({ token }) => token !== undefined)).toEqual([true, false]);
  });

  test("shows no slot without a reader", async () => {
    reader.unplugReader();
    expect((await info()).slots).toEqual([]);
  });

  test("shows another version", async () => {
    reader.setVersion("1.3.1.0");
    expect((await info()).serverVersion).toBe("1.3.1.0");
  });

  test("is readable from the picture, as a canvas would show it", async () => {
    const response = await fetch(reader.url + componentPaths.image);
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    const file = new Uint8Array(await response.arrayBuffer());
    expect(file.length).toBe(INFO_IMAGE.headerBytes + INFO_IMAGE.width * 3);
    const canvas = new Uint8ClampedArray(INFO_IMAGE.width * 4);
    for (let pixel = 0; pixel < INFO_IMAGE.width; pixel++) {
      const at = INFO_IMAGE.headerBytes + pixel * 3;
      canvas.set([file[at + 2] ?? 0, file[at + 1] ?? 0, file[at] ?? 0, 255], pixel * 4);
    }
    expect(readInfoImage(canvas)).toEqual(await info());
  });

  test("is not told to other names that lead to the loopback", async () => {
    const { port } = new URL(reader.url);
    const { request } = await import("node:http");
    const status = await new Promise((resolve) => {
      request({ port, path: "/pkcs11info", headers: { Host: "evil.example" } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).end();
    });
    expect(status).toBe(403);
  });
});

describe("the pages of the reader", () => {
  test("the pop-up talks to its opener under a policy that allows only its own script", async () => {
    const response = await fetch(reader.url + componentPaths.popup);
    const page = await response.text();
    const nonce = /script-src 'nonce-([^']+)'/.exec(
      response.headers.get("content-security-policy") ?? "",
    )?.[1];
    expect(page).toContain(`<script nonce="${nonce}">`);
    expect(page).toContain("getTbs");
  });

  test("a person changes the card by a form and sees its PIN", async () => {
    const response = await fetch(`${reader.url}/slot`, {
      method: "POST",
      body: new URLSearchParams({ card: "citizen-王小明-6789" }),
    });
    const page = await response.text();
    expect(page).toContain("<strong>自然人憑證：王小明");
    expect(page).toContain(DEMO_PIN);
  });

  test("another site cannot change the card", async () => {
    const response = await fetch(`${reader.url}/slot`, {
      method: "POST",
      headers: { Origin: "https://evil.example" },
      body: new URLSearchParams({ card: "none" }),
    });
    expect(response.status).toBe(403);
  });
});
