import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hashToken } from "../../../accounts/access/secrets";
import type { PersonWithAgency } from "../../../db/queries/people";
import type { Actor } from "../../../workflows/desk/actor";
import { identify } from "../../../workflows/requests/identify";
import { ask } from "../../../workflows/requests/request-help";
import { openPhoneTicket } from "../../../workflows/helpdesk/phone-ticket";
import type { TicketAct } from "../../../workflows/machines/types";
import { as, deskOffice } from "../../support/desk/desk-office";
import { createWorld, days, hours, minutes, type World } from "../../support/desk/population";

let world: World;
let office: Awaited<ReturnType<typeof deskOffice>>;

beforeEach(async () => {
  world = await createWorld();
  office = await deskOffice(world);
});
afterEach(() => world.close());

/** The subjects of the mails to somebody, the oldest first, without site, number and remark. */
const lettersTo = (someone: PersonWithAgency) =>
  world
    .mailTo(someone.email)
    .map(({ subject }) => subject.replace(/^［人事服務網］|\s*R\d+-\d+|（非社交工程演練）$/g, ""))
    .reverse();

const newestTo = (someone: PersonWithAgency) => world.mailTo(someone.email)[0]?.text ?? "";

const request = async (path: "hr-supervisor" | "helpdesk", whose = office.person) => {
  const { number } = await ask(world.services, {
    kind: "recovery",
    path,
    claim: world.claimOf(whose),
    address: "192.0.2.7",
  });
  await world.settle();
  return number;
};

const act = (number: string, what: TicketAct, who: Actor) => world.desk.act(number, what, who);
const ticket = async (number: string) => {
  const found = await world.store.tickets.byNumber(number);
  if (!found) throw new Error("no such ticket");
  return found;
};

const applicant = async (number: string): Promise<Actor> => ({
  kind: "link",
  level: "mail",
  ticketId: (await ticket(number)).id,
});

describe("a person hears of a request", () => {
  it("that an agent recognised as theirs, with the link that shows the whole path", async () => {
    const { number } = await ask(world.services, {
      kind: "recovery",
      path: "helpdesk",
      claim: { ...world.claimOf(office.person), account: null, nationalId: null },
      address: "192.0.2.7",
    });
    await act(number, { type: "CLAIM" }, as(office.agent));
    await identify(world.services, as(office.agent), { number, personId: office.person.id });
    await world.settle();
    expect(lettersTo(office.person)).toEqual(["已收到您的申請"]);
    expect(newestTo(office.person)).toMatch(/\/status\/[\w-]+/);
  });

  it("and whoever was taken for them before has a link that opens nothing any more", async () => {
    const other = await world.person("王大明", { agency: office.agency, email: "other@police.example" });
    const { number } = await ask(world.services, {
      kind: "recovery",
      path: "helpdesk",
      claim: { ...world.claimOf(office.person), account: null, nationalId: null },
      address: "192.0.2.7",
    });
    await act(number, { type: "CLAIM" }, as(office.agent));
    for (const personId of [other.id, office.person.id]) {
      await identify(world.services, as(office.agent), { number, personId });
      await world.settle();
    }
    const levelOf = async (someone: PersonWithAgency) => {
      const token = /\/status\/([\w-]+)/.exec(newestTo(someone))?.[1] ?? "";
      return (await world.store.tickets.linkByHash(hashToken(token)))?.level;
    };
    expect([await levelOf(other), await levelOf(office.person)]).toEqual([undefined, "mail"]);
  });

  it("made on the telephone in their name", async () => {
    await openPhoneTicket(world.services, as(office.agent), {
      kind: "recovery",
      personId: office.person.id,
      caller: { name: "王明", locale: "zh-Hant-TW" },
    });
    await world.settle();
    expect(lettersTo(office.person)).toEqual(["已收到您的申請"]);
  });

  it("when HR approves it, and whether a second person is still to confirm", async () => {
    const number = await request("hr-supervisor");
    await act(number, { type: "APPROVE", disableOldPassword: false }, as(office.supervisor));
    await world.settle();
    expect(lettersTo(office.person).sort()).toEqual(
      ["已收到您的申請", "您的申請已核准", "會員初始密碼說明", "會員密碼重設說明"]
        .filter((title) => title !== "會員初始密碼說明")
        .sort(),
    );
  });

  it("once only where HR itself started it: with the password", async () => {
    await world.desk.open(
      {
        kind: "recovery",
        path: "hr-supervisor",
        channel: "hr",
        personId: office.person.id,
        claim: world.claimOf(office.person),
        then: [{ type: "APPROVE", disableOldPassword: false }],
      },
      as(office.supervisor),
    );
    await world.settle();
    expect(lettersTo(office.person)).toEqual(["會員密碼重設說明"]);
  });

  it("whose temporary password was stopped after too many wrong tries", async () => {
    const number = await request("hr-supervisor");
    await act(number, { type: "APPROVE", disableOldPassword: false }, as(office.supervisor));
    await world.settle();
    await act(number, { type: "LOCK", issue: 1 }, { kind: "system", name: "sign-in" });
    await world.settle();
    expect(lettersTo(office.person).at(-1)).toBe("一次性密碼已停用");
  });

  it("handed over, with the new path's promise and not the one that ran out", async () => {
    const number = await request("hr-supervisor");
    world.clock.now += hours(30);
    const reason = "改由客服辦理。";
    await act(number, { type: "HAND_OVER", to: "helpdesk", reason }, as(office.supervisor));
    await world.settle();
    const { dueAt } = await ticket(number);
    expect(dueAt).toBeGreaterThan(world.clock.now);
    expect(newestTo(office.person)).toContain("最遲 115/11/25（三）");
  });

  it("how often a lapsed password may still be sent again", async () => {
    const number = await request("hr-supervisor");
    await act(number, { type: "APPROVE", disableOldPassword: false }, as(office.supervisor));
    await world.settle();
    await world.pass(days(2));
    expect(newestTo(office.person)).toContain("還可使用 2 次");
    await act(number, { type: "REISSUE" }, await applicant(number));
    await world.settle();
    await world.pass(days(2));
    expect(newestTo(office.person)).toContain("還可使用 1 次");
  });
});

describe("an agent who needs to know more", () => {
  let number: string;
  beforeEach(async () => {
    number = await request("helpdesk");
    await act(number, { type: "CLAIM" }, as(office.agent));
  });
  const question: TicketAct = { type: "ASK_APPLICANT", text: "請問您的分機是幾號？" };

  it("asks by mail, and the clock of the promise stands still until the answer", async () => {
    const { dueAt } = await ticket(number);
    await act(number, question, as(office.agent));
    await world.settle();
    expect(await ticket(number)).toMatchObject({ state: "awaitingAnswer", dueAt: null });
    expect(lettersTo(office.person).at(-1)).toBe("請補充申請資料");
    expect(newestTo(office.person)).toContain("請問您的分機是幾號？");

    await world.pass(days(2));
    await act(number, { type: "SUPPLEMENT", text: "分機 345" }, await applicant(number));
    expect(await ticket(number)).toMatchObject({ state: "claimed", dueAt: (dueAt ?? 0) + days(2) });
  });

  it("goes on when no answer comes in seven days", async () => {
    await act(number, question, as(office.agent));
    await world.pass(days(7) - minutes(1));
    expect((await ticket(number)).state).toBe("awaitingAnswer");
    await world.pass(minutes(1));
    expect(await ticket(number)).toMatchObject({ state: "claimed", dueAt: expect.any(Number) });
  });

  it("may begin to verify without waiting for the answer", async () => {
    await act(number, question, as(office.agent));
    await act(number, { type: "START_VERIFICATION" }, as(office.agent));
    expect((await ticket(number)).state).toBe("verifyingCaller");
  });

  it("is the one in charge of the case", async () => {
    await expect(act(number, question, as(office.colleague))).rejects.toMatchObject({ code: "not-assignee" });
  });
});

describe("an agent who writes to the person", () => {
  it("is read in the mail and in the history, under the agent's name", async () => {
    const number = await request("helpdesk");
    await act(number, { type: "REPLY", text: "下午會打給您。" }, as(office.agent));
    await world.settle();
    expect(lettersTo(office.person).at(-1)).toBe("客服回覆您的申請");
    expect(newestTo(office.person)).toMatch(/客服陳佳玲寫給您：\s+下午會打給您。/);
    expect((await world.store.tickets.lastHistory((await ticket(number)).id))?.type).toBe("REPLY");
  });

  it("needs to know who that is", async () => {
    const { number } = await ask(world.services, {
      kind: "recovery",
      path: "helpdesk",
      claim: { ...world.claimOf(office.person), name: "王小明" },
      address: "192.0.2.7",
    });
    await expect(act(number, { type: "REPLY", text: "您好" }, as(office.agent))).rejects.toMatchObject({
      code: "no-subject",
    });
  });
});
