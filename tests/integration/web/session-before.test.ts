import { afterEach, beforeEach, expect, it } from "vitest";
import { newToken } from "../../../accounts/access/secrets";
import { update } from "../../../db/change";
import { createWorld, ownPassword, type World } from "../../support/desk/population";
import { sessionOf } from "../../support/desk/session";

let world: World;
let site: string;
beforeEach(async () => {
  world = await createWorld();
  site = await world.serve();
});
afterEach(() => world.close());

/** Sends the form of the home page from a browser with this cookie, and gives the answer's session. */
async function signIn(account: string | null, cookie: string, key = newToken(world.random).slice(0, 22)) {
  const answer = await fetch(`${site}/sign-in`, {
    method: "POST",
    redirect: "manual",
    headers: { Cookie: cookie, "Sec-Fetch-Site": "same-origin" },
    body: new URLSearchParams({ "idempotency-key": key, account: account ?? "", password: ownPassword }),
  });
  return { status: answer.status, cookie: answer.headers.getSetCookie()[0]?.split(";")[0] ?? "" };
}

it("a session that the browser had before ends with the next sign-in, and not with one that fails", async () => {
  const agency = await world.agency("法務部");
  const before = await world.person("王明", { agency, account: "ming.wang" });
  const next = await world.person("陳佳玲", { agency, account: "ling.chen", password: ownPassword });
  const cookieOf = ({ name, value }: { name: string; value: string }) => `${name}=${value}`;
  const here = cookieOf(await sessionOf(world, before));
  const elsewhere = cookieOf(await sessionOf(world, before));
  const opens = async (cookie: string) =>
    (await fetch(`${site}/me`, { redirect: "manual", headers: { Cookie: cookie } })).status === 200;

  expect((await signIn("no.such", here)).status).toBe(422);
  expect(await opens(here)).toBe(true);

  const signedIn = await signIn(next.account, here);
  expect(signedIn.status).toBe(303);
  expect(await opens(signedIn.cookie)).toBe(true);
  expect(await opens(here)).toBe(false);
  expect(await opens(elsewhere)).toBe(true);
});

it("a form sent twice keeps the session that it opened", async () => {
  const agency = await world.agency("法務部");
  const person = await world.person("陳佳玲", { agency, account: "ling.chen", password: ownPassword });
  const first = await signIn(person.account, "", "one-form-sent-twice-01");
  const again = await signIn(person.account, first.cookie, "one-form-sent-twice-01");
  expect(again).toEqual(first);
  expect(await world.store.records.sessionsOf(person.id)).toHaveLength(1);
});

it("whoever has left is nobody from the next request on", async () => {
  const agency = await world.agency("法務部");
  const person = await world.person("王明", { agency });
  const { name, value } = await sessionOf(world, person);
  const open = () => fetch(`${site}/me`, { redirect: "manual", headers: { Cookie: `${name}=${value}` } });
  expect((await open()).status).toBe(200);
  await world.store.commit({
    at: world.clock.now,
    writes: [update("people", { id: person.id }, { status: "left" })],
    audit: [],
  });
  const answer = await open();
  expect(answer.status).toBe(302);
  expect(answer.headers.get("Location")).toMatch(/^\/\?next=/);
});
