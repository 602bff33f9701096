import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PersonWithAgency } from "../../../db/queries/people";
import { changePassword } from "../../../workflows/sign-in/change-password";
import { setOwnPassword } from "../../../workflows/sign-in/own-password";
import { tokenOfForm } from "../../../accounts/access/sessions";
import { createWorld, hours, ownPassword, type World } from "../../support/desk/population";

const address = "203.0.113.9";
const next = "Quiet-Harbour-Lamp-7";
let world: World;
let person: PersonWithAgency;

beforeEach(async () => {
  world = await createWorld();
  const agency = await world.agency("法務部");
  person = await world.person("王小明", { agency, account: "wang.ming", password: ownPassword });
});
afterEach(() => world.close());

/** A temporary password in the mail of the person. */
async function mailedPassword(): Promise<string> {
  const boss = await world.supervisor("陳佳玲", { agency: await agencyOf() });
  await world.desk.open(
    {
      kind: "recovery",
      path: "hr-supervisor",
      channel: "hr",
      personId: person.id,
      claim: world.claimOf(person),
      then: [{ type: "APPROVE", disableOldPassword: false }],
    },
    { kind: "person", personId: boss.id },
  );
  await world.settle();
  return world.passwordFor(person.email);
}

async function agencyOf() {
  const agency = await world.store.agencies.byId(person.agencyId);
  if (!agency) throw new Error("the person has an agency");
  return agency;
}

describe("a sign-in with a temporary password, sent twice", () => {
  it("opens one session, and both answers lead into it, also at once", async () => {
    const attempt = {
      login: "wang.ming",
      password: await mailedPassword(),
      address,
      formKey: "one-and-the-same",
    };
    const answers = await Promise.all([
      world.services.signIn.signIn(attempt),
      world.services.signIn.signIn(attempt),
    ]);
    const later = await world.services.signIn.signIn(attempt);
    expect(new Set([...answers, later].map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(later.outcome).toBe("set-password");
    expect(await world.store.records.sessionsOf(person.id)).toHaveLength(1);
  });

  it("revives nothing once the visit has ended; a new form opens the page again", async () => {
    const attempt = {
      login: "wang.ming",
      password: await mailedPassword(),
      address,
      formKey: "the-first-form",
    };
    const opened = await world.services.signIn.signIn(attempt);
    if (!("token" in opened)) throw new Error(opened.outcome);
    await world.services.signIn.signOut(opened.token);
    expect(await world.services.signIn.signIn(attempt)).toEqual({ outcome: "signed-out" });
    expect(await world.services.signIn.sessionOf(opened.token)).toBeNull();
    const anew = await world.services.signIn.signIn({ ...attempt, formKey: "another-form" });
    expect(anew.outcome).toBe("set-password");
  });

  it("does not stop the old password, whatever its shape", async () => {
    await mailedPassword();
    const result = await world.services.signIn.signIn({ login: "wang.ming", password: ownPassword, address });
    expect(result.outcome).toBe("is-this-yours");
  });
});

describe("a sign-in with the own password, sent again", () => {
  const attempt = {
    login: "wang.ming",
    password: ownPassword,
    address,
    formKey: "the-form-of-the-home-page",
  };
  const signIn = () => world.services.signIn.signIn(attempt);

  it("while its session lives leads into it", async () => {
    const answers = [...(await Promise.all([signIn(), signIn()])), await signIn()];
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.outcome).toBe("signed-in");
    expect(await world.store.records.sessionsOf(person.id)).toHaveLength(1);
  });

  it.each([
    ["signed out", async (token: string) => world.services.signIn.signOut(token)],
    ["run out", async () => void (world.clock.now += hours(11))],
    ["swept away days ago", async () => world.store.records.sweep((world.clock.now += hours(80)))],
  ])("after the session was %s opens nothing", async (_how, end) => {
    const opened = await signIn();
    if (!("token" in opened)) throw new Error(opened.outcome);
    await end(opened.token);
    expect(await signIn()).toEqual({ outcome: "signed-out" });
    expect(await world.services.signIn.sessionOf(opened.token)).toBeNull();
  });
});

describe("設定自己的密碼, sent twice", () => {
  it("leaves the one session that the form leads to", async () => {
    const password = await mailedPassword();
    const opened = await world.services.signIn.signIn({ login: "wang.ming", password, address });
    if (opened.outcome !== "set-password") throw new Error(opened.outcome);
    const session = await world.services.signIn.sessionOf(opened.token);
    if (!session) throw new Error("no session");
    const token = tokenOfForm(world.services.secrets, opened.token, "form-key");
    const wanted = { password: next, repeated: next, account: null };
    const set = () => setOwnPassword(world.services.ownPassword, session, wanted, token);
    expect((await Promise.all([set(), set()])).map(({ outcome }) => outcome).sort()).toEqual([
      "expired",
      "set",
    ]);
    expect((await world.services.signIn.sessionOf(token))?.kind).toBe("full");
    expect(await world.store.records.sessionsOf(person.id)).toHaveLength(1);
  });
});

describe("變更密碼", () => {
  async function signedIn() {
    const result = await world.services.signIn.signIn({ login: "wang.ming", password: ownPassword, address });
    const session = "token" in result && (await world.services.signIn.sessionOf(result.token));
    if (!session) throw new Error("not signed in");
    return session;
  }

  it("asks for the present one, and pauses after five wrong ones", async () => {
    const session = await signedIn();
    const change = (current: string) =>
      changePassword(
        world.services.ownPassword,
        session,
        { current, password: next, repeated: next },
        "token",
      );
    for (let miss = 0; miss < 5; miss += 1) expect((await change("wrong")).outcome).toBe("wrong-current");
    expect((await change(ownPassword)).outcome).toBe("paused");
  });

  it("tells every address on record, the older one too", async () => {
    const boss = await world.supervisor("陳佳玲", { agency: await agencyOf() });
    await world.changeAddress(person, boss, "new@moj.example");
    const change = { current: ownPassword, password: next, repeated: next };
    const result = await changePassword(world.services.ownPassword, await signedIn(), change, "token");
    expect(result).toMatchObject({ outcome: "changed", token: "token" });
    await world.settle();
    for (const to of [person.email, "new@moj.example"]) expect(world.mailTo(to)).toHaveLength(1);
    expect(
      (await world.services.signIn.signIn({ login: "wang.ming", password: next, address })).outcome,
    ).toBe("signed-in");
  });
});
