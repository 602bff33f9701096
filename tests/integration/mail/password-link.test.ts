import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PersonWithAgency } from "../../../db/queries/people";
import { setOwnPassword } from "../../../workflows/sign-in/own-password";
import { startReset } from "../../../workflows/hr/reset";
import { searchFolder } from "../../support/desk/secret-search";
import { createWorld, hours, minutes, ownPassword, type World } from "../../support/desk/population";

let world: World;
let person: PersonWithAgency;
let supervisor: PersonWithAgency;
let number: string;

beforeEach(async () => {
  world = await createWorld({ env: { PASSWORD_DELIVERY: "link" } });
  const agency = await world.agency("法務部人事處");
  person = await world.person("王明", { agency });
  supervisor = await world.supervisor("林怡君", { agency });
  number = await reset();
  await world.settle();
});
afterEach(() => world.close());

async function reset(): Promise<string> {
  const actor = { kind: "person", personId: supervisor.id } as const;
  const wish = { kind: "recovery", disableOldPassword: false, proof: "in-person" } as const;
  return (await startReset(world.services, actor, person.id, wish)).number;
}

/** The tokens of the links that were mailed, the newest first. */
const tokens = () =>
  world.mailTo(person.email).flatMap(({ text }) => /\/password-link\/([\w-]{43})/.exec(text)?.[1] ?? []);

const press = (token = tokens()[0] ?? "", formKey = "one-form") =>
  world.services.signIn.openLink({ token, address: "192.0.2.1", formKey });

const state = async () => (await world.store.tickets.byNumber(number))?.state;

describe("a one-time link instead of a password", () => {
  it("comes in a mail of the manual's order that carries no password", async () => {
    const [mail] = world.mailTo(person.email);
    const inOrder = [
      "您好",
      "會員密碼重設說明",
      "會員。",
      "請連結至",
      "設定自己的密碼",
      "如仍有疑問",
      "感謝您的使用",
    ];
    const places = inOrder.map((words) => mail?.text.indexOf(words) ?? -1);
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(() => world.passwordFor(person.email)).toThrow();
    expect(await state()).toBe("passwordHandover.mailed");
  });

  it("opens 設定自己的密碼 until a password is set, and leads to the same end as a password", async () => {
    const opened = await press();
    expect(opened).toMatchObject({ outcome: "set-password", personId: person.id });
    expect(await state()).toBe("passwordHandover.firstLogin");
    // The same form sent twice gets the session that it opened; another opens the page again.
    expect(await press()).toEqual(opened);
    const again = await press(undefined, "another-form");
    const session = "token" in again && (await world.services.signIn.sessionOf(again.token));
    if (!session) throw new Error(again.outcome);
    const wanted = { password: ownPassword, repeated: ownPassword, account: null };
    expect(await setOwnPassword(world.services.ownPassword, session, wanted)).toMatchObject({
      outcome: "set",
    });
    expect(await press(undefined, "a-third-form")).toEqual({ outcome: "used" });
  });

  it("dies when another is issued", async () => {
    world.clock.now += minutes(1);
    await reset();
    await world.settle();
    const [newer, older] = tokens();
    expect(newer).not.toBe(older);
    expect(await press(older)).toEqual({ outcome: "voided" });
    expect(await press(newer)).toMatchObject({ outcome: "set-password" });
  });

  it("lapses after 24 hours, also while no deadline has fired", async () => {
    world.clock.now += hours(24) + minutes(1);
    expect(await press()).toEqual({ outcome: "expired" });
  });

  it("is no password, and leaves nothing in any file once its mail is accepted", async () => {
    const [token = ""] = tokens();
    const attempt = { login: person.account ?? "", password: token, address: "192.0.2.1" };
    expect((await world.services.signIn.signIn(attempt)).outcome).toBe("wrong");
    expect(searchFolder(world.folder, token)).toEqual([]);
    expect(await press("A".repeat(43))).toEqual({ outcome: "voided" });
  });

  it("keeps what was begun as a link when the setting changes before its mail is taken", async () => {
    const issued = await world.store.passwords.liveOf(person.id);
    expect(issued).toMatchObject({ hash: null, linkHash: expect.any(String) as string });
  });
});

describe("its pages", () => {
  it("use nothing up until the button is pressed, keep the token out of the address, and work without JavaScript", async () => {
    const url = await world.serve();
    const [token = ""] = tokens();
    for (let visit = 0; visit < 3; visit += 1) {
      const opened = await fetch(`${url}/password-link/${token}`, { redirect: "manual" });
      expect(opened.status).toBe(303);
      expect(opened.headers.get("location")).toBe("/password-link");
      expect(opened.headers.get("referrer-policy")).toBe("no-referrer");
      expect(opened.headers.get("set-cookie")).not.toContain(token);
    }
    const opened = await fetch(`${url}/password-link/${token}`, { redirect: "manual" });
    const cookie = (opened.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    const page = await (await fetch(`${url}/password-link`, { headers: { cookie } })).text();
    expect(page).toContain("開始設定密碼");
    expect(await state()).toBe("passwordHandover.mailed");

    const key = /name="idempotency-key"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="idempotency-key"/.exec(
      page,
    );
    const body = new URLSearchParams({ "idempotency-key": key?.[1] ?? key?.[2] ?? "" });
    const headers = { cookie, origin: world.environment.appUrl };
    const pressed = await fetch(`${url}/password-link`, {
      method: "POST",
      body,
      headers,
      redirect: "manual",
    });
    expect(pressed.headers.get("location")).toBe("/set-password");
    const session = (pressed.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    const form = await (await fetch(`${url}/set-password`, { headers: { cookie: session } })).text();
    expect(form).toContain("設定自己的密碼");
    expect(await state()).toBe("passwordHandover.firstLogin");

    // Until a password is set the link opens the page again; a dead one says why it is dead.
    const pressAgain = () =>
      fetch(`${url}/password-link`, {
        method: "POST",
        body: new URLSearchParams({ "idempotency-key": "another-form-of-the-same-link" }),
        headers,
        redirect: "manual",
      });
    expect((await pressAgain()).headers.get("location")).toBe("/set-password");
    world.clock.now += minutes(1);
    await reset();
    const voided = await pressAgain();
    expect(voided.status).toBe(410);
    expect(await voided.text()).toContain("這個連結已作廢");
  });
});
