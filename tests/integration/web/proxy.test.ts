import { request } from "node:http";
import { afterEach, expect, it } from "vitest";
import { createWorld, ownPassword, type World } from "../../support/desk/population";

let world: World;
afterEach(() => world.close());

/** Signs in as somebody behind this chain of proxies, and gives the address that the desk wrote down. */
async function addressWrittenDown(trusted: string, forwardedFor: string): Promise<string | null> {
  world = await createWorld({ env: { TRUSTED_PROXIES: trusted } });
  const person = await world.person("王明", {
    agency: await world.agency("法務部人事處"),
    password: ownPassword,
  });
  const { host, port } = new URL(await world.serve());
  const form = new URLSearchParams({
    account: person.account ?? "",
    password: ownPassword,
    "idempotency-key": "one-form-sent-once-0001",
  }).toString();
  await new Promise<void>((done, fail) => {
    request(
      {
        host: "127.0.0.1",
        port,
        path: "/sign-in",
        method: "POST",
        headers: {
          Host: host,
          "Content-Type": "application/x-www-form-urlencoded",
          "Content-Length": Buffer.byteLength(form),
          "Sec-Fetch-Site": "same-origin",
          "X-Forwarded-For": forwardedFor,
        },
      },
      (response) => response.resume().once("end", done),
    )
      .once("error", fail)
      .end(form);
  });
  const [session] = await world.store.records.sessionsOf(person.id);
  return session?.address ?? null;
}

it("a proxy that is not trusted tells nothing of the visitor's address", async () => {
  expect(await addressWrittenDown("", "203.0.113.9")).toBe("127.0.0.1");
});

it("a trusted one does, and what the visitor made up stands further left", async () => {
  expect(await addressWrittenDown("127.0.0.1", "1.1.1.1, 203.0.113.9")).toBe("203.0.113.9");
});

it("of two trusted ones the visitor is whom the first met", async () => {
  expect(await addressWrittenDown("127.0.0.1,10.0.0.0/8", "203.0.113.9, 10.1.2.3")).toBe("203.0.113.9");
});
