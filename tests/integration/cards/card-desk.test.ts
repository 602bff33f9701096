import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { CardFile } from "../../../certificates/card/card-file";
import { replace } from "../../../db/change";
import type { PersonWithAgency } from "../../../db/queries/people";
import {
  beginWithCard,
  handOverFromCard,
  proofChallenge,
  proveCard,
} from "../../../workflows/cards/agency/card-desk";
import { orderChallenge, orderOf, signOrder } from "../../../workflows/cards/agency/order";
import { choosePerson, peopleOfCard } from "../../../workflows/cards/agency/people";
import { agencyOf } from "../../../workflows/cards/card-verdict";
import type { CardVisit } from "../../../workflows/cards/agency/visit";
import type { TicketContext } from "../../../workflows/machines/types";
import { verifyRecord } from "../../../workflows/reading/verify-record";
import { cardAgencies, makeCards, trustCards, type Cards } from "../../support/cards/cards";
import { actsIn, beforeCommits, besideDesk, commitsOf } from "../../support/desk/commits";
import {
  createWorld,
  hours,
  minutes,
  mondayMorning,
  ownPassword,
  type World,
} from "../../support/desk/population";

const keeper = { name: "林志明", title: "科員", extension: "1234" };
const cardOf = (agency: { oid: string }) => `agency-${agency.oid}`;
const justiceCard = cardOf(cardAgencies.justice);

let cards: Cards;
beforeAll(async () => {
  cards = await makeCards({ at: mondayMorning });
});
afterAll(() => cards.remove());

let world: World;
let office: Awaited<ReturnType<typeof ministry>>;
beforeEach(async () => {
  world = await createWorld();
  await trustCards(world, cards.pki);
  office = await ministry();
});
afterEach(() => world.close());

async function ministry() {
  const justice = await world.agency("法務部", cardAgencies.justice);
  const personnel = await world.agency("法務部人事處", { ...cardAgencies.personnel, parent: justice });
  const finance = await world.agency("財政部", cardAgencies.finance);
  const supervisor = await world.supervisor("陳佳玲", { agency: justice, includesSubordinates: true });
  return {
    justice,
    personnel,
    finance,
    supervisor,
    wang: await world.person("王明", { agency: personnel }),
    tax: await world.person("王國稅", { agency: finance }),
  };
}

const card = () => world.services.card;
const begin = () => beginWithCard(card(), { keeper, address: "192.0.2.7", locale: "zh-Hant-TW" });
const ticketOf = async ({ ticketId }: CardVisit) => {
  const ticket = await world.store.tickets.byId(ticketId);
  if (!ticket) throw new Error("no ticket");
  return ticket;
};
const stateOf = async (visit: CardVisit) => (await ticketOf(visit)).state;
const contextOf = async (visit: CardVisit) => (await ticketOf(visit)).snapshot.context as TicketContext;

async function prove(visit: CardVisit, name: CardFile["name"] = justiceCard) {
  const wish = await proofChallenge(card(), visit);
  return proveCard(card(), visit, {
    nonce: wish.nonce,
    cms: cards.sign(name, wish.contentBase64, mondayMorning),
  });
}

async function order(visit: CardVisit, { name = justiceCard, disableOldPassword = false } = {}) {
  const wish = await orderChallenge(card(), visit, { disableOldPassword, locale: "zh-Hant-TW" });
  return signOrder(card(), visit, {
    nonce: wish.nonce,
    cms: cards.sign(name, wish.contentBase64, mondayMorning),
  });
}

async function proven(name?: string) {
  const visit = await begin();
  expect(await prove(visit, name)).toEqual({ accepted: true });
  return visit;
}

describe("the path of the agency's card", () => {
  it("leads from two signatures to the mailed password", async () => {
    const visit = await proven();
    const { people } = await peopleOfCard(card(), visit, "王明");
    expect(people.map(({ name, agencyName }) => [name, agencyName])).toEqual([["王明", "法務部人事處"]]);
    await choosePerson(card(), visit, office.wang.id);
    expect(await order(visit)).toEqual({ accepted: true });
    await world.settle();
    expect(await stateOf(visit)).toBe("passwordHandover.mailed");
    expect(world.passwordFor(office.wang.email)).toMatch(/^[A-Z2-9]{8}$/);
    expect(await ticketOf(visit)).toMatchObject({
      channel: "card",
      kind: "first-login",
      applicantName: "王明",
      personId: office.wang.id,
    });
    expect(await world.store.records.verifyAudit()).toMatchObject({ brokenAt: null });
  });

  it("keeps both signatures as evidence, each with its chain", async () => {
    const visit = await proven();
    await choosePerson(card(), visit, office.wang.id);
    await order(visit, { disableOldPassword: true });
    const kept = await world.store.tickets.evidenceOf(visit.ticketId);
    expect(kept.map(({ purpose, chain }) => [purpose, chain.length])).toEqual([
      ["prove-card", 3],
      ["reset", 3],
    ]);
    const { number } = await ticketOf(visit);
    const statement = (await orderStatementOf(kept.at(-1)?.content)).statement;
    expect(statement).toContain("林志明（科員，分機 1234）保管法務部的機關憑證");
    expect(statement).toContain(`王明（${office.wang.nationalIdMasked}）`);
    expect(statement).toContain("舊密碼立即停用");
    expect(statement).toContain(number);
  });

  it("shows the keeper the very sentence that is signed", async () => {
    const visit = await proven();
    await choosePerson(card(), visit, office.wang.id);
    const shown = await orderOf(card(), visit, "zh-Hant-TW");
    const wish = await orderChallenge(card(), visit, { disableOldPassword: true, locale: "zh-Hant-TW" });
    expect(wish.statement).toBe(shown.statements.disableOld);
    expect((await orderStatementOf(Buffer.from(wish.contentBase64, "base64"))).statement).toBe(
      wish.statement,
    );
  });

  it("tells the agency's supervisors at once", async () => {
    const visit = await proven();
    await choosePerson(card(), visit, office.wang.id);
    await order(visit);
    await world.settle();
    const [mail] = world.mailTo(office.supervisor.email);
    expect(mail?.text).toContain("林志明");
    expect(mail?.text).toContain("王明");
  });

  it("has a second person confirm where the account is privileged", async () => {
    const agent = await world.staff("周客服", "agent", { agency: office.finance });
    const visit = await proven();
    await choosePerson(card(), visit, office.supervisor.id);
    await order(visit);
    expect(await stateOf(visit)).toBe("awaitingSecondPerson");
    const { number } = await ticketOf(visit);
    await world.desk.act(number, { type: "CONFIRM_SECOND" }, { kind: "person", personId: agent.id });
    await world.settle();
    expect(await stateOf(visit)).toBe("passwordHandover.mailed");
  });

  it("counts as anybody who holds an HR role over its agency: only an agent apart from them confirms", async () => {
    const colleague = await world.supervisor("許雅惠", {
      agency: office.justice,
      includesSubordinates: true,
    });
    const deputy = await world.staff("黃俊傑", "agent", { agency: office.justice });
    await world.delegation(colleague, deputy, { kind: "deputy" });
    await world.role(office.wang, "auditor");
    const visit = await proven();
    await choosePerson(card(), visit, office.wang.id);
    await order(visit);
    const { number } = await ticketOf(visit);
    const confirms = (by: PersonWithAgency) =>
      world.desk.act(number, { type: "CONFIRM_SECOND" }, { kind: "person", personId: by.id });
    await expect(confirms(colleague)).rejects.toMatchObject({ code: "helpdesk-confirms" });
    await expect(confirms(deputy)).rejects.toMatchObject({ code: "derived-from-first" });
    const agent = await world.staff("周客服", "agent", { agency: office.finance });
    expect((await confirms(agent)).state).toBe("passwordHandover.issuing");
  });

  it("waits for the helpdesk where those changed the record who may have had the card in hand", async () => {
    await world.changeAddress(office.wang, office.supervisor, "new@agency.example");
    const visit = await proven();
    await choosePerson(card(), visit, office.wang.id);
    await order(visit);
    expect(await stateOf(visit)).toBe("awaitingSecondPerson");
    const { number } = await ticketOf(visit);
    const confirms = (by: PersonWithAgency) =>
      world.desk.act(number, { type: "CONFIRM_SECOND" }, { kind: "person", personId: by.id });
    await expect(confirms(office.supervisor)).rejects.toMatchObject({ code: "recent-changer" });
    const agent = await world.staff("周客服", "agent", { agency: office.finance });
    expect((await confirms(agent)).state).toBe("passwordHandover.issuing");
  });

  it("leads to the helpdesk where its order no longer covers what would be issued", async () => {
    const agent = await world.staff("周客服", "agent", { agency: office.finance });
    const visit = await proven();
    await choosePerson(card(), visit, office.wang.id);
    await order(visit);
    await world.changeAddress(office.wang, office.supervisor, "new@agency.example");
    const { number } = await ticketOf(visit);
    await world.desk.act(number, { type: "REISSUE" }, { kind: "person", personId: agent.id });
    expect(await ticketOf(visit)).toMatchObject({ path: "helpdesk", state: "received" });
  });

  it("records each look-up with the case, by ids alone", async () => {
    const visit = await proven();
    await peopleOfCard(card(), visit, "王明");
    const rows = await world.store.records.auditOf({ ticketId: visit.ticketId });
    expect(rows.find(({ act }) => act === "people.looked-up")).toMatchObject({
      actorKind: "card",
      detail: { purpose: "agency-card", found: [office.wang.id] },
    });
    expect(JSON.stringify(rows)).not.toContain("王明");
  });

  it("knows a card without an OID by its name", async () => {
    const agencyDn = "O=財政部, C=TW";
    expect(await agencyOf(card(), { agencyOid: null, agencyDn })).toMatchObject({ name: "財政部" });
    expect(await agencyOf(card(), { agencyOid: "1.2.3", agencyDn })).toBeUndefined();
  });
});

describe("a card is refused", () => {
  it.each([
    ["revoked", "certificate-revoked"],
    ["on-hold", "certificate-on-hold"],
    [cardOf(cardAgencies.unknown), "agency-unknown"],
    ["citizen-王小明-6789", "purpose-wrong"],
  ])("when it is %s: %s", async (name, code) => {
    const visit = await begin();
    expect(await prove(visit, name)).toEqual({ accepted: false, code, over: false });
    expect(await stateOf(visit)).toBe("challenge");
  });

  it("for good after five failures", async () => {
    const visit = await begin();
    for (let failure = 1; failure < 5; failure += 1)
      expect(await prove(visit, "revoked")).toMatchObject({ over: false });
    expect(await prove(visit, "revoked")).toMatchObject({ over: true });
    expect(await stateOf(visit)).toBe("refused");
    await expect(proofChallenge(card(), visit)).rejects.toMatchObject({ code: "not-now" });
  });

  it("when its lists are overdue", async () => {
    world.clock.now += hours(24 * 8);
    const visit = await begin();
    expect(await prove(visit)).toMatchObject({ code: "crl-stale" });
  });

  it("when a list with a higher number was seen before", async () => {
    await proven();
    const { seenCrlNumbers } = await card().trust.current();
    const higher = Object.fromEntries(
      [...seenCrlNumbers].map(([series, n]) => [series, String(Number(n) + 1)]),
    );
    // As it was kept before each number was a setting of its own.
    await world.store.commit({
      at: world.clock.now,
      writes: [replace("settings", { key: "seen-crl-numbers", value: higher, updatedAt: world.clock.now })],
      audit: [],
    });
    await card().trust.reload();
    expect(await prove(await begin())).toMatchObject({ code: "crl-older-than-seen" });
  });

  it("and offered the helpdesk, where the case goes on", async () => {
    const visit = await begin();
    await prove(visit, "revoked");
    await handOverFromCard(card(), visit, "憑證已廢止。需要協助的同仁：王明");
    expect(await ticketOf(visit)).toMatchObject({
      path: "helpdesk",
      state: "received",
      previousPath: "agency-certificate",
    });
    expect((await ticketOf(visit)).dueAt).toBeGreaterThan(world.clock.now);
  });
});

describe("a challenge", () => {
  it("serves once", async () => {
    const visit = await begin();
    const wish = await proofChallenge(card(), visit);
    const reply = { nonce: wish.nonce, cms: cards.sign(justiceCard, wish.contentBase64, mondayMorning) };
    expect(await proveCard(card(), visit, reply)).toEqual({ accepted: true });
    expect(await proveCard(card(), visit, reply)).toMatchObject({ code: "challenge-unknown" });
    expect(await stateOf(visit)).toBe("cardProven");
  });

  it("sent twice at once, serves once", async () => {
    const visit = await begin();
    const wish = await proofChallenge(card(), visit);
    const reply = { nonce: wish.nonce, cms: cards.sign(justiceCard, wish.contentBase64, mondayMorning) };
    const answers = await Promise.all([proveCard(card(), visit, reply), proveCard(card(), visit, reply)]);
    expect(answers.filter(({ accepted }) => accepted)).toHaveLength(1);
  });

  it("of another browser is worth nothing", async () => {
    const [mine, theirs] = [await begin(), await begin()];
    const wish = await proofChallenge(card(), theirs);
    const cms = cards.sign(justiceCard, wish.contentBase64, mondayMorning);
    expect(await proveCard(card(), mine, { nonce: wish.nonce, cms })).toMatchObject({
      code: "challenge-unknown",
    });
    const stolen = { ...theirs, token: mine.token };
    expect(await proveCard(card(), stolen, { nonce: wish.nonce, cms })).toMatchObject({
      code: "challenge-unknown",
    });
    expect(await proveCard(card(), theirs, { nonce: wish.nonce, cms })).toEqual({ accepted: true });
  });

  it("lives five minutes", async () => {
    const visit = await begin();
    const wish = await proofChallenge(card(), visit);
    const cms = cards.sign(justiceCard, wish.contentBase64, mondayMorning);
    world.clock.now += minutes(5);
    expect(await proveCard(card(), visit, { nonce: wish.nonce, cms })).toMatchObject({
      code: "challenge-unknown",
    });
  });

  it("is not answered by a signature over something else", async () => {
    const visit = await begin();
    const wish = await proofChallenge(card(), visit);
    const other = Buffer.from('{"purpose":"prove-card"}').toString("base64");
    const cms = cards.sign(justiceCard, other, mondayMorning);
    expect(await proveCard(card(), visit, { nonce: wish.nonce, cms })).toMatchObject({
      code: "content-differs",
    });
  });

  it("for the proof does not order a reset", async () => {
    const visit = await begin();
    const wish = await proofChallenge(card(), visit);
    const cms = cards.sign(justiceCard, wish.contentBase64, mondayMorning);
    const other = await proven();
    await choosePerson(card(), other, office.wang.id);
    expect(await signOrder(card(), other, { nonce: wish.nonce, cms })).toMatchObject({
      code: "challenge-unknown",
    });
  });
});

describe("a proven card", () => {
  it("chooses nobody of another agency", async () => {
    const visit = await proven();
    expect((await peopleOfCard(card(), visit, "王")).people.map(({ name }) => name)).toEqual(["王明"]);
    await expect(choosePerson(card(), visit, office.tax.id)).rejects.toMatchObject({
      code: "card-of-another-agency",
    });
  });

  it("of the agency below chooses nobody above", async () => {
    const above = await world.person("部長室", { agency: office.justice });
    const visit = await proven(cardOf(cardAgencies.personnel));
    await expect(choosePerson(card(), visit, above.id)).rejects.toMatchObject({
      code: "card-of-another-agency",
    });
  });

  it("takes no open case of another agency's person", async () => {
    const number = await hrTicketOf(office.tax);
    const visit = await proven();
    await expect(choosePerson(card(), visit, office.tax.id)).rejects.toMatchObject({
      code: "card-of-another-agency",
    });
    expect(await world.store.tickets.byNumber(number)).toMatchObject({ path: "hr-supervisor" });
  });

  it("is forgotten after five minutes", async () => {
    const visit = await proven();
    world.clock.now += minutes(5);
    await expect(peopleOfCard(card(), visit, "王明")).rejects.toMatchObject({ code: "card-proof-expired" });
    await expect(choosePerson(card(), visit, office.wang.id)).rejects.toMatchObject({
      code: "card-proof-expired",
    });
    await world.settle();
    expect(await stateOf(visit)).toBe("expired");
  });

  it("orders nothing after five minutes", async () => {
    const visit = await proven();
    await choosePerson(card(), visit, office.wang.id);
    const wish = await orderChallenge(card(), visit, { disableOldPassword: false, locale: "zh-Hant-TW" });
    const cms = cards.sign(justiceCard, wish.contentBase64, mondayMorning);
    world.clock.now += minutes(5);
    expect(await signOrder(card(), visit, { nonce: wish.nonce, cms })).toMatchObject({
      code: "challenge-unknown",
    });
    expect(await world.store.passwords.liveOf(office.wang.id)).toBeUndefined();
  });

  it("does not have another card sign its order", async () => {
    const visit = await proven();
    await choosePerson(card(), visit, office.wang.id);
    expect(await order(visit, { name: cardOf(cardAgencies.personnel) })).toEqual({
      accepted: false,
      code: "another-card",
      over: false,
    });
    expect((await contextOf(visit)).failures).toBe(1);
    expect(await order(visit)).toEqual({ accepted: true });
  });

  it("chooses nobody without an address on record", async () => {
    const person = await world.person("無址", { agency: office.personnel, email: null });
    const visit = await proven();
    await expect(choosePerson(card(), visit, person.id)).rejects.toMatchObject({ code: "no-address" });
  });

  it("chosen twice by a double click, chooses once", async () => {
    const visit = await proven();
    await choosePerson(card(), visit, office.wang.id);
    expect(await choosePerson(card(), visit, office.wang.id)).toEqual(visit);
  });

  it("hands its case to the helpdesk when the keeper stops, before and after the choice", async () => {
    const visit = await proven();
    await choosePerson(card(), visit, office.wang.id);
    await handOverFromCard(card(), visit, "PIN 碼鎖住");
    expect(await ticketOf(visit)).toMatchObject({ path: "helpdesk", personId: office.wang.id });
  });
});

describe("somebody with an open case", () => {
  it("keeps that one: it takes the card's path and this one joins it", async () => {
    const number = await hrTicketOf(office.wang);
    const visit = await proven();
    const joined = await choosePerson(card(), visit, office.wang.id);
    expect(await stateOf(visit)).toBe("joined");
    expect(await ticketOf(joined)).toMatchObject({
      number,
      path: "agency-certificate",
      state: "personChosen",
    });
    expect(await order(joined)).toEqual({ accepted: true });
    await world.settle();
    expect(await world.store.tickets.byNumber(number)).toMatchObject({ state: "passwordHandover.mailed" });
  });

  it("is taken over and joined in one commit", async () => {
    await hrTicketOf(office.wang);
    const visit = await proven();
    const commits = await commitsOf(world.store, () => choosePerson(card(), visit, office.wang.id));
    expect(commits.map(actsIn)).toEqual([["JOIN", "HAND_OVER", "OPENED"]]);
    expect(await verifyRecord(world)).toMatchObject({ brokenAt: null, findings: [] });
  });

  it.each(["JOIN", "HAND_OVER"])(
    "and this one stay as they were where %s cannot be written",
    async (type) => {
      await hrTicketOf(office.wang);
      const visit = await proven();
      const beside = besideDesk(world.environment);
      try {
        const before = beside.everything();
        const choosing = beside.failing("history", `new.type = '${type}'`, () =>
          choosePerson(card(), visit, office.wang.id),
        );
        await expect(choosing).rejects.toThrow();
        expect(beside.everything()).toEqual(before);
      } finally {
        beside.close();
      }
      expect(await order(await choosePerson(card(), visit, office.wang.id))).toEqual({ accepted: true });
    },
  );

  it("hears of both cards that come for the person at once, and goes on with the later", async () => {
    const number = await hrTicketOf(office.wang);
    const visits = [await proven(), await proven()];
    await Promise.all(visits.map((visit) => choosePerson(card(), visit, office.wang.id)));
    for (const visit of visits) expect(await stateOf(visit)).toBe("joined");
    const ticket = await world.store.tickets.byNumber(number);
    const history = await world.store.tickets.historyOf(ticket?.id ?? "");
    expect(history.filter(({ type }) => type === "HAND_OVER")).toHaveLength(2);
    expect(ticket).toMatchObject({ path: "agency-certificate", state: "personChosen" });
    expect(await verifyRecord(world)).toMatchObject({ brokenAt: null, findings: [] });
  });

  it("is not joined where it has ended meanwhile: the card's own is the person's", async () => {
    const number = await hrTicketOf(office.wang);
    const visit = await proven();
    const next = await beforeCommits(
      world.store,
      () => world.desk.act(number, { type: "WITHDRAW" }, { kind: "person", personId: office.wang.id }),
      () => choosePerson(card(), visit, office.wang.id),
    );
    expect(next).toEqual(visit);
    expect(await ticketOf(visit)).toMatchObject({ state: "personChosen", personId: office.wang.id });
    expect(await world.store.tickets.byNumber(number)).toMatchObject({ state: "withdrawn" });
  });

  it("whose password lapsed gets another one, and the older is dead", async () => {
    const first = await proven();
    await choosePerson(card(), first, office.wang.id);
    await order(first);
    await world.settle();
    const older = world.passwordFor(office.wang.email);
    const second = await choosePerson(card(), await proven(), office.wang.id);
    expect(second.ticketId).toBe(first.ticketId);
    expect(await order(second)).toEqual({ accepted: true });
    await world.settle();
    expect(world.passwordFor(office.wang.email)).not.toBe(older);
    expect((await signIn(office.wang, older)).outcome).toBe("wrong");
  });

  it("is not lost to the first keeper once a second one has taken the case over", async () => {
    const first = await proven();
    await choosePerson(card(), first, office.wang.id);
    const other = await beginWithCard(card(), {
      keeper: { name: "高小姐", title: "股長", extension: "99" },
      address: "192.0.2.8",
      locale: "zh-Hant-TW",
    });
    await prove(other);
    await choosePerson(card(), other, office.wang.id);
    await expect(order(first)).rejects.toMatchObject({ code: "not-now" });
  });

  it("keeps the old password until then unless the keeper disables it at once", async () => {
    const person = await world.person("張志豪", { agency: office.personnel, password: ownPassword });
    const visit = await proven();
    await choosePerson(card(), visit, person.id);
    await order(visit, { disableOldPassword: true });
    expect((await world.store.people.byId(person.id))?.passwordDisabledAt).toBe(world.clock.now);
    expect(await ticketOf(visit)).toMatchObject({ kind: "recovery" });
  });
});

async function hrTicketOf(person: PersonWithAgency) {
  const { number } = await world.desk.open(
    {
      kind: "recovery",
      path: "hr-supervisor",
      channel: "web",
      personId: person.id,
      claim: world.claimOf(person),
    },
    { kind: "visitor", address: "192.0.2.9" },
  );
  return number;
}

const signIn = (person: { account: string | null }, password: string) =>
  world.services.signIn.signIn({ login: person.account ?? "", password, address: "192.0.2.7" });

async function orderStatementOf(content: Buffer | undefined): Promise<{ statement: string }> {
  return JSON.parse(content?.toString("utf8") ?? "{}") as { statement: string };
}
