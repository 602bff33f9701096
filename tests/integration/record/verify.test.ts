import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type BetterSqlite3 from "better-sqlite3";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openStore } from "../../../db/store";
import { as, deskOffice } from "../../support/desk/desk-office";
import { createWorld } from "../../support/desk/population";
import { copyOf, rehash } from "../../support/desk/tampering";

/** A desk that has been at work: its files now, as they were before the last act, and where the record stood. */
let now: string;
let earlier: string;
let number: string;
let newest: number;
let personId: string;

beforeAll(async () => {
  const world = await createWorld();
  const office = await deskOffice(world);
  personId = office.person.id;
  const opened = await world.desk.open(
    {
      kind: "recovery",
      path: "helpdesk",
      channel: "web",
      personId,
      claim: world.claimOf(office.person),
    },
    { kind: "visitor", address: "192.0.2.7" },
  );
  number = opened.number;
  const by = (text: string) => world.desk.act(number, { type: "NOTE", text }, as(office.agent));
  await world.desk.act(number, { type: "CLAIM" }, as(office.agent));
  for (const text of ["one", "two", "three", "four"]) await by(text);
  await world.store.sealed();
  earlier = mkdtempSync(join(tmpdir(), "record-earlier-"));
  await world.services.store.close();
  cpSync(world.folder, earlier, { recursive: true });
  const again = await openStore(`file:${world.environment.databaseFile}`);
  await again.commit({
    at: world.clock.now,
    writes: [],
    audit: [1, 2, 3].map((n) => ({ actorKind: "console", actorId: "test", act: "test.act", detail: { n } })),
  });
  newest = (await again.records.auditOf({}, 1))[0]?.seq ?? 0;
  await again.close();
  now = mkdtempSync(join(tmpdir(), "record-now-"));
  cpSync(world.folder, now, { recursive: true });
  await world.close();
});
afterAll(() => [now, earlier].forEach((folder) => rmSync(folder, { recursive: true, force: true })));

let desk: ReturnType<typeof copyOf>;
beforeEach(() => {
  desk = copyOf(now);
});
afterEach(() => desk.remove());

const found = async (work: (sqlite: BetterSqlite3.Database) => unknown) => {
  desk.tamper(work);
  return (await desk.verify()).findings;
};

it("a desk that was left alone is sound, from the database in the hand of another process too", async () => {
  const verdict = await desk.verify();
  expect(verdict).toMatchObject({ rows: newest, tickets: 1, brokenAt: null, findings: [] });
  expect(verdict.sealed).toBeGreaterThan(10);
});

describe("by somebody who can write to the database and knows how the chain is made, it names", () => {
  it("a changed row", async () => {
    expect(await found((db) => db.exec("update audit set actor_id = 'nobody' where seq = 3"))).toEqual([
      { kind: "changed", rows: [[3, 3]] },
      { kind: "history-unrecorded", number, step: 3 },
    ]);
  });

  it("removed rows", async () => {
    const findings = await found((db) =>
      db.exec(`delete from audit where seq in (${newest - 2}, ${newest - 1})`),
    );
    expect(findings).toEqual([{ kind: "missing", rows: [[newest - 2, newest - 1]] }]);
  });

  it("removed rows, where the later ones were numbered and hashed anew", async () => {
    const findings = await found((db) => {
      db.exec(`delete from audit where seq = 3; update audit set seq = seq - 1 where seq > 3`);
      rehash(db, 2);
    });
    expect(findings).toContainEqual({ kind: "rehashed", rows: expect.anything() });
    expect(findings).toContainEqual(expect.objectContaining({ kind: "cut" }));
  });

  it("removed rows, where the later ones were only numbered anew", async () => {
    const findings = await found((db) =>
      db.exec(`delete from audit where seq = 3; update audit set seq = seq - 1 where seq > 3`),
    );
    expect(findings).toContainEqual({ kind: "missing", rows: [[3, 3]] });
    expect(findings).not.toContainEqual(expect.objectContaining({ kind: "swapped" }));
  });

  it("swapped rows, beside each other and far apart", async () => {
    const swap = (one: number, other: number) => (db: BetterSqlite3.Database) =>
      db.exec(`update audit set seq = -1 where seq = ${one}; update audit set seq = ${one} where seq = ${other};
        update audit set seq = ${other} where seq = -1`);
    expect(await found(swap(newest - 1, newest))).toEqual([
      { kind: "swapped", rows: [[newest - 1, newest]] },
    ]);
    desk.tamper(swap(newest - 1, newest));
    expect((await desk.verify()).findings).toEqual([]);
    expect(await found(swap(2, newest))).toContainEqual({
      kind: "swapped",
      rows: [
        [2, 2],
        [newest, newest],
      ],
    });
  });

  const putIn = (db: BetterSqlite3.Database, seq: number, mac: string | null = null) => {
    db.prepare(
      `insert into audit (seq, at, actor_kind, act, detail, previous_hash, hash, mac)
       select ?, at, 'console', 'role.granted', '{}', hash, hash, ? from audit where seq = ?`,
    ).run(seq, mac, Math.min(seq - 1, newest));
    rehash(db, seq);
  };

  it("an added row at the end, with a hash that fits and a code that was copied", async () => {
    expect(await found((db) => putIn(db, newest + 1))).toEqual([
      { kind: "added", rows: [[newest + 1, newest + 1]] },
    ]);
    const mac = desk.tamper(
      (db) => db.prepare("select mac from audit where seq = 2").pluck().get() as string,
    );
    expect(
      await found((db) => db.prepare("update audit set mac = ? where seq = ?").run(mac, newest + 1)),
    ).toEqual([{ kind: "added", rows: [[newest + 1, newest + 1]] }]);
  });

  it("an added row in the middle, where the later ones were numbered anew", async () => {
    const findings = await found((db) => {
      db.exec("update audit set seq = -seq where seq > 4; update audit set seq = 1 - seq where seq < 0");
      db.exec(`insert into audit (seq, at, actor_kind, act, detail, previous_hash, hash)
        select 5, at, 'console', 'role.granted', '{}', hash, hash from audit where seq = 4`);
    });
    expect(findings).toContainEqual({ kind: "added", rows: [[5, 5]] });
    expect(findings).not.toContainEqual(expect.objectContaining({ kind: "swapped" }));
  });

  it("a tail that was cut off, with the seals' state as it is and set back", async () => {
    expect(await found((db) => db.exec(`delete from audit where seq > ${newest - 2}`))).toEqual([
      { kind: "cut", rows: [[newest - 1, newest]] },
    ]);
    const state = copyOf(earlier);
    const row = state.tamper((db) => db.prepare("select * from record_state").get());
    state.remove();
    const findings = await found((db) => {
      db.exec(`delete from audit where seq > ${newest - 3}`);
      db.prepare("update record_state set counter = @counter, seq = @seq, sum = @sum, mac = @mac").run(row);
    });
    expect(findings).toContainEqual({ kind: "older", rows: [[newest - 2, newest]] });
  });

  it("an emptied audit", async () => {
    expect(await found((db) => db.exec("delete from audit"))).toContainEqual({
      kind: "emptied",
      rows: [[1, newest]],
    });
  });

  it("a chain that was hashed anew after a change", async () => {
    const findings = await found((db) => {
      db.exec("update audit set actor_id = 'nobody' where seq = 3");
      rehash(db, 3);
    });
    expect(findings).toContainEqual({ kind: "rehashed", rows: [[3, newest]] });
  });

  it("an older database put back", async () => {
    desk.putBack(earlier);
    expect((await desk.verify()).findings).toEqual([{ kind: "older", rows: [[newest - 2, newest]] }]);
  });

  it("an older database put back that went on past the head", async () => {
    desk.putBack(earlier);
    const store = await openStore(`file:${desk.file}`);
    for (let n = 0; n < 6; n += 1)
      await store.commit({
        at: 1,
        writes: [],
        audit: [{ actorKind: "console", actorId: null, act: "test.act" }],
      });
    await store.sealed();
    await store.close();
    const kinds = (await desk.verify()).findings.map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(["older", "broken-since"]));
  });

  it("a new, empty database in the place of the old one", async () => {
    rmSync(desk.file);
    const kinds = (await desk.verify()).findings.map(({ kind }) => kind);
    expect(kinds).toEqual(["emptied", "state-forged"]);
  });

  it("an edited ticket", async () => {
    const findings = await found((db) => db.exec("update tickets set state = 'closed', snapshot = '{}'"));
    expect(findings).toContainEqual(expect.objectContaining({ kind: "row-changed", table: "tickets" }));
    expect(findings).toContainEqual({ kind: "ticket-differs", number });
  });

  it("an edited history, and a removed and an added step", async () => {
    const edited = await found((db) =>
      db.exec(`update history set event = json_set(event, '$.text', 'other') where seq = 4`),
    );
    expect(edited.map((one) => ("key" in one ? [one.kind, one.table] : one.kind))).toContainEqual([
      "row-changed",
      "history",
    ]);
    const removed = await found((db) => db.exec("delete from history where seq = 5"));
    expect(removed).toContainEqual(expect.objectContaining({ kind: "act-without-history", number }));
    expect(removed).toContainEqual(expect.objectContaining({ kind: "row-missing", table: "history" }));
    const added = await found((db) =>
      db.exec(`insert into history select ticket_id, 99, at, path, type, event, actor_kind, actor_id, from_state, to_state
        from history where seq = 6`),
    );
    expect(added).toContainEqual({ kind: "history-unrecorded", number, step: 99 });
    expect(added).toContainEqual(expect.objectContaining({ kind: "row-added", table: "history" }));
  });

  it.each([
    ["email", "'mallory@elsewhere.example'"],
    ["office_phone", "'02-0000-0000'"],
    ["status", "'left'"],
    ["password_hash", "'another'"],
    ["agency_id", "(select id from agencies where id <> agency_id limit 1)"],
  ])("an edited person: %s", async (column, value) => {
    expect(
      await found((db) => db.exec(`update people set ${column} = ${value} where id = '${personId}'`)),
    ).toEqual([{ kind: "row-changed", table: "people", key: personId }]);
  });

  it("a role that was put in, changed or taken away", async () => {
    const put = await found((db) =>
      db.exec(`insert into roles (id, person_id, role, valid_from, granted_by, created_at)
        values ('made-up', '${personId}', 'administrator', 0, 'test', 0)`),
    );
    expect(put).toEqual([{ kind: "row-added", table: "roles", key: "made-up" }]);
    desk.tamper((db) => db.exec("delete from roles where id = 'made-up'"));
    const id = desk.tamper(
      (db) => db.prepare("select id from roles where role = 'agent'").pluck().get() as string,
    );
    expect(
      await found((db) => db.exec(`update roles set role = 'administrator' where id = '${id}'`)),
    ).toEqual([{ kind: "row-changed", table: "roles", key: id }]);
    expect(await found((db) => db.exec(`delete from roles where id = '${id}'`))).toContainEqual({
      kind: "row-missing",
      table: "roles",
      key: id,
    });
  });

  it("a row that went together with its seal, and one that came back with an older", async () => {
    const findings = await found((db) =>
      db.exec(
        "delete from row_seals where table_name in ('roles', 'served_agencies'); delete from served_agencies; delete from roles",
      ),
    );
    expect(findings).toEqual([{ kind: "rows-older" }]);
  });

  it("seals whose state was forged or is gone", async () => {
    expect(await found((db) => db.exec("update record_state set counter = counter + 5"))).toEqual([
      { kind: "state-forged" },
    ]);
    expect(await found((db) => db.exec("delete from record_state"))).toEqual([{ kind: "state-forged" }]);
  });

  it("a head that somebody without the key wrote", async () => {
    const file = join(desk.recordFolder, "heads.jsonl");
    writeFileSync(file, readFileSync(file, "utf8").replace(`"seq":${newest},`, `"seq":${newest - 1},`));
    expect((await desk.verify()).findings).toEqual([{ kind: "head-forged" }]);
  });
});

describe("what was done behind the desk's back stays visible when the desk goes on", () => {
  it("a person's row is not sealed anew with what was edited into it", async () => {
    desk.tamper((db) =>
      db.exec(`update people set email = 'mallory@elsewhere.example' where id = '${personId}'`),
    );
    const store = await openStore(`file:${desk.file}`);
    const { update } = await import("../../../db/change");
    await store.commit({
      at: 1,
      writes: [update("people", { id: personId }, { officePhone: "02-1" })],
      audit: [],
    });
    await store.close();
    expect((await desk.verify()).findings).toEqual([{ kind: "row-changed", table: "people", key: personId }]);
  });

  it("rows that were cut off while the desk serves are missed, whatever it writes after", async () => {
    const store = await openStore(`file:${desk.file}`);
    const act = () =>
      store.commit({ at: 1, writes: [], audit: [{ actorKind: "console", actorId: null, act: "test.act" }] });
    await act();
    desk.tamper((db) => db.exec(`delete from audit where seq > ${newest - 2}`));
    for (let n = 0; n < 8; n += 1) await act();
    await store.close();
    const kinds = (await desk.verify()).findings.map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(["older", "broken-since"]));
  });
});
