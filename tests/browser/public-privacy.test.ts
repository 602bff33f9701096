import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPublicWorld, sendRequest, statusPathIn, type PublicWorld } from "../support/browser/public";
import { days, hours } from "../support/desk/population";

let made: PublicWorld;
beforeAll(async () => {
  made = await createPublicWorld();
});
afterAll(() => made.close());

/** A browser without a face: keeps cookies, follows nothing by itself, and sees every byte. */
function plainVisitor() {
  const cookies = new Map<string, string>();
  return async (path: string, form?: Record<string, string>) => {
    const response = await fetch(made.url + path, {
      method: form ? "POST" : "GET",
      redirect: "manual",
      headers: {
        Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        "Accept-Encoding": "identity",
        "Accept-Language": "zh-TW",
      },
      body: form && new URLSearchParams(form),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (cookie.split(";")[0] ?? "").split(/=(.*)/s);
      if (value === "" || /max-age=0/i.test(cookie)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return { status: response.status, headers: response.headers, body: await response.text() };
  };
}

/** What differs between any two pages: numbers given out, tokens, request ids. */
const masked = (body: string) =>
  body
    .replace(/R\d{7}-\d{4}/g, "NUMBER")
    .replace(/\/status\/[\w-]+/g, "LINK")
    .replace(/data-request="\w+"/g, "REQUEST")
    .replace(/value="[\w-]{22}"/g, "KEY");

async function askAs(login: string, name: string) {
  const visit = plainVisitor();
  const agency = (await made.world.store.agencies.search("調查局"))[0];
  const step = `/ask/details?reason=forgot&path=hr-supervisor&agency=${agency?.id ?? ""}`;
  const form = await visit(step);
  const key = /name="idempotency-key" value="([^"]+)"/.exec(form.body)?.[1] ?? "";
  const sent = await visit(step, { "idempotency-key": key, name, login, contact: "0912", story: "" });
  const receipt = await visit("/ask/receipt");
  const path = /\/status\/[\w-]+/.exec(receipt.body)?.[0] ?? "";
  const opened = await visit(path);
  return { visit, sent, receipt, opened, status: await visit("/status") };
}

describe("a request for somebody and a request for nobody", () => {
  it("get the same answer: status, length and words, on the receipt and on the status page", async () => {
    const somebody = await askAs("wang.ming", "王小明");
    const nobody = await askAs("wang.mong", "王小明");
    expect(somebody.sent.status).toBe(303);
    expect(nobody.sent.status).toBe(303);
    expect([...nobody.sent.headers.keys()].sort()).toEqual([...somebody.sent.headers.keys()].sort());
    expect(nobody.receipt.body.length).toBe(somebody.receipt.body.length);
    expect(masked(nobody.receipt.body)).toBe(masked(somebody.receipt.body));
    expect(nobody.status.body.length).toBe(somebody.status.body.length);
    expect(masked(nobody.status.body)).toBe(
      masked(somebody.status.body).replaceAll("wang.ming", "wang.mong"),
    );
  });

  it("show the page's own link the same words whatever becomes of them", async () => {
    const { world, boss } = made;
    const agency = (await world.store.agencies.search("調查局"))[0];
    if (!agency) throw new Error("no agency");
    const kept = await world.person("李不變", { agency, account: "same.li", email: "li@moj.example" });
    const asked = await askAs("same.li", "李不變");
    await world.match();
    const ticket = await world.store.tickets.openOf(kept.id);
    const approve = { type: "APPROVE", disableOldPassword: false } as const;
    await world.desk.act(ticket?.number ?? "", approve, { kind: "person", personId: boss.id });
    await world.settle();
    const later = await asked.visit("/status");
    expect(masked(later.body)).toBe(masked(asked.status.body));
    expect(later.body).not.toContain("一次性密碼已寄出");
  });

  it("are answered alike after the limit, and nothing more reaches the person", async () => {
    const { world } = made;
    const agency = (await world.store.agencies.search("調查局"))[0];
    if (!agency) throw new Error("no agency");
    const often = await world.person("趙一再", { agency, account: "often.chao", email: "chao@moj.example" });
    const first = await askAs("often.chao", "趙一再");
    for (let more = 0; more < 4; more += 1) await askAs("often.chao", "趙一再");
    const last = await askAs("often.chao", "趙一再");
    expect(masked(last.receipt.body)).toBe(masked(first.receipt.body));
    await world.settle();
    expect(world.mailTo(often.email)).toHaveLength(1);
  });
});

describe("a status link", () => {
  it("turns into a cookie at once and leaves neither address nor referrer", async () => {
    const { opened } = await askAs("wang.ming", "王小明");
    expect(opened.status).toBe(303);
    expect(opened.headers.get("location")).toBe("/status");
    expect(opened.headers.get("referrer-policy")).toBe("no-referrer");
    expect(opened.headers.get("cache-control")).toBe("no-store");
    expect(opened.headers.getSetCookie()[0]).toMatch(/^__Host-status=.*HttpOnly; Secure; SameSite=Lax$/);
  });

  it("of the receipt lets nobody act", async () => {
    const { visit } = await askAs("wang.ming", "王小明");
    const { status } = await visit("/status/withdrawal", { "idempotency-key": "12345678" });
    expect(status).toBe(404);
  });

  it("of the mail withdraws, and is dead 30 days after that", async () => {
    const { world, url, browser } = made;
    const agency = (await world.store.agencies.search("調查局"))[0];
    if (!agency) throw new Error("no agency");
    await world.person("孫撤回", { agency, account: "back.sun", email: "sun@moj.example" });
    const page = await (await browser.visitor({ javaScript: false })).newPage();
    const number = await sendRequest(page, url, { name: "孫撤回", login: "back.sun" });
    await world.settle();
    const path = statusPathIn(world, "sun@moj.example");
    await page.goto(url + path);
    await page.getByRole("link", { name: "撤回申請" }).click();
    await page.getByRole("button", { name: "確定撤回" }).click();
    await page.waitForURL("**/status?done=withdrawal");
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe("申請已撤回");
    expect((await world.store.tickets.byNumber(number))?.state).toBe("withdrawn");

    await world.pass(days(30) - hours(1));
    await page.goto(url + path);
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe("申請已撤回");
    await world.pass(hours(2));
    await page.reload();
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe("查詢案件進度");
    expect(await page.getByText("這個網址已經失效").count()).toBe(1);
  });

  it("of the mail hands the case to the helpdesk and keeps its history", async () => {
    const { world, url, browser } = made;
    const agency = (await world.store.agencies.search("調查局"))[0];
    if (!agency) throw new Error("no agency");
    await world.person("錢轉辦", { agency, account: "over.chien", email: "chien@moj.example" });
    const page = await (await browser.visitor({ javaScript: false })).newPage();
    const number = await sendRequest(page, url, { name: "錢轉辦", login: "over.chien" });
    await world.settle();
    await page.goto(url + statusPathIn(world, "chien@moj.example"));
    await page.getByRole("link", { name: "轉由客服協助" }).click();
    await page.getByRole("button", { name: "轉由客服協助" }).click();
    await page.getByText("請輸入原因").first().waitFor();
    await page.getByLabel("原因").fill("人事主管出差");
    await page.getByRole("button", { name: "轉由客服協助" }).click();
    await page.waitForURL("**/status?done=handover");
    expect(await world.store.tickets.byNumber(number)).toMatchObject({ path: "helpdesk", state: "received" });
    expect(await page.getByText("轉由客服處理").count()).toBe(1);
    expect(await page.getByText("送出申請").count()).toBeGreaterThan(0);
  });
});

describe("the demo's mailbox", () => {
  it("shows a mail in a frame that runs nothing, under a policy of its own", async () => {
    const visit = plainVisitor();
    const { headers, body, status } = await visit("/mailbox/1/html");
    expect(status).toBe(200);
    expect(body).toContain("<html");
    expect(headers.get("content-security-policy")).toContain(
      "sandbox allow-top-navigation-by-user-activation",
    );
    expect(headers.get("content-security-policy")).not.toContain("script-src");
    expect(headers.get("x-frame-options")).toBe("SAMEORIGIN");
    expect((await visit("/mailbox")).body).toContain("只存在記憶體");
  });
});
