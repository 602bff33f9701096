import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { insert, update, type Change } from "../../../db/change";
import { everything, type Feed, type News } from "../../../db/feed";
import { startKeepingUp } from "../../../services/keep-up";
import type { Services } from "../../../services/services";
import { anotherProcess } from "../../support/desk/another-process";
import { createWorld, days, mondayMorning, type World } from "../../support/desk/population";
import { startMonitor } from "../../../bin/monitoring";
import { ask } from "../../support/postgres/server";

let world: World;
let other: Services;
let url: string;

beforeEach(async () => {
  world = await createWorld({ env: { MONITOR_PORT: "0" } });
  url = world.services.environment.databaseUrl;
  other = await anotherProcess(world);
});
afterEach(async () => {
  await other.close();
  await world.close();
});

const silent = pino({ level: "silent" });
const at = mondayMorning;
const aSecond = { timeout: 1_000, interval: 10 };
/** Without a row of the audit: what is missed of it cannot be counted there. */
const dayOff = (date: string): Change => ({
  at,
  writes: [insert("calendarDays", { date, off: true, note: "颱風假" })],
  audit: [],
});

/** Ends the connections that listen, and waits until they are gone. */
const cut = () =>
  ask<{ ended: number }>(
    url,
    `select count(pg_terminate_backend(pid, 5000))::integer as ended from pg_stat_activity
     where datname = current_database() and (query = 'listen recovery_desk' or query like 'select coalesce(max(seq)%')`,
  ).then(([row]) => row?.ended);

describe("A feed over NOTIFY", () => {
  let feed: Feed;
  let rung = vi.fn();
  let heard: News[];
  const look = () => feed.look(async (news) => void heard.push(news));

  beforeEach(async () => {
    rung = vi.fn();
    heard = [];
    feed = other.store.feed(rung);
    await look();
    expect(heard.splice(0)).toEqual([everything]);
  });
  afterEach(() => feed.close());

  it("rings, and says what was touched and nothing else", async () => {
    const told = async (change: Change) => {
      rung.mockClear();
      await world.store.commit(change);
      await vi.waitFor(() => expect(rung).toHaveBeenCalled());
      await look();
      return heard.splice(0);
    };
    expect(await told(dayOff("20261124"))).toEqual([{ calendar: true, trust: false }]);
    const setting = insert("settings", { key: "a", value: 1, updatedAt: at });
    expect(await told({ at, writes: [setting], audit: [] })).toEqual([{ calendar: false, trust: true }]);
    const audit = [{ actorKind: "console", actorId: "test", act: "test.act" }];
    expect(await told({ at, writes: [], audit })).toEqual([{ calendar: false, trust: false }]);
  });

  it("tells of a long transaction at its end, and of one that fails nothing", async () => {
    await world.store.inOneTransaction(async () => {
      await world.store.commit(dayOff("20261124"));
      await look();
      expect(heard).toEqual([]);
    });
    await vi.waitFor(() => expect(rung).toHaveBeenCalled());
    await look();
    expect(heard.splice(0)).toEqual([{ calendar: true, trust: false }]);
    const failing = world.store.inOneTransaction(async () => {
      await world.store.commit(dayOff("20261125"));
      throw new Error("no further");
    });
    await expect(failing).rejects.toThrow("no further");
    await look();
    expect(heard).toEqual([]);
  });

  it.each(["", "nonsense", "null", "[]", '{"by":1}', '{"by":"another","seq":9007199254740991}'])(
    "takes a notice that is none of ours (%j) for whatever may have happened, and goes on",
    async (payload) => {
      await ask(url, `select pg_notify('recovery_desk', '${payload}')`);
      await vi.waitFor(() => expect(rung).toHaveBeenCalled());
      await look();
      expect(heard.splice(0)).toEqual([everything]);
      await world.store.commit(dayOff("20261124"));
      await vi.waitFor(async () => {
        await look();
        expect(heard).toEqual([{ calendar: true, trust: false }]);
      });
    },
  );

  it("that was cut rings, and tells of everything when it listens again", async () => {
    expect(await cut()).toBe(1);
    await vi.waitFor(() => expect(rung).toHaveBeenCalled());
    await world.store.commit(dayOff("20261124"));
    await look();
    expect(heard.splice(0)).toEqual([everything]);
    await world.store.commit(dayOff("20261125"));
    await vi.waitFor(async () => {
      await look();
      expect(heard).toEqual([{ calendar: true, trust: false }]);
    });
  });

  it("finds by the audit what no notice came of", async () => {
    await ask(
      url,
      `insert into audit (seq, at, actor_kind, act, detail, previous_hash, hash)
       select coalesce(max(seq), 0) + 1, 0, 'console', 'test.act', '{}', '', '' from audit`,
    );
    await look();
    await look();
    expect(heard).toEqual([everything]);
  });
});

it("a process whose feed was cut again and again uses every day of the calendar within a second", async () => {
  const dates = ["20261123", "20261124", "20261125", "20261126"];
  const writes = dates.map((date) => insert("calendarDays", { date, off: false, note: "" }));
  const stop = startKeepingUp(other, silent);
  try {
    await world.store.commit({ at, writes, audit: [] });
    for (const [index, date] of dates.entries()) {
      const morning = mondayMorning + days(index);
      await vi.waitFor(() => expect(other.office.isOpen(morning)).toBe(true), aSecond);
      await vi.waitFor(async () => expect(await cut()).toBe(1));
      await world.store.commit({ at, writes: [update("calendarDays", { date }, { off: true })], audit: [] });
      await vi.waitFor(() => expect(other.office.isOpen(morning)).toBe(false), aSecond);
    }
  } finally {
    await stop();
  }
  expect(
    await ask(
      url,
      "select pid from pg_stat_activity where query like '%coalesce(max(seq)%' and datname = current_database() and pid <> pg_backend_pid()",
    ),
  ).toEqual([]);
});

describe("A clock that is not the server's", () => {
  it("is named by /readyz from a second on, with how far it is off, and the desk stays in service", async () => {
    const monitor = await startMonitor(world.services, silent);
    const checked = async (ahead: number) => {
      world.clock.now = Date.now() + ahead;
      const answer = await fetch(`http://127.0.0.1:${monitor?.port ?? 0}/readyz`);
      const { checks } = (await answer.json()) as { checks: { name: string; skewMs?: number }[] };
      return { status: answer.status, clock: checks.find(({ name }) => name === "clock") };
    };
    try {
      expect(await checked(0)).toEqual({ status: 200, clock: { name: "clock", ok: true } });
      for (const ahead of [3_000, -3_000]) {
        const { status, clock } = await checked(ahead);
        expect({ status, clock }).toMatchObject({ status: 200, clock: { ok: true, warning: "skewed" } });
        // The world's clock stands still while the answer comes.
        expect(Math.abs((clock?.skewMs ?? 0) + ahead)).toBeLessThan(900);
      }
    } finally {
      await monitor?.close();
    }
  });

  it("is not blamed for what the answer took", async () => {
    const { figures } = world.store;
    const askedAt = Date.now();
    const times = [askedAt - 1_500, askedAt + 1_500];
    expect(Math.abs((await figures.clockSkew(() => times.shift() ?? 0)) ?? NaN)).toBeLessThan(500);
    const late = [askedAt - 9_000, askedAt - 6_000];
    expect(await figures.clockSkew(() => late.shift() ?? 0)).toBeGreaterThan(5_500);
  });
});
