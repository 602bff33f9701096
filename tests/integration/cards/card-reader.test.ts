import { randomBytes, verify as verifyBytes, X509Certificate } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type CardReader, startCardReader } from "../../../bin/card-reader/reader";
import {
  componentPaths,
  type ComponentRequest,
  type InfoReply,
  readComponentMessage,
  signatureRequest,
  type SignReply,
} from "../../../certificates/card/card-component";
import { INFO_IMAGE, readInfoImage } from "../../../certificates/card/card-component-image";
import { type CardChallenge, presenceChallenge } from "../../../certificates/card/card-messages";
import { verifyCardSignature } from "../../../certificates/verdict/card-signature";
import { troubleOf } from "../../../certificates/card/card-troubles";
import { DEMO_PIN } from "../../../certificates/demo/demo-cards";
import { type DemoPki, openDemoPki } from "../../../certificates/demo/demo-pki";
import { openTrustStore, type TrustStore } from "../../../certificates/revocation/trust-store";
import { runDesk, serveDesk } from "../../support/desk/desk-process";

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
  challenge = presenceChallenge({ purpose: "prove-card", origin: site, at }, random);
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

describe("the parameters of a signature", () => {
  const wish = () =>
    signatureRequest({ contentBase64: challenge.contentBase64, pin: DEMO_PIN, nonce: "a nonce" });

  test("PKCS1 asks for the bare signature, which the card's certificate verifies", async () => {
    const { signature, certb64 } = await post(JSON.stringify({ ...wish(), signatureType: "PKCS1" }));
    const { publicKey } = new X509Certificate(Buffer.from(certb64 ?? "", "base64"));
    const bytes = Buffer.from(signature ?? "", "base64");
    expect(verifyBytes("sha256", challenge.content, publicKey, bytes)).toBe(true);
  });

  test("NONE signs the text as it stands, Chinese included", async () => {
    const tbs = Buffer.from(challenge.content).toString("utf8");
    expect(verify(await post(JSON.stringify({ ...wish(), tbs, tbsEncoding: "NONE" }))).accepted).toBe(true);
  });

  test("nonce and card number are signed too, as attributes the server need not know", async () => {
    const reply = await post(wish());
    const message = Buffer.from(reply.signature ?? "", "base64");
    expect(message.includes("a nonce")).toBe(true);
    expect(message.includes(reply.cardSN ?? "none")).toBe(true);
    expect(verify(reply).accepted).toBe(true);
  });

  test("no card number is told or signed where none is asked for", async () => {
    const reply = await post(JSON.stringify({ ...wish(), withCardSN: "false" }));
    expect(reply.cardSN).toBeUndefined();
    // Two letters alone come up by chance among so many random bytes.
    expect(Buffer.from(reply.signature ?? "", "base64").toString("latin1")).not.toMatch(/GC\d{14}/);
  });

  test("slotDescription picks the reader: its card signs, or it says that it holds none", async () => {
    const [first, second] = (await info()).slots.map(({ slotDescription }) => slotDescription);
    reader.insert("citizen-王小明-6789", 1);
    const inSecond = await post({ ...wish(), slotDescription: second });
    expect(verify(inSecond, "citizen")).toMatchObject({ accepted: true, signer: { commonName: "王小明" } });
    reader.remove(0);
    expect(troubleOf(await post({ ...wish(), slotDescription: first }))).toBe("no-card");
  });

  test("each card counts its own wrong PINs", async () => {
    const [first, second] = (await info()).slots.map(({ slotDescription }) => slotDescription);
    reader.insert("citizen-王小明-6789", 1);
    const wrong = { ...wish(), pin: "111111" };
    const troubles = [];
    for (const slotDescription of [first, first, second])
      troubles.push(troubleOf(await post({ ...wrong, slotDescription })));
    expect(troubles).toEqual(["pin-wrong-two-left", "pin-wrong-one-left", "pin-wrong-two-left"]);
  });

  test.each([
    ["another hash", { hashAlgorithm: "MD5" }],
    ["another kind of signature", { signatureType: "XML" }],
    ["another encoding", { tbsEncoding: "hex" }],
    ["content that is no base64", { tbs: "這不是" }],
  ])("%s is refused", async (_what, parameter) => {
    expect(troubleOf(await post(JSON.stringify({ ...wish(), ...parameter })))).toBe("request-refused");
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
    expect(readInfoImage(asCanvas(file))).toEqual(await info());
  });

  test("too long for the picture leaves out the last slots, so that the rest can be read", async () => {
    const crowded = await startCardReader({
      port: 0,
      cardsFolder: pki.cardsFolder,
      trustedOrigins: [],
      clock: () => now,
      random,
      slots: 200,
    });
    crowded.insert(agencyCard);
    const file = new Uint8Array(await (await fetch(crowded.url + componentPaths.image)).arrayBuffer());
    await crowded.close();
    const told = readInfoImage(asCanvas(file));
    expect(file.length).toBe(INFO_IMAGE.headerBytes + INFO_IMAGE.width * 3);
    expect(told?.slots[0]?.token).toBeDefined();
    expect(told?.slots.length).toBeGreaterThan(50);
    expect(told?.slots.length).toBeLessThan(200);
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

/** The pixels of the picture's one line as a canvas gives them. */
function asCanvas(file: Uint8Array): Uint8ClampedArray {
  const canvas = new Uint8ClampedArray(INFO_IMAGE.width * 4);
  for (let pixel = 0; pixel < INFO_IMAGE.width; pixel++) {
    const at = INFO_IMAGE.headerBytes + pixel * 3;
    canvas.set([file[at + 2] ?? 0, file[at + 1] ?? 0, file[at] ?? 0, 255], pixel * 4);
  }
  return canvas;
}

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

  const submit = (path: string, fields: Record<string, string>) =>
    fetch(reader.url + path, { method: "POST", body: new URLSearchParams(fields) }).then((page) =>
      page.text(),
    );

  test("a person sees the tries left, and unlocks a card that has been locked", async () => {
    expect(await (await fetch(reader.url)).text()).toContain("還可以試 3 次");
    for (let miss = 0; miss < 3; miss += 1) await signWith("111111");
    expect(await (await fetch(reader.url)).text()).toContain("已鎖卡");
    expect(await submit("/slot", { slot: "0", unlock: "1" })).toContain("還可以試 3 次");
    expect(troubleOf(await signWith(DEMO_PIN))).toBeNull();
  });

  test("a person puts a card into the second reader", async () => {
    await submit("/slot", { slot: "1", card: "expired" });
    expect((await info()).slots.map(({ token }) => token !== undefined)).toEqual([true, true]);
  });

  test("a person has the component be old, distrust the site, and well again", async () => {
    const well = { version: "1.3.4.103349", delay: "0", trusted: site };
    await submit("/state", { ...well, version: "1.3.1.0", trusted: "" });
    expect((await info()).serverVersion).toBe("1.3.1.0");
    expect(troubleOf(await signWith(DEMO_PIN))).toBe("site-not-trusted");
    await submit("/state", { ...well, helper: "on" });
    expect(troubleOf(await signWith(DEMO_PIN))).toBe("helper-failed");
    await submit("/state", well);
    expect(troubleOf(await signWith(DEMO_PIN))).toBeNull();
  });
});

describe("npm run card-reader", () => {
  const env = () => ({ DATABASE_URL: `file:${join(folder, "desk.db")}`, LANG: "en_US.UTF-8" });
  const run = (...parameters: string[]) => runDesk(["card-reader", "--port", "0", ...parameters], env());

  test("serves a folder of cards to the sites it is told, until it is interrupted", async () => {
    const alone = await serveDesk(env(), undefined, [
      ...["card-reader", "--port", "0", "--cards", pki.cardsFolder, "--slots", "2"],
      ...["--trust", "http://localhost:3000/path", "https://desk.example", "--insert", "locked", agencyCard],
    ]);
    const told = await (await fetch(alone.url + componentPaths.info)).text();
    const page = await (await fetch(alone.url)).text();
    expect(await alone.end("SIGINT")).toBe(0);
    const reply = readComponentMessage(told);
    expect(reply?.func === "pkcs11info" && reply.slots.every(({ token }) => token !== undefined)).toBe(true);
    expect(page).toContain("http://localhost:3000\nhttps://desk.example<");
  });

  test("says what is wrong with how it was called, and what would be right", async () => {
    const empty = await mkdtemp(join(folder, "empty-"));
    const [card, nothing, nowhere, crowd, port, origin] = await Promise.all([
      run("--cards", pki.cardsFolder, "--insert", "library-card"),
      run("--cards", empty),
      run("--cards", join(folder, "nowhere")),
      run("--cards", pki.cardsFolder, "--insert", "locked", "expired"),
      run("--port", "70000"),
      run("--trust", "localhost"),
    ]);
    expect([card, nothing, nowhere, crowd, port, origin].map(({ code }) => code)).toEqual([1, 1, 1, 1, 2, 2]);
    expect(card.err).toContain(agencyCard);
    expect(nothing.err).toContain(empty);
    expect(nowhere.err).toContain("cannot be read");
    expect(crowd.err).toContain("--slots");
    expect(port.err).toContain("0–65535");
    expect(origin.err).toContain("http://localhost:3000");
  });

  test("says who may have the port where it is taken", async () => {
    const taken = new URL(reader.url).port;
    const { code, err } = await run("--cards", pki.cardsFolder, "--port", taken);
    expect([code, err]).toEqual([1, expect.stringContaining(`Port ${taken} is in use`)]);
  });
});
