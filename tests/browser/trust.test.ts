import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AuthorityServer, bytes, startAuthorityServer } from "../support/cards/authority-server";
import {
  accessibilityFindings,
  look,
  openBrowser,
  overflowsSideways,
  type TestBrowser,
} from "../support/browser/browser";
import { deskOffice, press } from "../support/desk/desk-office";
import { forge, now } from "../support/forge/forge";
import { signedIn } from "../support/desk/session";
import { createWorld, hours, minutes, monitorToken, type World } from "../support/desk/population";

/** Its lists end in six hours and a little. */
const end = now + hours(6) + minutes(10);
const good = forge({ crl: { nextUpdateAt: end } });
const listOf = (anchor: boolean) => {
  const authority = good.trust.authorities.find((one) => one.anchor === anchor);
  return (
    good.trust.crls.find(({ authorityKeyId }) => authorityKeyId === authority?.keyId)?.der ?? new Uint8Array()
  );
};

let browser: TestBrowser;
let world: World;
let server: AuthorityServer;
let url: string;
let folder: string;
let page: Page;
/** Of the second administrator. */
let other: Page;

/** The second administrator agrees to what waits. */
async function agree(): Promise<void> {
  await other.goto(`${url}/admin/waiting`);
  await other.click("main a.hr-case");
  await press(other, "同意");
  expect(await other.getByRole("status").innerText()).toContain("已同意");
  await world.settle();
}

beforeAll(async () => {
  browser = await openBrowser();
  server = await startAuthorityServer();
  server.answer("/root.crl", bytes(listOf(true)));
  server.answer("/agency.crl", (_, response) => response.writeHead(503).end());
  folder = mkdtempSync(join(tmpdir(), "trust-page-"));
  world = await createWorld({ at: now });
  url = await world.serve();
  const { office } = await deskOffice(world);
  const administrator = await world.staff("趙管理", "administrator", { agency: office });
  const second = await world.staff("錢管理", "administrator", { agency: office });
  page = await signedIn(world, await browser.visitor({ javaScript: false }), administrator);
  other = await signedIn(world, await browser.visitor({ javaScript: false }), second);
});
afterAll(async () => {
  await world.close();
  await server.close();
  await browser.close();
  rmSync(folder, { recursive: true });
});

const main = () => page.textContent("main");

function file(name: string, content: Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

const readyz = async () => {
  const headers = { Authorization: `Bearer ${monitorToken}` };
  const response = await fetch(`${url}/readyz`, { headers });
  const { checks } = (await response.json()) as { checks: { name: string; warning?: string }[] };
  return {
    status: response.status,
    warning: checks.find(({ name }) => name === "revocation-lists")?.warning,
  };
};

/** One after the other, on one desk: what an administrator does in the first days. */
describe("The administrator's trust page, without any script", () => {
  it("says that no card is accepted before an authority is added", async () => {
    await page.goto(`${url}/admin`);
    await page.click("main a[href='/admin/trust']");
    expect(await main()).toContain("所有卡片一律拒絕");
  });

  it("names the field that is wrong, in the visitor's language, and keeps what was typed", async () => {
    await page.goto(`${url}/admin/trust/new`);
    await page.setInputFiles("input[type=file]", file("card.cer", good.certificate));
    await page.check("input[name=agency]");
    await page.fill("textarea[name=crlUrls]", "https://ca.example/list.crl");
    await press(page, "送另一位系統管理員");
    expect(await page.textContent(".error-summary")).toContain("不是憑證管理中心的憑證");
    expect(await page.getAttribute("input[type=file]", "aria-invalid")).toBe("true");
    expect(await page.inputValue("textarea[name=crlUrls]")).toBe("https://ca.example/list.crl");
    await look(page, "trust-error");

    await page.setInputFiles("input[type=file]", file("root.cer", good.root));
    await page.fill("textarea[name=crlUrls]", "ldap://ca.example/list.crl");
    await press(page, "送另一位系統管理員");
    expect(await page.textContent(".error-summary")).toContain("http:// 或 https://");
    expect(await page.getAttribute("textarea[name=crlUrls]", "aria-invalid")).toBe("true");
    expect(await world.store.trust.certificates()).toEqual([]);
  });

  it("adds a root from a file and an authority from pasted PEM, and shows their fingerprints", async () => {
    await page.goto(`${url}/admin/trust/new`);
    await page.setInputFiles("input[type=file]", file("root.cer", good.root));
    await page.check("input[name=agency]");
    await page.check("input[name=citizen]");
    await page.fill("textarea[name=crlUrls]", `${server.url}/root.crl`);
    await press(page, "送另一位系統管理員");
    expect(await page.textContent(".error-summary")).toContain("請寫明理由");
    await page.setInputFiles("input[type=file]", file("root.cer", good.root));
    await page.fill("textarea[name=reason]", "啟用卡片登入");
    await press(page, "送另一位系統管理員");
    expect(await main()).toContain("已送出");
    expect(await world.store.trust.certificates()).toEqual([]);
    await agree();

    await page.goto(`${url}/admin/trust/new`);
    const base64 = Buffer.from(good.authority).toString("base64");
    await page.fill(
      "textarea[name=pem]",
      `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----`,
    );
    await page.check("input[name=agency]");
    await page.fill("textarea[name=crlUrls]", `${server.url}/agency.crl`);
    await page.fill("textarea[name=reason]", "啟用卡片登入");
    await press(page, "送另一位系統管理員");
    await agree();
    await page.goto(`${url}/admin/trust`);
    const { sha256 = "" } = good.trust.authorities.find(({ anchor }) => !anchor)?.certificate ?? {};
    expect((await main())?.replaceAll(" ", "")).toContain(sha256.toUpperCase());
    const kept = await world.store.trust.certificates();
    expect(kept.map(({ role, purpose }) => `${role} ${purpose}`).sort()).toEqual([
      "anchor agency",
      "anchor citizen",
      "intermediate agency",
    ]);
  });

  it("refreshes the lists, and shows which came and why another did not", async () => {
    await page.goto(`${url}/admin/trust`);
    await press(page, "立即更新所有清冊");
    expect(await main()).toContain("1 個位址取得清冊，1 個失敗");
    expect(await main()).toContain("對方回應錯誤");
    expect(await main()).toContain("HTTP 503");
    server.answer("/agency.crl", bytes(listOf(false)));
    await press(page, "立即更新所有清冊");
    expect(await main()).toContain("2 個位址都取得清冊");
  });

  it("warns six hours before a list ends, on the pages and to monitoring, which stays content", async () => {
    expect(await readyz()).toEqual({ status: 200, warning: undefined });
    world.clock.now = now + minutes(11);
    expect(await readyz()).toEqual({ status: 200, warning: "ending-soon" });
    await page.goto(`${url}/admin/trust`);
    expect(await main()).toContain("六小時內到期");
    world.clock.now = end + 1000;
    expect(await readyz()).toEqual({ status: 200, warning: "stale" });
    world.clock.now = now + minutes(11);
  });

  it("is readable on a phone too", async () => {
    const { sha256 = "" } = (await world.store.trust.certificates())[0] ?? {};
    for (const path of ["/admin/trust", "/admin/trust/new", `/admin/trust/${sha256}/removal`]) {
      await page.goto(url + path);
      await look(page, `trust-${path.split("/").at(-1)}`);
      await page.setViewportSize({ width: 360, height: 740 });
      expect(await overflowsSideways(page)).toBe(false);
      await page.setViewportSize({ width: 1280, height: 900 });
    }
  });

  it("removes an authority for a reason, which is on record", async () => {
    const [{ sha256 = "" } = {}] = (await world.store.trust.certificates()).filter(
      ({ role }) => role === "intermediate",
    );
    await page.goto(`${url}/admin/trust`);
    await page.click(`main a[href='/admin/trust/${sha256}/removal']`);
    await press(page, "送另一位系統管理員");
    expect(await page.textContent(".error-summary")).toContain("理由");
    await page.fill("textarea[name=reason]", "改用第三代");
    await press(page, "送另一位系統管理員");
    expect(await main()).toContain("已送出");
    await agree();
    const [last] = await world.store.records.auditOf({}, 1);
    expect(last).toMatchObject({
      act: "trust.removed",
      actorKind: "person",
      detail: { sha256, reason: "改用第三代" },
    });
  });
});

describe("The administrator's trust page, with scripts", () => {
  it.each(["zh-TW", "en-US"] as const)("has nothing for axe to find, in %s", async (locale) => {
    const agency = await world.agency("法務部");
    const administrator = await world.staff("錢管理", "administrator", { agency });
    const scripted = await signedIn(world, await browser.visitor({ locale }), administrator);
    for (const path of ["/admin/trust", "/admin/trust/new"]) {
      await scripted.goto(url + path);
      expect(await accessibilityFindings(scripted)).toEqual([]);
    }
    await look(scripted, `trust-${locale}`);
  });
});
