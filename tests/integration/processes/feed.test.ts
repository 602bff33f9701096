import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { insert, type Change } from "../../../db/change";
import { everything, type News } from "../../../db/feed";
import { startKeepingUp } from "../../../services/keep-up";
import type { Services } from "../../../services/services";
import { anotherProcess } from "../../support/desk/another-process";
import { takeList } from "../../../workflows/trust/list-intake";
import { createTrust } from "../../../workflows/trust/trust";
import { addAuthority, removeAuthority } from "../../../workflows/trust/trust-keeping";
import { createWorld, mondayMorning, type World } from "../../support/desk/population";
import { forge, now } from "../../support/forge/forge";

const console = { kind: "console", operator: "test" } as const;
const card = forge({});
const second = { timeout: 1_000, interval: 10 };

let world: World;
/** Another process on the same database. */
let other: Services;
let stop: (() => Promise<void>) | undefined;

beforeEach(async () => {
  world = await createWorld({ at: now });
  other = await anotherProcess(world);
});
afterEach(async () => {
  await stop?.();
  stop = undefined;
  await other.close();
  await world.close();
});

const dayOff = (date: string): Change => ({
  at: now,
  writes: [insert("calendarDays", { date, off: true, note: "颱風假" })],
  audit: [],
});
const act: Change = {
  at: now,
  writes: [],
  audit: [{ actorKind: "console", actorId: "test", act: "test.act" }],
};
const monday = "20261123";
/** Within office hours of that day. */
const onMonday = mondayMorning;

describe("What one process commits is used by another within a second", () => {
  it("a day of the calendar, an authority, a list, the numbers of lists seen, and that it is gone again", async () => {
    stop = startKeepingUp(other, pino({ level: "silent" }));
    const inForce = () => other.card.trust.current();
    expect((await inForce()).trust.authorities).toEqual([]);
    expect(other.office.isOpen(onMonday)).toBe(true);
    await world.store.commit(dayOff(monday));
    await vi.waitFor(() => expect(other.office.isOpen(onMonday)).toBe(false), second);

    const parts = { ...world.services, trust: world.services.card.trust };
    const pin = (file: Uint8Array) =>
      addAuthority(parts, { file, purposes: ["agency"], crlUrls: [], ocspUrl: null }, console);
    await pin(card.root);
    await pin(card.authority);
    await vi.waitFor(async () => expect((await inForce()).trust.authorities).toHaveLength(2), second);

    for (const { der } of card.trust.crls)
      await takeList(parts, der, { source: "imported", address: null, at: now });
    await vi.waitFor(async () => {
      const verdict = await other.card.trust.judge({ ...card, at: now });
      expect(verdict.accepted).toBe(true);
    }, second);

    const [list] = card.trust.crls;
    const series = list?.series ?? "";
    const higher = {
      ...{ kind: "crl", series, crlNumber: "4711", der: new Uint8Array() },
    } as unknown as Parameters<typeof parts.trust.seen>[0][number];
    await world.store.commit({ at: now, writes: parts.trust.seen([higher], now), audit: [] });
    await vi.waitFor(async () => expect((await inForce()).seenCrlNumbers.get(series)).toBe("4711"), second);

    const [root] = (await inForce()).trust.authorities;
    await removeAuthority(
      parts,
      { sha256: root?.certificate.sha256 ?? "", reason: "憑證管理中心停止服務" },
      console,
    );
    await vi.waitFor(async () => expect((await inForce()).trust.authorities).toHaveLength(1), second);
  });

  it("and wakes its workers, whatever it is", async () => {
    const woken = vi.fn();
    other.changes.subscribe(woken);
    stop = startKeepingUp(other, pino({ level: "silent" }));
    await vi.waitFor(() => expect(woken).toHaveBeenCalled(), second);
    woken.mockClear();
    await world.store.commit(act);
    await vi.waitFor(() => expect(woken).toHaveBeenCalled(), second);
  });
});

describe("A feed", () => {
  it("tells everything first, of others' commits once, and of its own process's nothing", async () => {
    const feed = other.store.feed(() => undefined);
    const heard: News[] = [];
    const look = () => feed.look(async (news) => void heard.push(news));
    try {
      await look();
      expect(heard.splice(0)).toEqual([everything]);
      await other.store.commit(act);
      await look();
      await look();
      expect(heard).toEqual([]);
      await world.store.commit(dayOff(monday));
      await vi.waitFor(async () => {
        await look();
        expect(heard[0]?.calendar).toBe(true);
      }, second);
      heard.length = 0;
      await look();
      expect(heard).toEqual([]);
    } finally {
      await feed.close();
    }
  });

  it("tells again what was not heard to the end", async () => {
    const feed = other.store.feed(() => undefined);
    const heard: News[] = [];
    try {
      const failing = feed.look(() => Promise.reject(new Error("cannot be read")));
      await expect(failing).rejects.toThrow("cannot be read");
      await feed.look(async (news) => void heard.push(news));
      expect(heard).toEqual([everything]);
    } finally {
      await feed.close();
    }
  });
});

it("two processes that see higher numbers of lists at the same moment keep the highest of each authority", async () => {
  const seen = (series: string, crlNumber: string) =>
    ({ kind: "crl", series, crlNumber, der: new Uint8Array() }) as unknown as Parameters<
      typeof other.card.trust.seen
    >[0][number];
  const desks = [world.services, other] as const;
  const commit = (desk: Services, lists: ReturnType<typeof seen>[]) =>
    desk.store.commit({ at: now, writes: desk.card.trust.seen(lists, now), audit: [] });
  await Promise.all(desks.map((desk) => desk.card.trust.current()));
  await commit(desks[0], [seen("one", "6"), seen("both", "12")]);
  // It has not heard of that yet.
  await commit(desks[1], [seen("other", "7"), seen("both", "9")]);
  await commit(desks[1], [seen("both", "10")]);
  const { seenCrlNumbers } = await createTrust(world.store).current();
  expect(Object.fromEntries(seenCrlNumbers)).toEqual({ one: "6", other: "7", both: "12" });
});
