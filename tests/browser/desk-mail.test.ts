import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, type TestBrowser, suitsEverybody } from "../support/browser/browser";
import { as, press, workplace } from "../support/desk/desk-office";
import { inboundDesk, type InboundDesk } from "../support/mail/inbound";
import { mailVector } from "../support/mail/mail-vectors";

let browser: TestBrowser;
let desk: InboundDesk;
let url: string;
beforeAll(async () => {
  browser = await openBrowser();
  desk = await inboundDesk();
  url = await desk.world.serve();
});
afterEach(() => browser.everybodyLeaves());
afterAll(async () => {
  await desk.close();
  await browser.close();
});

describe("mail that came in, at the desk", () => {
  it("is seen in the queue, read on its ticket as from an unverified sender, its files downloaded and never opened", async () => {
    const { number, ticketId, replyTo } = await desk.mailed();
    const from = "wang.ming@agency.example";
    await desk.send({ from, to: replyTo, raw: mailVector("reply-thunderbird-bottom-posted") });
    await desk.send({ from, to: replyTo, raw: mailVector("reply-with-attachments") });

    const page = await workplace(desk.world, await browser.visitor(), desk.agent);
    await page.goto(`${url}/desk?view=first-login`);
    expect(await page.textContent("main")).toContain("新來信 2 封");
    await page.goto(`${url}/desk/tickets/${number}`);
    const history = await page.textContent("main");
    expect(history).toContain(
      "未驗證寄件人 Wang Ming <wang.ming@agency.example>".replace("Wang Ming", "王明"),
    );
    expect(history).toContain("The password does not work for me.");
    expect(history).toContain("未保存「original.eml」：附件是信件，可能含有密碼");
    expect(await page.locator(".history-folded[open]").count()).toBe(0);
    await suitsEverybody(page, "desk-mail");

    const file = await page.getAttribute(".history-files a", "href");
    const answer = await page.request.get(url + (file ?? ""));
    expect(answer.headers()).toMatchObject({
      "content-type": "application/octet-stream",
      "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent("截圖.png")}`,
      "x-content-type-options": "nosniff",
      "content-security-policy": expect.stringContaining("sandbox") as string,
    });
    expect((await answer.body()).subarray(1, 4).toString()).toBe("PNG");
    expect((await desk.world.store.records.auditOf({ ticketId }))[0]).toMatchObject({
      act: "attachment.read",
    });

    await press(page, "已閱來信");
    expect(await page.textContent("main")).toContain("已閱來信");
    await page.goto(`${url}/desk?view=first-login`);
    expect(await page.textContent("main")).not.toContain("新來信");
  });

  it("is given to nobody who may not read its ticket", async () => {
    const { number, ticketId, replyTo } = await desk.mailed("李四");
    await desk.send({ from: "li@agency.example", to: replyTo, raw: mailVector("reply-with-attachments") });
    const history = await desk.world.store.tickets.historyOf(ticketId);
    const { files } = history.at(-1)?.event.message as { files: { id: string }[] };
    const path = `/desk/tickets/${number}/attachments/${files[0]?.id}`;
    expect((await fetch(url + path, { redirect: "manual" })).status).not.toBe(200);
    const page = await workplace(desk.world, await browser.visitor(), desk.supervisor);
    expect((await page.request.get(url + path)).status()).toBe(403);
    const { number: other } = await desk.mailed("張三");
    const agent = await workplace(desk.world, await browser.visitor(), desk.agent);
    expect((await agent.request.get(`${url}${path.replace(number, other)}`)).status()).toBe(404);
    expect(await desk.world.desk.allowedEvents(number, as(desk.agent))).toContain("MESSAGES_READ");
  });
});
