import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hashToken } from "../../../accounts/access/secrets";
import { SoftwareCard } from "../../../bin/card-reader/card";
import { update } from "../../../db/change";
import type { PersonWithAgency } from "../../../db/queries/people";
import {
  beginCitizenVisit,
  claimAnew,
  identifyCitizen,
  proveCitizen,
  signInChallenge,
  standingOf,
  type CitizenStanding,
  type CitizenVisit,
} from "../../../workflows/cards/citizen/citizen-desk";
import { bindingIdOf } from "../../../workflows/cards/citizen/binding-letters";
import {
  actOnBinding,
  bindingsOf,
  bindingsToSecond,
  type BindingParty,
} from "../../../workflows/cards/citizen/binding-desk";
import type { BindingAct } from "../../../workflows/machines/certificate-types";
import { makeCards, nationalIdEnding, trustCards, type Cards } from "../../support/cards/cards";
import { as } from "../../support/desk/desk-office";
import {
  createWorld,
  days,
  minutes,
  mondayMorning,
  ownPassword,
  type World,
} from "../../support/desk/population";

/** Their last four are on the cards. */
const ids = {
  ming: nationalIdEnding("6789"),
  otherMing: nationalIdEnding("6780"),
  mei: nationalIdEnding("4321"),
  boss: nationalIdEnding("4093"),
};

const citizens = [
  { name: "王明", lastFour: "6789", also: ["renewed", "revoked", "on-hold", "expired"] as const },
  { name: "王明", lastFour: "6780" },
  { name: "王明", lastFour: null },
  { name: "林怡君", lastFour: "4093" },
  { name: "陳美玲", lastFour: "4321" },
  { name: "王曉明", lastFour: "6789" },
];
const mingCard = "citizen-王明-6789";
const otherMingCard = "citizen-王明-6780";
const silentCard = "citizen-王明-none";
const bossCard = "citizen-林怡君-4093";

let cards: Cards;
beforeAll(async () => {
  cards = await makeCards({ at: mondayMorning, citizens });
});
afterAll(() => cards.remove());

let world: World;
let office: Awaited<ReturnType<typeof agency>>;
beforeEach(async () => {
  world = await createWorld();
  await trustCards(world, cards.pki);
  office = await agency();
});
afterEach(() => world.close());

async function agency() {
  const customs = await world.agency("財政部關務署");
  return {
    customs,
    ming: await world.person("王明", {
      agency: customs,
      account: "ming.wang",
      nationalId: ids.ming,
      password: ownPassword,
    }),
    otherMing: await world.person("王明", {
      agency: customs,
      account: "wang.ming",
      nationalId: ids.otherMing,
    }),
    boss: await world.supervisor("林怡君", { agency: customs, account: "yichun", nationalId: ids.boss }),
  };
}

const parts = () => world.services.card;
const begin = () => beginCitizenVisit(parts(), "192.0.2.9");

async function prove(visit: CitizenVisit, name: string): Promise<CitizenStanding> {
  const wish = await signInChallenge(parts(), visit);
  if (!wish) throw new Error("nothing to sign");
  return proveCitizen(parts(), visit, {
    nonce: wish.nonce,
    cms: cards.sign(name, wish.contentBase64, mondayMorning),
  });
}

/** Puts the card in and types the PIN. */
async function insert(name: string) {
  const visit = await begin();
  return { visit, standing: await prove(visit, name) };
}

/** The first time: card, then the account. */
async function bind(name: string, login: string) {
  const { visit } = await insert(name);
  return { visit, standing: await identifyCitizen(parts(), visit, login) };
}

const bindingOf = async (person: PersonWithAgency) =>
  (await world.store.bindings.ofPerson(person.id)).find(({ state }) => state !== "ended");
const acts = async (person: PersonWithAgency) =>
  (await world.store.records.auditOf({ personId: person.id })).map(({ act }) => act).reverse();
const subjectsTo = (person: PersonWithAgency) => world.mailTo(person.email).map(({ subject }) => subject);

async function sessionOf(standing: CitizenStanding) {
  if (standing.state !== "signedIn" || standing.token === null)
    throw new Error(`not signed in: ${standing.state}`);
  return world.store.records.session(hashToken(standing.token));
}

describe("a citizen's card seen for the first time", () => {
  it("asks for the account, then signs in and binds", async () => {
    const { visit, standing } = await insert(mingCard);
    expect(standing).toMatchObject({ state: "identify", name: "王明", triesLeft: 5 });
    const done = await identifyCitizen(parts(), visit, "Ming.Wang");
    expect(await sessionOf(done)).toMatchObject({
      personId: office.ming.id,
      via: "certificate",
      kind: "full",
    });
    expect(await bindingOf(office.ming)).toMatchObject({ state: "confirmed", confirmedBy: "card" });
    await world.settle();
    expect(subjectsTo(office.ming).join()).toContain("您的帳號已綁定自然人憑證");
    expect(await acts(office.ming)).toEqual(["certificate.bound", "session.opened"]);
    expect(await world.store.records.verifyAudit()).toMatchObject({ brokenAt: null });
  });

  it("takes a 身分證字號 as well, also of somebody new who has no account yet", async () => {
    const mei = await world.person("陳美玲", { agency: office.customs, account: null, nationalId: ids.mei });
    const { standing } = await bind("citizen-陳美玲-4321", ids.mei.toLowerCase());
    expect(await sessionOf(standing)).toMatchObject({ personId: mei.id });
    expect((await world.store.people.byId(mei.id))?.firstLoginAt).toBe(mondayMorning);
  });

  it("signs in by itself from then on", async () => {
    await bind(mingCard, "ming.wang");
    const { standing } = await insert(mingCard);
    expect(await sessionOf(standing)).toMatchObject({ personId: office.ming.id });
    expect(await bindingOf(office.ming)).toMatchObject({ lastUsedAt: mondayMorning });
  });

  it("keeps what was signed as evidence of the binding, and of nothing else", async () => {
    await bind(mingCard, "ming.wang");
    await insert(mingCard);
    const kept = await world.store.bindings.evidenceOf(office.ming.id);
    expect(kept).toHaveLength(1);
    const [one] = kept;
    expect(JSON.parse(one?.content.toString("utf8") ?? "")).toMatchObject({ purpose: "sign-in" });
    expect(one).toMatchObject({ ticketId: null, bindingId: (await bindingOf(office.ming))?.id });
    expect(one?.chain).toHaveLength(3);
  });

  it("tells the older addresses too", async () => {
    await world.changeAddress(office.ming, office.boss, "new@customs.example");
    await bind(mingCard, "ming.wang");
    await world.settle();
    expect(world.mailTo("new@customs.example")).toHaveLength(1);
    expect(subjectsTo(office.ming)).toHaveLength(1);
  });
});

it("a clock behind shuts the way in by card, whose certificate has a last day", async () => {
  const { visit } = await insert(mingCard);
  const audit = [{ actorKind: "console", actorId: "test", act: "test.act" }];
  await world.store.commit({ at: world.clock.now + minutes(2), writes: [], audit });
  const identified = () => identifyCitizen(parts(), visit, "ming.wang");
  await expect(identified()).rejects.toMatchObject({ code: "clock-behind" });
  world.clock.now += minutes(1);
  expect((await identified()).state).toBe("signedIn");
});

describe("what an outsider with a genuine card learns", () => {
  it.each([
    ["an account that is not there", mingCard, "nobody.here"],
    ["the account of somebody of another name", mingCard, "yichun"],
    ["the account of somebody of the same name with other digits", mingCard, "wang.ming"],
    ["a 身分證字號 that nobody has", mingCard, nationalIdEnding("1111")],
    ["a card without digits and another name", silentCard, "yichun"],
  ])("is the same for %s: nothing matches", async (_, card, login) => {
    const { standing } = await bind(card, login);
    expect(standing).toMatchObject({ state: "identify", why: "no-match", triesLeft: 4 });
  });

  it("is the same for somebody who has left and for one bound to another card, unless the digits are theirs", async () => {
    await bind(mingCard, "ming.wang");
    expect((await bind(silentCard, "ming.wang")).standing).toMatchObject({ why: "no-match" });
    await leave(office.otherMing);
    expect((await bind(silentCard, "wang.ming")).standing).toMatchObject({ why: "no-match" });
    expect((await bind(otherMingCard, "wang.ming")).standing).toMatchObject({ why: "person-left" });
  });
});

async function leave(person: PersonWithAgency) {
  const writes = [update("people", { id: person.id }, { status: "left" as const })];
  await world.store.commit({ at: world.clock.now, writes, audit: [] });
}

describe("two people of one name, each with a genuine card", () => {
  it("are told apart by their digits", async () => {
    expect((await bind(mingCard, "wang.ming")).standing).toMatchObject({ why: "no-match" });
    expect(await sessionOf((await bind(mingCard, "ming.wang")).standing)).toMatchObject({
      personId: office.ming.id,
    });
    expect(await sessionOf((await bind(otherMingCard, "wang.ming")).standing)).toMatchObject({
      personId: office.otherMing.id,
    });
  });

  it("open nothing to each other where a card carries no digits, before it is confirmed", async () => {
    const { visit, standing } = await bind(silentCard, "ming.wang");
    expect(standing).toMatchObject({ state: "waiting", token: null });
    expect((await insert(silentCard)).standing).toMatchObject({ state: "waiting", token: null });
    // It was the other's all along: named anew, the first claim is over.
    await claimAnew(parts(), visit);
    await identifyCitizen(parts(), visit, "wang.ming");
    expect(await bindingOf(office.ming)).toBeUndefined();
    expect(await bindingOf(office.otherMing)).toMatchObject({ state: "waiting" });
  });
});

describe("a binding that waits", () => {
  const mailedLink = () => {
    const [mail] = world.mailTo(office.ming.email).filter(({ subject }) => subject.includes("請確認"));
    return /\/certificate\/confirm\/(\S+)/.exec(mail?.text ?? "")?.[1] ?? "";
  };

  it("is confirmed by the link mailed to the address on record, and then opens", async () => {
    await bind(silentCard, "ming.wang");
    await world.settle();
    const id = bindingIdOf(world.services.secrets, mailedLink());
    await actOnBinding(world.services, { kind: "link", bindingId: id ?? "" }, id ?? "", byLink);
    expect(await sessionOf((await insert(silentCard)).standing)).toMatchObject({ personId: office.ming.id });
    expect(await acts(office.ming)).toContain("certificate.confirmed");
  });

  it("is not confirmed by a link made up, of another binding, or older than seven days", async () => {
    await bind(silentCard, "ming.wang");
    await world.settle();
    const { id } = (await bindingOf(office.ming)) ?? { id: "" };
    expect(bindingIdOf(world.services.secrets, `${id}.made-up`)).toBeNull();
    await refuses({ kind: "link", bindingId: "other" }, byLink, "link-not-here");
    world.clock.now += days(7);
    await refuses({ kind: "link", bindingId: id }, byLink, "link-not-here");
  });

  it("has a new link mailed when the card comes again after that", async () => {
    await bind(silentCard, "ming.wang");
    await world.pass(days(6));
    world.clock.now = mondayMorning + days(6);
    await insert(silentCard);
    await world.settle();
    expect(subjectsTo(office.ming).filter((subject) => subject.includes("請確認"))).toHaveLength(1);
  });

  it("mails no link to an address that was changed within 30 days, nor takes one", async () => {
    await world.changeAddress(office.ming, office.boss, "new@customs.example");
    await bind(silentCard, "ming.wang");
    await world.settle();
    expect(
      world
        .mailTo("new@customs.example")
        .map(({ text }) => text)
        .join(),
    ).not.toContain("/confirm/");
    const { id = "" } = (await bindingOf(office.ming)) ?? {};
    await refuses({ kind: "link", bindingId: id }, byLink, "address-not-settled");
  });

  it("is confirmed in a session that a temporary password opened, not in one of a password", async () => {
    await bind(silentCard, "ming.wang");
    await refuses(await ownSession("password"), byTemporaryPassword, "not-by-password");
    await does(await ownSession("temporary-password"), byTemporaryPassword);
    expect(await bindingOf(office.ming)).toMatchObject({ confirmedBy: "temporary-password" });
  });

  it("is confirmed by HR in person, but not by whoever changed the record, nor from elsewhere", async () => {
    const elsewhere = await world.supervisor("周志明", { agency: await world.agency("內政部") });
    await bind(silentCard, "ming.wang");
    await refuses(hr(elsewhere), inPerson, "another-agency");
    await world.changeAddress(office.ming, office.boss, "new@customs.example");
    await refuses(hr(office.boss), inPerson, "recent-changer");
    world.clock.now += days(31);
    await does(hr(office.boss), inPerson);
    expect(await bindingOf(office.ming)).toMatchObject({
      confirmedBy: "in-person",
      confirmer: office.boss.id,
    });
  });

  it("ends where another card is bound to the account by its digits", async () => {
    await bind(silentCard, "ming.wang");
    await bind(mingCard, "ming.wang");
    expect(await bindingsOf(world.services, office.ming.id)).toMatchObject([{ state: "confirmed" }]);
    expect((await insert(silentCard)).standing).toMatchObject({ state: "identify" });
  });

  const byLink: BindingAct = { type: "CONFIRM", by: "mail-link" };
  const byTemporaryPassword: BindingAct = { type: "CONFIRM", by: "temporary-password" };
  const inPerson: BindingAct = { type: "CONFIRM", by: "in-person" };
});

const hr = (person: PersonWithAgency): BindingParty => ({ kind: "staff", actor: as(person) });

async function ownSession(via: "password" | "temporary-password"): Promise<BindingParty> {
  const at = world.clock.now;
  const session = {
    tokenHash: via,
    personId: office.ming.id,
    kind: "full" as const,
    via,
    temporaryPasswordId: null,
    ticketId: null,
    address: "192.0.2.9",
    createdAt: at,
    lastSeenAt: at,
    expiresAt: at + days(1),
  };
  return Promise.resolve({ kind: "owner", session });
}

async function does(party: BindingParty, act: BindingAct, whose = office.ming) {
  await actOnBinding(world.services, party, (await bindingOf(whose))?.id ?? "", act);
}

async function refuses(party: BindingParty, act: BindingAct, code: string) {
  await expect(does(party, act)).rejects.toMatchObject({ code });
}

describe("特權帳號", () => {
  it("opens to no card before it is confirmed, though the digits are right", async () => {
    expect((await bind(bossCard, "yichun")).standing).toMatchObject({ state: "waiting", token: null });
    await world.settle();
    expect(subjectsTo(office.boss).join()).toContain("請確認");
  });

  describe("is opened by a card that two have confirmed", () => {
    const inPerson: BindingAct = { type: "CONFIRM", by: "in-person" };
    const second: BindingAct = { type: "CONFIRM_SECOND" };
    const whose = () => office.boss;
    let agent: PersonWithAgency;
    beforeEach(async () => {
      agent = await world.staff("周志明", "agent", { agency: await world.agency("行政院人事行政總處") });
      await bind(bossCard, "yichun");
    });
    const byHr = async () => {
      const colleague = await world.supervisor("李宜芳", { agency: office.customs });
      await does(hr(colleague), inPerson, whose());
      return colleague;
    };

    it("first by HR, who is not the second too, nor is their delegate", async () => {
      const colleague = await byHr();
      expect(await bindingOf(whose())).toMatchObject({
        state: "awaitingSecondPerson",
        secondConfirmer: null,
      });
      expect((await insert(bossCard)).standing).toMatchObject({ state: "waiting", token: null });
      await world.delegation(colleague, agent, { kind: "deputy" });
      await expect(does(hr(colleague), second, whose())).rejects.toMatchObject({ code: "same-person" });
      await expect(does(hr(agent), second, whose())).rejects.toMatchObject({ code: "derived-from-first" });
      await expect(does(hr(whose()), second, whose())).rejects.toMatchObject({ code: "oneself" });
    });

    it("then by an agent apart from them: only now it signs in", async () => {
      await byHr();
      await does(hr(agent), second, whose());
      expect(await bindingOf(whose())).toMatchObject({ state: "confirmed", secondConfirmer: agent.id });
      expect((await insert(bossCard)).standing).toMatchObject({ state: "signedIn" });
    });

    it("its owner's mailed link counts as the first, and a stranger to the account as the second", async () => {
      const { id = "" } = (await bindingOf(whose())) ?? {};
      await does({ kind: "link", bindingId: id }, { type: "CONFIRM", by: "mail-link" }, whose());
      const outsider = await world.supervisor("張文彬", { agency: await world.agency("內政部") });
      await expect(does(hr(outsider), second, whose())).rejects.toMatchObject({ code: "another-agency" });
      expect(await bindingsToSecond(world.services, as(agent))).toMatchObject([
        { first: null, refusal: null },
      ]);
      await does(hr(agent), second, whose());
      expect((await insert(bossCard)).standing).toMatchObject({ state: "signedIn" });
    });

    it("one that a single person confirmed before this was asked waits again", async () => {
      await byHr();
      await does(hr(agent), second, whose());
      const { id = "" } = (await bindingOf(whose())) ?? {};
      await world.store.commit({
        at: world.clock.now,
        writes: [update("certificateBindings", { id }, { secondConfirmer: null })],
        audit: [],
      });
      expect((await insert(bossCard)).standing).toMatchObject({ state: "waiting", token: null });
    });
  });

  it("is not confirmed by its owner's own authority", async () => {
    await bind(bossCard, "yichun");
    const act: BindingAct = { type: "CONFIRM", by: "in-person" };
    await expect(does(hr(office.boss), act, office.boss)).rejects.toMatchObject({ code: "oneself" });
  });

  it("waits again where somebody became one after the card was bound", async () => {
    await bind(mingCard, "ming.wang");
    await world.role(office.ming, "agent");
    expect((await insert(mingCard)).standing).toMatchObject({ state: "waiting", token: null });
    expect(await bindingOf(office.ming)).toMatchObject({ state: "waiting" });
  });
});

describe("one person with two cards", () => {
  it("is told to unbind the first, and may then bind the second", async () => {
    await rename(office.ming, "王曉明");
    await bind("citizen-王曉明-6789", "ming.wang");
    await rename(office.ming, "王明");
    const { visit, standing } = await bind(mingCard, "ming.wang");
    expect(standing).toMatchObject({ state: "identify", why: "another-card-bound" });
    await does(await ownSession("password"), { type: "UNBIND", reason: null });
    expect(await identifyCitizen(parts(), visit, "ming.wang")).toMatchObject({ state: "signedIn" });
  });

  it("is bound once where one card is used in two windows at once", async () => {
    const visits = [await insert(mingCard), await insert(mingCard)];
    const standings = await Promise.all(
      visits.map(({ visit }) => identifyCitizen(parts(), visit, "ming.wang")),
    );
    const whys = standings.map((one) => (one.state === "none" ? "none" : one.why));
    expect(whys.toSorted()).toEqual(["claimed-meanwhile", null]);
    expect(await bindingsOf(world.services, office.ming.id)).toHaveLength(1);
  });
});

async function rename(person: PersonWithAgency, name: string) {
  const writes = [update("people", { id: person.id }, { name })];
  await world.store.commit({ at: world.clock.now, writes, audit: [] });
}

describe("two people claiming one card", () => {
  it("get one binding between them: the second claim is refused", async () => {
    const [one, other] = [await insert(silentCard), await insert(silentCard)];
    const standings = await Promise.all([
      identifyCitizen(parts(), one.visit, "ming.wang"),
      identifyCitizen(parts(), other.visit, "wang.ming"),
    ]);
    const states = standings.map(({ state }) => state).sort();
    expect(states).toEqual(["identify", "waiting"]);
    expect(standings).toContainEqual(expect.objectContaining({ why: "claimed-meanwhile" }));
  });
});

describe("a name that was changed", () => {
  it("is said where the digits are right", async () => {
    await rename(office.ming, "王大明");
    expect((await bind(mingCard, "ming.wang")).standing).toMatchObject({ why: "name-differs" });
  });

  it("does not matter once the card is bound", async () => {
    await bind(mingCard, "ming.wang");
    await rename(office.ming, "王大明");
    expect((await insert(mingCard)).standing).toMatchObject({ state: "signedIn" });
  });

  it("is the same name in another form of its characters", async () => {
    await rename(office.ming, " 王\u660e\u3000");
    expect((await bind(mingCard, "ming.wang")).standing).toMatchObject({ state: "signedIn" });
  });
});

describe("a renewed card", () => {
  it("signs in as before; the certificate is recorded anew, kept as evidence and told of", async () => {
    await bind(mingCard, "ming.wang");
    const before = await bindingOf(office.ming);
    expect((await insert(`${mingCard}-renewed`)).standing).toMatchObject({ state: "signedIn" });
    const after = await bindingOf(office.ming);
    expect(after).toMatchObject({ id: before?.id, subjectSerial: before?.subjectSerial });
    expect(after?.certificateSerial).not.toBe(before?.certificateSerial);
    const row = (await world.store.records.auditOf({ personId: office.ming.id })).find(
      ({ act }) => act === "certificate.re-bound",
    );
    expect(row?.detail).toMatchObject({ from: before?.certificateSha256, to: after?.certificateSha256 });
    expect(await world.store.bindings.evidenceOf(office.ming.id)).toHaveLength(2);
    await world.settle();
    expect(subjectsTo(office.ming).join()).toContain("已換發");
  });
});

describe("a person who has left", () => {
  it("is signed in by no card, and told so", async () => {
    await bind(mingCard, "ming.wang");
    await leave(office.ming);
    expect((await insert(mingCard)).standing).toMatchObject({ state: "refused", why: "person-left" });
  });
});

describe("a card is refused", () => {
  it.each([
    [`${mingCard}-revoked`, "certificate-revoked"],
    [`${mingCard}-on-hold`, "certificate-on-hold"],
  ])("when it is %s: %s", async (name, code) => {
    expect((await insert(name)).standing).toMatchObject({ state: "challenge", why: code });
  });

  it("when it has expired: certificate-expired", async () => {
    const visit = await begin();
    const wish = await signInChallenge(parts(), visit);
    const cms = cards.sign(`${mingCard}-expired`, wish?.contentBase64 ?? "", mondayMorning - days(20));
    expect(await proveCitizen(parts(), visit, { nonce: wish?.nonce ?? "", cms })).toMatchObject({
      why: "certificate-expired",
    });
  });

  it("when its encryption certificate signs: leaf-may-not-sign", async () => {
    const file = cards.pki.cards.find(({ name }) => name === mingCard);
    if (!file) throw new Error("no card");
    const visit = await begin();
    const wish = await signInChallenge(parts(), visit);
    const { signature } = new SoftwareCard({
      ...file,
      certificates: [...file.certificates].reverse(),
    }).sign({
      content: Buffer.from(wish?.contentBase64 ?? "", "base64"),
      pin: file.pin,
      at: mondayMorning,
      detached: false,
    });
    const reply = { nonce: wish?.nonce ?? "", cms: signature ?? new Uint8Array() };
    expect(await proveCitizen(parts(), visit, reply)).toMatchObject({ why: "leaf-may-not-sign" });
  });

  it("when it is an agency's", async () => {
    const agencyCard = cards.pki.cards.find(({ kind }) => kind === "agency")?.name ?? "";
    expect((await insert(agencyCard)).standing).toMatchObject({ state: "challenge", why: "purpose-wrong" });
  });

  it("for good after five", async () => {
    const visit = await begin();
    for (let failure = 1; failure < 5; failure += 1) await prove(visit, `${mingCard}-revoked`);
    expect(await prove(visit, `${mingCard}-revoked`)).toMatchObject({
      state: "refused",
      why: "card-refused-often",
    });
    expect(await signInChallenge(parts(), visit)).toBeNull();
  });
});

describe("a signature", () => {
  it("is worth nothing a second time, in another browser, or after five minutes", async () => {
    const visit = await begin();
    const wish = await signInChallenge(parts(), visit);
    const reply = {
      nonce: wish?.nonce ?? "",
      cms: cards.sign(mingCard, wish?.contentBase64 ?? "", mondayMorning),
    };
    const other = await begin();
    expect(await proveCitizen(parts(), other, reply)).toMatchObject({ why: "challenge-unknown" });
    expect(await proveCitizen(parts(), visit, reply)).toMatchObject({ state: "identify" });
    const later = await begin();
    expect(await proveCitizen(parts(), later, reply)).toMatchObject({ why: "challenge-unknown" });
    const slow = await begin();
    const wished = await signInChallenge(parts(), slow);
    world.clock.now += minutes(5);
    const cms = cards.sign(mingCard, wished?.contentBase64 ?? "", mondayMorning);
    expect(await proveCitizen(parts(), slow, { nonce: wished?.nonce ?? "", cms })).toMatchObject({
      why: "challenge-unknown",
    });
  });

  it("given for an order does not sign in", async () => {
    const visit = await begin();
    const wish = await signInChallenge(parts(), visit);
    const cms = cards.sign(mingCard, Buffer.from("another content").toString("base64"), mondayMorning);
    expect(await proveCitizen(parts(), visit, { nonce: wish?.nonce ?? "", cms })).toMatchObject({
      why: "content-differs",
    });
  });
});

describe("naming the account", () => {
  it("is over after five tries, however many come at once", async () => {
    const { visit } = await insert(mingCard);
    const guesses = Array.from({ length: 20 }, (_, n) => identifyCitizen(parts(), visit, `guess.${n}`));
    await Promise.allSettled(guesses);
    expect(await standingOf(parts(), visit)).toMatchObject({ state: "refused", why: "tries-spent" });
    expect(await identifyCitizen(parts(), visit, "ming.wang")).toMatchObject({ state: "refused" });
    expect(await bindingOf(office.ming)).toBeUndefined();
  });

  it("is not begun anew by proving the same card again that day", async () => {
    const { visit } = await insert(mingCard);
    for (let miss = 0; miss < 3; miss += 1) await identifyCitizen(parts(), visit, "nobody.here");
    const again = await insert(mingCard);
    expect(again.standing).toMatchObject({ state: "identify", triesLeft: 2 });
    for (let miss = 0; miss < 2; miss += 1) await identifyCitizen(parts(), again.visit, "nobody.here");
    const spent = { state: "refused", why: "tries-spent" };
    expect((await insert(mingCard)).standing).toMatchObject(spent);
    expect(await identifyCitizen(parts(), visit, "ming.wang")).toMatchObject(spent);
    world.clock.now += days(1);
    expect((await insert(mingCard)).standing).toMatchObject({ state: "identify", triesLeft: 5 });
  });

  it("must follow the proof of the card within a quarter of an hour", async () => {
    const { visit } = await insert(mingCard);
    world.clock.now += minutes(15);
    expect(await identifyCitizen(parts(), visit, "ming.wang")).toMatchObject({ why: "card-proof-expired" });
  });

  it("sent twice signs in once", async () => {
    const { visit } = await insert(mingCard);
    const both = await Promise.all([
      identifyCitizen(parts(), visit, "ming.wang"),
      identifyCitizen(parts(), visit, "ming.wang"),
    ]);
    const again = await identifyCitizen(parts(), visit, "ming.wang");
    expect([...both, again].map(({ state }) => state)).toEqual(["signedIn", "signedIn", "signedIn"]);
    expect(await world.store.records.sessionsOf(office.ming.id)).toHaveLength(1);
  });
});

describe("a case that waits for its first login", () => {
  it("is solved by the certificate; its password dies, and the signature is its evidence", async () => {
    const { number, ticketId } = await world.desk.open(
      {
        kind: "recovery",
        path: "hr-supervisor",
        channel: "web",
        personId: office.ming.id,
        claim: world.claimOf(office.ming),
      },
      { kind: "visitor", address: "192.0.2.1" },
    );
    await world.desk.act(number, { type: "APPROVE", disableOldPassword: false }, as(office.boss));
    await world.settle();
    const password = world.passwordFor(office.ming.email);
    await bind(mingCard, "ming.wang");
    expect((await world.store.tickets.byNumber(number))?.state).toBe("solved");
    expect(await world.store.tickets.evidenceOf(ticketId)).toHaveLength(1);
    const tried = await world.services.signIn.signIn({
      login: "ming.wang",
      password,
      address: "192.0.2.1",
    });
    expect(tried).toEqual({ outcome: "voided" });
  });
});

describe("unbinding", () => {
  it("by the owner ends what the certificate opened, and is told to every address", async () => {
    const { standing } = await bind(mingCard, "ming.wang");
    await does(await ownSession("password"), { type: "UNBIND", reason: null });
    expect(await world.store.records.sessionsOf(office.ming.id)).toEqual([]);
    expect(standing.state).toBe("signedIn");
    await world.settle();
    expect(subjectsTo(office.ming).join()).toContain("已解除綁定");
    expect((await insert(mingCard)).standing).toMatchObject({ state: "identify" });
  });

  it("by HR obeys HR's authority and keeps the reason", async () => {
    await bind(mingCard, "ming.wang");
    const elsewhere = await world.supervisor("周志明", { agency: await world.agency("內政部") });
    const act: BindingAct = { type: "UNBIND", reason: "卡片遺失" };
    await refuses(hr(elsewhere), act, "another-agency");
    await does(hr(office.boss), act);
    const [ended] = await world.store.bindings.ofPerson(office.ming.id);
    expect(ended).toMatchObject({ state: "ended", endedBy: office.boss.id, endReason: "卡片遺失" });
    expect(JSON.stringify(await world.store.records.auditOf({ personId: office.ming.id }))).not.toContain(
      "遺失",
    );
  });
});

describe("what is kept", () => {
  it("holds no name and no number in the trail, and is swept when a sign-in has run out", async () => {
    const { visit } = await bind(mingCard, "nobody.here");
    const trail = JSON.stringify(await world.store.records.auditOf({}));
    expect(trail).toContain("certificate.not-matched");
    expect(trail).not.toContain("王明");
    world.clock.now += minutes(31);
    expect(await standingOf(parts(), visit)).toEqual({ state: "none" });
    await world.store.records.sweep(world.clock.now);
    expect(await world.store.bindings.signIn(hashToken(visit.token))).toBeUndefined();
  });
});
