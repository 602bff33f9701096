import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { demoAgencies } from "../../../accounts/demo/agencies";
import { scenarioPeople } from "../../../accounts/demo/people";
import { SoftwareCard } from "../../../bin/card-reader/card";
import { cardFile } from "../../../certificates/card/card-file";
import type { PersonWithAgency } from "../../../db/queries/people";
import { apiClient, bearing, type Answer } from "../../support/desk/api";
import { chosenPassword } from "../../support/desk/desk-office";
import { serveDesk, type DeskProcess } from "../../support/desk/desk-process";
import { passwordIn } from "../../support/mail/password-mail";
import { createWorld, freePort, type World } from "../../support/desk/population";

const patience = { timeout: 30_000, interval: 100 };

/**
 * The product as `npm start` serves it, on an empty database, spoken to over HTTP alone. `npm run check -- node-versions`
 * runs it under each Node that the product is for.
 */
describe("the served demo", { timeout: 120_000 }, () => {
  let world: World;
  let desk: DeskProcess;

  beforeAll(async () => {
    const secret = { APP_SECRET: "a secret that the served desk and its test have in common" };
    world = await createWorld({ at: Date.now(), env: secret });
    desk = await serveDesk({
      ...secret,
      PORT: "0",
      CARD_COMPONENT_URL: `http://localhost:${await freePort()}`,
      DATABASE_URL: `file:${join(world.folder, "desk.db")}`,
      LOG_LEVEL: "silent",
    });
  }, 120_000);
  afterAll(async () => {
    expect(await desk.end("SIGTERM")).toBe(0);
    await world.close();
  });

  async function personOf({ name, account }: { name: string; account: string | null }) {
    const found = (await world.store.people.search(name, null)).find((one) => one.account === account);
    if (!found) throw new Error(`the demo has no ${account}`);
    return found;
  }

  const numberOf = ({ status, body }: Answer) => {
    expect(status, JSON.stringify(body)).toBe(201);
    return String(body.number);
  };

  /** The password in the newest mail to this address that the demo's mailbox shows. */
  async function mailedPassword(address: string | null): Promise<string> {
    const page = async (path: string) => (await fetch(desk.url + path)).text();
    return vi.waitFor(async () => {
      const list = await page(`/mailbox?q=${encodeURIComponent(address ?? "")}`);
      for (const [, id] of list.matchAll(/href="\/mailbox\/([^"]+)"/g)) {
        const text = (await page(`/mailbox/${id}`)).replaceAll(/<script[\s\S]*?<\/script>|<[^>]+>/g, " ");
        const password = passwordIn(text);
        if (password !== undefined) return password;
      }
      throw new Error(`no password was mailed to ${address}`);
    }, patience);
  }

  /** Signs in with the mailed password and chooses an own one, as a browser without scripts does. */
  async function firstLogin({ account, email }: PersonWithAgency, key: string): Promise<void> {
    const send = (path: string, fields: Record<string, string>, cookie = "") =>
      fetch(desk.url + path, {
        method: "POST",
        redirect: "manual",
        headers: { Cookie: cookie, "Sec-Fetch-Site": "same-origin" },
        body: new URLSearchParams({ "idempotency-key": key.padEnd(22, "x"), ...fields }),
      });
    const password = await mailedPassword(email);
    const signedIn = await send("/sign-in", { account: account ?? "", password });
    const [cookie] = (signedIn.headers.get("Set-Cookie") ?? "").split(";");
    const set = await send("/set-password", { password: chosenPassword, repeated: chosenPassword }, cookie);
    expect(set.headers.get("Location")).toBe("/me?done=set");
  }

  const stateOf = async (number: string) => (await world.store.tickets.byNumber(number))?.state;

  it("recovers an account through the HR supervisor", async () => {
    const person = await personOf(scenarioPeople.wangOfKeelung);
    const hr = await apiClient(world, desk.url, await personOf(scenarioPeople.keelungSupervisor));
    const wish = { path: "hr-supervisor", kind: "recovery", personId: person.id, proof: "in-person" };
    const number = numberOf(await hr.post("/api/v1/tickets", wish));
    await firstLogin(person, "by-hr");
    expect(await stateOf(number)).toBe("solved");
  });

  it("recovers an account through the agency's certificate card", async () => {
    const person = await personOf(scenarioPeople.withoutOfficePhone);
    const file = join(world.folder, "demo-pki", "cards", `agency-${demoAgencies.keelungCustoms.oid}.json`);
    const card = cardFile.parse(JSON.parse(await readFile(file, "utf8")));
    const signed = ({ body }: Answer) => {
      const { nonce, contentBase64 } = body.challenge as { nonce: string; contentBase64: string };
      const content = Buffer.from(contentBase64, "base64");
      const wish = { content, pin: card.pin, at: Date.now(), detached: false };
      const { signature } = new SoftwareCard(card).sign(wish);
      return { nonce, cms: Buffer.from(signature ?? []).toString("base64") };
    };
    const keeper = { name: "林志明", title: "科員", extension: "1234" };
    const begun = await bearing(desk.url, null).post("/api/v1/card-visits", { keeper });
    const act = (type: string, more: object = {}) =>
      bearing(desk.url, String(begun.body.visit)).post("/api/v1/card-visits/acts", { type, ...more });
    await act("PROVE_CARD", signed(begun));
    await act("CHOOSE_PERSON", { personId: person.id });
    const ordered = await act("SIGN_ORDER", signed(await act("ASK_ORDER", { disableOldPassword: true })));
    expect(ordered.status, JSON.stringify(ordered.body)).toBe(200);
    await firstLogin(person, "by-card");
    expect(await stateOf(String(ordered.body.number))).toBe("solved");
  });

  it("recovers an account through the helpdesk", async () => {
    const person = await personOf(scenarioPeople.wangOfPolice);
    const agent = await apiClient(world, desk.url, await personOf(scenarioPeople.agentChen));
    const caller = { name: person.name, locale: "zh-Hant-TW" };
    const wish = { path: "helpdesk", kind: "recovery", personId: person.id, caller };
    const number = numberOf(await agent.post("/api/v1/tickets", wish));
    await agent.act(number, { type: "START_VERIFICATION" });
    for (const check of ["call-back", "joined-month", "manager-name"])
      await agent.act(number, { type: "RECORD_CHECK", check, passed: true });
    const verified = await agent.act(number, { type: "VERIFY", disableOldPassword: false });
    expect(verified.status, JSON.stringify(verified.body)).toBe(200);
    await firstLogin(person, "by-helpdesk");
    expect(await stateOf(number)).toBe("solved");
  });
});
