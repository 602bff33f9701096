import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { setOwnPassword } from "../../../workflows/sign-in/own-password";
import { beforeCommits } from "../../support/desk/commits";
import { as, chosenPassword, deskOffice } from "../../support/desk/desk-office";
import { createWorld, type World } from "../../support/desk/population";
import { passwordIn } from "../../support/mail/password-mail";
import { parseTaken, startSmtpServer, type SmtpTestServer } from "../../support/mail/smtp";

/** As often an act is tried that others overtake. */
const tries = 5;
const address = "192.0.2.7";

let world: World;
let smtp: SmtpTestServer;
let office: Awaited<ReturnType<typeof deskOffice>>;
let number: string;
beforeEach(async () => {
  smtp = await startSmtpServer();
  world = await createWorld({ env: { SMTP_URL: smtp.url } });
  office = await deskOffice(world);
  const { person, supervisor } = office;
  ({ number } = await world.desk.open(
    {
      kind: "recovery",
      path: "hr-supervisor",
      channel: "hr",
      personId: person.id,
      claim: world.claimOf(person),
      then: [{ type: "APPROVE", disableOldPassword: false }],
    },
    as(supervisor),
  ));
});
afterEach(async () => {
  await world.close();
  await smtp.close();
});

const stateOf = async () => (await world.store.tickets.byNumber(number))?.state;

/** Somebody acts on the case before each of so many commits. */
const overtaken = <T>(times: number, work: () => Promise<T>) =>
  beforeCommits(
    world.store,
    () => world.desk.act(number, { type: "SUPPLEMENT", text: "補充" }, as(office.supervisor)),
    work,
    times,
  );

describe("a mail whose case others act on all the while", () => {
  it("was taken, and the case hears of it in the end", async () => {
    await overtaken(2 * tries, () => world.settle());
    expect(await stateOf()).toBe("passwordHandover.mailed");
    expect(smtp.mails.filter(({ to }) => to.includes(office.person.email ?? ""))).toHaveLength(1);
  });

  it("was refused for good, and the case hears of it in the end", async () => {
    smtp.fail("RCPT", { reply: "550 5.1.1 no such user" });
    await overtaken(2 * tries, () => world.settle());
    expect(await stateOf()).toBe("passwordHandover.undeliverable");
  });
});

describe("whoever finds their case too busy", () => {
  const signIn = async () => {
    const taken = smtp.mails.find(({ to }) => to.includes(office.person.email ?? ""));
    const { text } = await parseTaken(taken);
    const attempt = { login: office.person.account ?? "", password: passwordIn(text) ?? "", address };
    return world.services.signIn.signIn(attempt);
  };

  it("signing in is told that, and not that the password is none any more", async () => {
    await world.settle();
    await expect(overtaken(tries, signIn)).rejects.toMatchObject({ code: "busy" });
    expect((await signIn()).outcome).toBe("set-password");
  });

  it("setting an own password is told that, and not that the page has run out", async () => {
    await world.settle();
    const opened = await signIn();
    const session = "token" in opened ? await world.services.signIn.sessionOf(opened.token) : null;
    if (!session) throw new Error("no session");
    const wanted = { password: chosenPassword, repeated: chosenPassword, account: null };
    const set = () => setOwnPassword(world.services.ownPassword, session, wanted, "a new token");
    await expect(overtaken(tries, set)).rejects.toMatchObject({ code: "busy" });
    expect((await set()).outcome).toBe("set");
  });
});
