import { request } from "node:http";
import { connect } from "node:net";
import type { ServerBuild } from "@remix-run/node";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startServer } from "../../../bin/server";
import { builtPages } from "../../support/browser/built-pages";
import { apiClient } from "../../support/desk/api";
import { plainVisitor } from "../../support/desk/plain-visitor";
import { createWorld, type World } from "../../support/desk/population";

let world: World;
let site: string;
/** Of whoever holds every role, so that a page is refused for what is sent and not for who sends it. */
let headers: Record<string, string>;

beforeAll(async () => {
  world = await createWorld();
  site = await world.serve();
  const everybody = await world.staff("周志明", "agent", { agency: await world.agency("法務部人事處") });
  for (const role of ["hr-supervisor", "administrator", "auditor"] as const)
    await world.role(everybody, role);
  ({ headers } = await plainVisitor(world, site, everybody));
});
afterAll(() => world.close());

/** Every address to which a page can be sent, with something for each parameter. */
async function addresses(): Promise<string[]> {
  const { routes } = (await builtPages()).build as ServerBuild;
  const addressOf = (id: string): string => {
    const { parentId, path = "", index } = routes[id] as (typeof routes)[string];
    const above = parentId === undefined ? "" : addressOf(parentId);
    return index ? `${above}?index` : path === "" ? above : `${above}/${path}`;
  };
  return Object.entries(routes)
    .filter(([, route]) => route?.module.action !== undefined)
    .map(([id]) => addressOf(id).replaceAll(/:\w+|\*/g, "R1151123-0001"))
    .filter((address) => !address.startsWith("/api/"));
}

const send = (path: string, init: RequestInit) =>
  fetch(site + path, {
    redirect: "manual",
    method: "POST",
    ...init,
    headers: { ...headers, ...init.headers },
  });

describe("What no page sends is refused, and no fault of ours", () => {
  it("by any page: another type of content, none, and parts that do not hold together", async () => {
    const pages = await addresses();
    expect(pages.length).toBeGreaterThan(30);
    const unreadable = [
      { body: '{"a":1}', headers: { "Content-Type": "application/json" } },
      { body: new Blob(["a=1"]) },
      {
        body: "--x\r\nContent-Disposition: form",
        headers: { "Content-Type": "multipart/form-data; boundary=x" },
      },
      { body: "a=1", headers: { "Content-Type": "multipart/form-data" } },
    ];
    const faults: string[] = [];
    for (const page of pages)
      for (const init of unreadable) {
        const { status } = await send(page, init);
        if (status >= 500) faults.push(`${status} ${page} ${JSON.stringify(init.headers ?? {})}`);
      }
    expect(faults).toEqual([]);
  });

  it("in words that say what to do", async () => {
    const response = await send("/sign-in", { body: "{}", headers: { "Content-Type": "application/json" } });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain("表單內容無法讀取，未執行");
  });

  it.each([
    ["a form", "application/x-www-form-urlencoded", "&a=b".repeat(400_000)],
    ["a form of parts", "multipart/form-data; boundary=x", "\r\n--x".repeat(300_000)],
  ])("with more fields than any page has, in %s", async (_what, type, body) => {
    const { status } = await send("/sign-in", { body, headers: { "Content-Type": type } });
    expect(status).toBe(400);
  });

  it.each(["PUT", "PATCH", "DELETE", "OPTIONS"])("by the method %s, which no page has", async (method) => {
    const { status, headers: told } = await send("/sign-in", { method });
    expect({ status, allow: told.get("Allow") }).toEqual({ status: 405, allow: "GET, HEAD, POST" });
  });

  it.each(["/desk?q=%00", "/status/%00", "/hr/people?q=a%00b"])(
    "with a byte in the address that no text has: %s",
    async (path) => {
      expect((await send(path, { method: "GET" })).status).toBe(400);
    },
  );

  it("by TRACE, to pages and to the API", async () => {
    const trace = (path: string) =>
      new Promise<number | undefined>((done, fail) => {
        request(
          site + path,
          { method: "TRACE" },
          (response) => response.resume() && done(response.statusCode),
        )
          .once("error", fail)
          .end();
      });
    expect([await trace("/"), await trace("/api/v1/tickets")]).toEqual([405, 405]);
  });

  it("in pieces whose length nobody has said", async () => {
    const status = await new Promise<number | undefined>((done, fail) => {
      const chunked = { "Transfer-Encoding": "chunked", "Content-Type": "application/x-www-form-urlencoded" };
      const sent = request(`${site}/sign-in`, { method: "POST", headers: chunked }, (response) => {
        response.resume();
        done(response.statusCode);
      }).once("error", fail);
      sent.write("account=a");
      sent.end();
    });
    expect(status).toBe(411);
  });

  it("under another name than the page's, with what a proxy has to do", async () => {
    const status = await new Promise<number | undefined>((done, fail) => {
      const inner = {
        Host: "10.0.0.7:3000",
        Origin: site,
        "Content-Type": "application/x-www-form-urlencoded",
      };
      request(`${site}/sign-in`, { method: "POST", headers: inner }, (response) => {
        response.resume();
        done(response.statusCode);
      })
        .once("error", fail)
        .end("account=a");
    });
    expect(status).toBe(421);
  });

  it("when one form comes again with other content", async () => {
    const agency = await world.agency("國家圖書館");
    const person = await world.person("王明", { agency, account: "ming.wang" });
    const ask = (contact: string) =>
      send(`/ask/details?reason=forgot&path=helpdesk&agency=${agency.id}`, {
        body: new URLSearchParams({
          "idempotency-key": "one-form-sent-once-0002",
          name: person.name,
          login: person.account ?? "",
          contact,
          story: "",
        }),
      });
    expect((await ask("分機 101")).headers.get("Location")).toBe("/ask/receipt");
    const again = await ask("分機 102");
    expect(again.status).toBe(422);
    expect(await again.text()).toContain("同一個識別碼送出了不同的內容");
  });
});

describe("What nobody can see in a name is not kept", () => {
  const typed = { name: "\u202e王\u0000明\r\nBcc: x", contact: "分機\r\n103" };
  const kept = { name: "王明 Bcc: x", contact: "分機 103" };

  it("of a form", async () => {
    const agency = await world.agency("國家圖書館");
    await send(`/ask/details?reason=forgot&path=helpdesk&agency=${agency.id}`, {
      body: new URLSearchParams({
        ...{ "idempotency-key": "one-form-sent-once-0003", login: "ming.wang", story: "" },
        ...typed,
      }),
    });
    const [ticket] = await world.store.tickets.search(kept.name);
    expect(await world.store.tickets.claimsOf(ticket?.id ?? "")).toMatchObject(kept);
  });

  it("of a call of the API", async () => {
    const agent = await world.staff("吳淑芬", "agent", { agency: await world.agency("法務部人事處") });
    const client = await apiClient(world, site, agent);
    const caller = { ...typed, account: "no.such" };
    const { body } = await client.post("/api/v1/tickets", { path: "helpdesk", kind: "recovery", caller });
    const ticket = await world.store.tickets.byNumber(String(body.number));
    expect(await world.store.tickets.claimsOf(ticket?.id ?? "")).toMatchObject(kept);
  });
});

describe("Who sends slowly", () => {
  it.each([
    ["a head", "POST /sign-in HTTP/1.1\r\nHost: desk\r\n"],
    ["a body", "POST /sign-in HTTP/1.1\r\nHost: desk\r\nContent-Length: 100\r\n\r\naccount="],
  ])("is cut off in the middle of %s", async (_what, sent) => {
    const server = await startServer({
      services: { ...world.services, environment: { ...world.services.environment, port: 0 } },
      log: pino({ level: "silent" }),
      pages: await builtPages(),
      limits: { headersTimeout: 100, requestTimeout: 200, connectionsCheckingInterval: 20 },
    });
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    let answer = "";
    socket.on("data", (data: Buffer) => (answer += data.toString()));
    socket.write(sent);
    await new Promise((closed) => socket.once("close", closed));
    await server.close(0);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  });
});
