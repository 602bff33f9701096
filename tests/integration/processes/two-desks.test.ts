import { afterEach, beforeEach, expect, it } from "vitest";
import { remove } from "../../../db/change";
import type { Services } from "../../../services/services";
import { anotherProcess } from "../../support/desk/another-process";
import { openPhoneTicket } from "../../../workflows/helpdesk/phone-ticket";
import { matchRequests } from "../../../workflows/requests/match-requests";
import { ask } from "../../../workflows/requests/request-help";
import { tellOfPauses } from "../../../workflows/sign-in/paused-accounts";
import { refreshDueLists, refreshLists } from "../../../workflows/trust/list-refresh";
import { addAuthority } from "../../../workflows/trust/trust-keeping";
import { fireDueDeadlines } from "../../../workflows/workers/deadlines";
import { bytes, startAuthorityServer } from "../../support/cards/authority-server";
import { as, deskOffice } from "../../support/desk/desk-office";
import { createWorld, hours, minutes, type World } from "../../support/desk/population";
import { forge, now } from "../../support/forge/forge";

const console = { kind: "console", operator: "test" } as const;

let world: World;
let second: Services;
beforeEach(async () => {
  world = await createWorld();
  second = await anotherProcess(world);
});
afterEach(async () => {
  await second.close();
  await world.close();
});

it("two desks on one database fire each deadline once, and neither fails", async () => {
  const office = await deskOffice(world);
  const numbers: string[] = [];
  for (let count = 0; count < 8; count += 1) {
    const caller = await world.person(`來電者${count}`, { agency: office.agency });
    const { number } = await openPhoneTicket(world.services, as(office.agent), {
      kind: "recovery",
      personId: caller.id,
      caller: { name: caller.name, locale: "zh-Hant-TW" },
    });
    await world.services.desk.act(number, { type: "START_VERIFICATION" }, as(office.agent));
    await world.services.desk.act(number, { type: "NOT_REACHED" }, as(office.agent));
    numbers.push(number);
  }
  world.clock.now += hours(1);
  await Promise.all([world.services, second, world.services, second].map((desk) => fireDueDeadlines(desk)));
  // What found its case busy waits for the next beat.
  await fireDueDeadlines(second);
  for (const number of numbers) {
    const ticket = await world.store.tickets.byNumber(number);
    expect(ticket?.state).toBe("verifyingCaller");
    const history = await world.store.tickets.historyOf(ticket?.id ?? "");
    expect(history.filter(({ type }) => type === "DEADLINE")).toHaveLength(1);
  }
  expect(await world.store.work.dueDeadlines(world.clock.now, 50)).toEqual([]);
});

it("two desks take up each request once, and neither fails", async () => {
  const office = await deskOffice(world);
  const callers = await Promise.all(
    Array.from({ length: 6 }, (_, count) => world.person(`同仁${count}`, { agency: office.agency })),
  );
  const numbers: string[] = [];
  for (const [index, caller] of callers.entries()) {
    const { number } = await ask(world.services, {
      ...{ kind: "recovery", path: "helpdesk", address: `2001:db8:0:${index}::1` },
      claim: world.claimOf(caller, index % 2 === 0 ? {} : { account: "no.body" }),
    });
    numbers.push(number);
  }
  await Promise.all([world.services, second].map((desk) => matchRequests(desk, world.clock.now)));
  await matchRequests(second, world.clock.now);
  expect(await world.store.tickets.unmatched(world.clock.now, 50)).toEqual([]);
  for (const [index, number] of numbers.entries()) {
    const ticket = await world.store.tickets.byNumber(number);
    expect(ticket?.personId).toBe(index % 2 === 0 ? callers[index]?.id : null);
    const history = await world.store.tickets.historyOf(ticket?.id ?? "");
    expect(history.filter(({ type }) => type === "IDENTIFY")).toHaveLength(index % 2 === 0 ? 1 : 0);
  }
});

it("two desks write once to the owner of a paused account, and sweep beside each other", async () => {
  const office = await deskOffice(world);
  await openPhoneTicket(world.services, as(office.agent), {
    kind: "recovery",
    personId: office.person.id,
    caller: { name: office.person.name, locale: "zh-Hant-TW" },
  });
  for (let miss = 0; miss < 5; miss += 1)
    await world.services.signIn.signIn({ login: "wang.ming", password: "not the password", address: "::1" });
  const told = await Promise.all([world.services, second].map((desk) => tellOfPauses(desk)));
  expect(told.reduce((one, other) => one + other)).toBe(1);
  world.clock.now += hours(24 * 90);
  await Promise.all([world.services, second].map(({ store }) => store.records.sweep(world.clock.now)));
});

it("two desks fetch a list once when it is due, and both keep on where they are told to fetch it at once", async () => {
  const server = await startAuthorityServer();
  const { authority, root, trust } = forge({});
  const [list] = trust.crls.filter(({ authorityKeyId }) => authorityKeyId === trust.authorities[1]?.keyId);
  world.clock.now = now;
  const desks = [world.services, second].map((desk) => ({ ...desk, trust: desk.card.trust }));
  const [first] = desks as [(typeof desks)[0]];
  const url = `${server.url}/agency.crl`;
  for (const [file, crlUrls] of [[root, []] as const, [authority, [url]] as const])
    await addAuthority(first, { file, purposes: ["agency"], crlUrls, ocspUrl: null }, console);
  try {
    server.answer("/agency.crl", bytes(list?.der ?? new Uint8Array()));
    const tried = await Promise.all(desks.map((desk) => refreshDueLists(desk)));
    expect(tried.sort()).toEqual([0, 1]);
    expect(server.asked).toEqual(["GET /agency.crl"]);

    // Whoever was ended in the middle of it is waited for, and not for ever.
    const { trust: kept } = world.store;
    const nextTryAt = (await kept.addresses())[0]?.nextTryAt ?? 0;
    expect(nextTryAt).toBeGreaterThan(now + minutes(5));

    const [known] = await kept.lists();
    await world.store.commit({
      at: now,
      writes: [remove("crls", { sha256: known?.sha256 ?? "" })],
      audit: [],
    });
    const told = await Promise.all(desks.map((desk) => refreshLists(desk, console)));
    expect(
      told
        .flat()
        .map(({ done }) => done)
        .sort(),
    ).toEqual(["new", "unchanged"]);
    expect((await kept.lists()).map(({ sha256 }) => sha256)).toEqual([known?.sha256]);
  } finally {
    await server.close();
  }
});
