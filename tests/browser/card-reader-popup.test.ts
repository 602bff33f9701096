import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type CardReader, startCardReader } from "../../bin/card-reader/reader";
import {
  componentPaths,
  readComponentMessage,
  signatureRequest,
} from "../../certificates/card/card-component";
import { INFO_IMAGE, readInfoImage } from "../../certificates/card/card-component-image";
import { presenceChallenge } from "../../certificates/card/card-messages";
import { verifyCardSignature } from "../../certificates/verdict/card-signature";
import { troubleOf } from "../../certificates/card/card-troubles";
import { DEMO_PIN } from "../../certificates/demo/demo-cards";
import { type DemoPki, openDemoPki } from "../../certificates/demo/demo-pki";
import { openTrustStore } from "../../certificates/revocation/trust-store";
import { accessibilityFindings, look, openBrowser, type TestBrowser } from "../support/browser/browser";

const at = Date.UTC(2026, 10, 23, 2);
const random = (bytes: number) => randomBytes(bytes);
const agency = { oid: "2.16.886.101.20003", name: "行政院", dn: "o=行政院,c=TW" };

/** A page of another origin that opens the pop-up on a click and shows what it hands back. */
const sitePage = `<!doctype html><title>site</title><button>sign</button><output></output><script>
const output = document.querySelector("output");
document.querySelector("button").addEventListener("click", () => {
  const { reader, request } = window.wish;
  const popup = window.open(reader + "${componentPaths.popup}", "card", "width=200,height=200");
  window.addEventListener("message", (event) => {
    if (event.source !== popup || event.origin !== reader) return;
    if (JSON.parse(event.data).func === "getTbs") popup.postMessage(JSON.stringify(request), reader);
    else output.textContent = event.data;
  });
});
</script>`;

let folder: string;
let pki: DemoPki;
let site: Server;
let origin: string;
let browser: TestBrowser;
let reader: CardReader;
let visitor: BrowserContext;
let page: Page;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "card-popup-"));
  pki = await openDemoPki(folder, { agencies: [agency], citizens: [], at, random });
  site = createServer((_request, response) => {
    // The header of the desk's own card pages: stricter, and the pop-up would lose its opener.
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin-allow-popups");
    response.setHeader("Content-Type", "text/html").end(sitePage);
  });
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  browser = await openBrowser();
});

beforeEach(async () => {
  reader = await startCardReader({
    port: 0,
    cardsFolder: pki.cardsFolder,
    trustedOrigins: [origin],
    clock: () => at,
    random,
  });
  reader.insert(`agency-${agency.oid}`);
  visitor = await browser.visitor();
  page = await visitor.newPage();
  await page.goto(origin);
});

afterEach(async () => {
  await visitor.close();
  await reader.close();
});

afterAll(async () => {
  await browser.close();
  site.close();
  await rm(folder, { recursive: true });
});

/** Clicks, lets the pop-up do its work and returns what it handed back before it closed itself. */
async function ask(request: object): Promise<NonNullable<ReturnType<typeof readComponentMessage>>> {
  await page.evaluate((wish) => Object.assign(window, { wish }), { reader: reader.url, request });
  const opened = page.waitForEvent("popup");
  await page.click("button");
  const popup = await opened;
  if (!popup.isClosed()) await popup.waitForEvent("close");
  await page.waitForFunction(() => document.querySelector("output")?.textContent !== "");
  const reply = readComponentMessage(await page.textContent("output"));
  if (!reply) throw new Error("the pop-up handed back something else");
  return reply;
}

describe("in a real browser the pop-up", () => {
  test("hands back a signature that the server accepts, and closes", async () => {
    const challenge = presenceChallenge({ purpose: "prove-card", origin, at }, random);
    const reply = await ask(
      signatureRequest({ contentBase64: challenge.contentBase64, pin: DEMO_PIN, nonce: "n" }),
    );
    const cms = Buffer.from(reply.func === "sign" ? (reply.signature ?? "") : "", "base64");
    const trust = openTrustStore({ authorities: pki.trust, crls: pki.crls });
    expect(
      verifyCardSignature({ cms, content: challenge.content, trust, purpose: "agency", at }),
    ).toMatchObject({
      accepted: true,
      signer: { agencyOid: agency.oid },
    });
  });

  test("tells that the site is not trusted, by the origin the browser vouches for", async () => {
    reader.distrust(origin);
    const reply = await ask(signatureRequest({ contentBase64: "AA==", pin: DEMO_PIN, nonce: "n" }));
    expect(reply.func === "sign" && troubleOf(reply)).toBe("site-not-trusted");
  });

  test("hands back the state of the reader with the certificates of the card", async () => {
    const reply = await ask({ func: "GetUserCert" });
    expect(reply.func === "pkcs11info" && reply.slots[0]?.token?.certs).toHaveLength(2);
  });

  test("is not needed to see that the component runs: the picture says so", async () => {
    const pixels = await page.evaluate(
      async ({ url, width }) => {
        const image = new Image();
        image.crossOrigin = "anonymous";
        image.src = url;
        await image.decode();
        const canvas = document.createElement("canvas");
        canvas.width = width;
        canvas.height = 1;
        const context = canvas.getContext("2d");
        context?.drawImage(image, 0, 0);
        return [...(context?.getImageData(0, 0, width, 1).data ?? [])];
      },
      { url: `${reader.url}${componentPaths.image}?1`, width: INFO_IMAGE.width },
    );
    expect(readInfoImage(Uint8ClampedArray.from(pixels))).toMatchObject({ serverVersion: "1.3.4.103349" });
  });
});

test("on the reader's own page a person picks the card that is in the slot", async () => {
  await page.goto(reader.url);
  await page.check('input[value="locked"]');
  await page.click("button");
  expect(await page.textContent("[role=status]")).toContain("已鎖卡");
  await look(page, "card-reader");
  expect(await accessibilityFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "鎖卡解碼" }).click();
  await page.getByText("還可以試 3 次").waitFor();
});
