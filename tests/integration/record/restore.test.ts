import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { insert, remove, update } from "../../../db/change";
import { joinRecord } from "../../../db/record/join";
import { readJournal } from "../../../db/record/journal";
import { keepRecordKeys } from "../../../db/record/keys";
import { openStore, type Store } from "../../../db/store";
import { copyOf } from "../../support/desk/tampering";

const at = Date.UTC(2026, 10, 23, 1, 41);
const act = (name: string) => [{ actorKind: "console", actorId: "test", act: name }];
const restoring = { at: at + 1000, actor: { actorKind: "console", actorId: "test" } };

let desk: ReturnType<typeof copyOf>;
let backup: ReturnType<typeof copyOf>;
beforeEach(async () => {
  const folder = mkdtempSync(join(tmpdir(), "record-origin-"));
  const store = await openStore(`file:${join(folder, "desk.db")}`);
  await store.commit({ at, writes: population(), audit: act("test.began") });
  await store.close();
  desk = copyOf(folder);
  backup = copyOf(folder);
  rmSync(folder, { recursive: true });
});
afterEach(() => {
  desk.remove();
  backup.remove();
});

function population() {
  const person = {
    id: "p",
    agencyId: "a",
    name: "王明",
    nationalIdSealed: "-",
    nationalIdHash: "-",
    nationalIdMasked: "-",
    passwordHash: "old",
    createdAt: at,
    updatedAt: at,
  };
  const role = { personId: "p", role: "agent", validFrom: 0, grantedBy: "test", createdAt: at } as const;
  return [
    insert("agencies", {
      id: "a",
      oid: "2.16.886.101",
      name: "行政院",
      fullName: "行政院",
      dn: "o=行政院,c=TW",
      parentBasis: "root",
      createdAt: at,
      updatedAt: at,
    }),
    insert("people", person),
    insert("roles", { ...role, id: "r" }),
    insert("roles", { ...role, id: "kept" }),
    insert("sessions", {
      tokenHash: "s",
      personId: "p",
      kind: "full",
      via: "password",
      address: "192.0.2.1",
      createdAt: at,
      lastSeenAt: at,
      expiresAt: at + 1000,
    }),
    insert("apiTokens", {
      tokenHash: "t",
      personId: "p",
      label: "test",
      scopes: [],
      createdAt: at,
      expiresAt: at + 1000,
    }),
    insert("trustCertificates", {
      sha256: "c",
      purpose: "agency",
      role: "anchor",
      der: Buffer.from("der"),
      addedBy: "test",
      addedAt: at,
    }),
  ];
}

const revoke = (store: Store) =>
  store.commit({
    at: at + 10,
    writes: [
      update("roles", { id: "r" }, { validTo: at + 10 }),
      update("apiTokens", { personId: "p", revokedAt: null }, { revokedAt: at + 10 }),
      remove("trustCertificates", { sha256: "c", purpose: "agency" }),
      remove("sessions", { personId: "p" }),
      update("people", { id: "p" }, { passwordHash: "new", passwordSetAt: at + 10 }),
    ],
    audit: act("test.revoked"),
  });

const journalOf = () =>
  readJournal(
    desk.recordFolder,
    keepRecordKeys(desk.recordFolder, () => new Uint8Array(32)),
  );

describe("an honest restore", () => {
  it("is joined to the record: sound, past both heads, with what was revoked since", async () => {
    await desk.withStore(revoke);
    await desk.withStore((store) => store.commit({ at: at + 20, writes: [], audit: act("test.later") }));
    desk.putBack(backup.folder);
    expect((await desk.verify()).findings).toEqual([{ kind: "older", rows: [[2, 3]] }]);

    const joined = await joinRecord({
      databaseFile: desk.file,
      recordFolder: desk.recordFolder,
      ...restoring,
    });
    expect(joined).toMatchObject({ restored: { seq: 1 }, before: { seq: 3 }, seq: 4, foreign: false });
    await desk.withStore((store) =>
      store.commit({
        at: restoring.at,
        writes: joined.revocations.map(({ write }) => write),
        audit: act("test.restored"),
      }),
    );
    const verdict = await desk.verify();
    expect(verdict).toMatchObject({ rows: 3, findings: [] });
    await desk.withStore(async (store) => {
      expect((await store.people.rolesOf("p", at + 20)).map(({ id }) => id)).toEqual(["kept"]);
      expect(await store.records.liveTokens(at + 20)).toEqual([]);
      expect(await store.trust.certificates()).toEqual([]);
      expect(await store.records.session("s")).toBeUndefined();
      expect(await store.people.byId("p")).toMatchObject({
        passwordHash: "old",
        passwordDisabledAt: at + 10,
      });
    });
  });

  it("after it the rows that it explains may not be taken further", async () => {
    await desk.withStore(revoke);
    desk.putBack(backup.folder);
    await joinRecord({ databaseFile: desk.file, recordFolder: desk.recordFolder, ...restoring });
    desk.tamper((db) => db.exec("delete from audit where act = 'record.joined'"));
    expect((await desk.verify()).findings).toContainEqual(expect.objectContaining({ kind: "cut" }));
  });

  it("done again from the start, where the process ended in between, comes to the same", async () => {
    await desk.withStore(revoke);
    desk.putBack(backup.folder);
    const joining = { databaseFile: desk.file, recordFolder: desk.recordFolder, ...restoring };
    await joinRecord(joining);
    desk.putBack(backup.folder);
    const again = await joinRecord(joining);
    expect(again.revocations).toHaveLength(5);
    expect((await desk.verify()).findings).toEqual([]);
  });

  it("mends a record that was seen to be broken", async () => {
    desk.tamper((db) => db.exec("delete from audit"));
    await desk.withStore((store) => store.commit({ at, writes: [], audit: act("test.after") }));
    desk.putBack(backup.folder);
    expect((await desk.verify()).findings.map(({ kind }) => kind)).toContain("broken-since");
    await joinRecord({ databaseFile: desk.file, recordFolder: desk.recordFolder, ...restoring });
    expect((await desk.verify()).findings).toEqual([]);
  });

  it("on a copy, with a copy of the record, goes on from the head that stood once it is put in place", async () => {
    await desk.withStore(revoke);
    desk.tamper((db) => db.exec("delete from audit where seq = 2"));
    await desk.withStore((store) => store.commit({ at, writes: [], audit: act("test.after") }));
    expect((await desk.verify()).findings.map(({ kind }) => kind)).toContain("broken-since");
    const before = readFileSync(join(desk.recordFolder, "heads.jsonl"));
    backup.replaceRecord(desk.recordFolder);
    await joinRecord({ databaseFile: backup.file, recordFolder: backup.recordFolder, ...restoring });
    await backup.withStore((store) =>
      store.commit({ at: restoring.at, writes: [], audit: act("test.restored") }),
    );
    desk.putBack(backup.folder);
    expect(readFileSync(join(desk.recordFolder, "heads.jsonl")).equals(before)).toBe(true);
    expect((await desk.verify()).findings).toEqual([]);
    await desk.withStore((store) => store.commit({ at: restoring.at, writes: [], audit: act("test.after") }));
    expect((await desk.verify()).findings).toEqual([]);
    expect(readFileSync(join(desk.recordFolder, "heads.jsonl")).equals(before)).toBe(false);
  });

  it("takes no backup that was changed, and none of another key, unless that is said", async () => {
    backup.tamper((db) => db.exec("update people set email = 'mallory@elsewhere.example'"));
    desk.putBack(backup.folder);
    const joining = { databaseFile: desk.file, recordFolder: desk.recordFolder, ...restoring };
    await expect(joinRecord(joining)).rejects.toMatchObject({
      code: "restored-rows-changed",
      detail: { findings: [{ kind: "row-changed", table: "people", key: "p" }] },
    });
    const lost = { ...joining, recordFolder: join(desk.folder, "another-record") };
    await expect(joinRecord(lost)).rejects.toMatchObject({ code: "foreign-record" });
    await expect(openStore(`file:${desk.file}`, { recordFolder: join(desk.folder, "none") })).rejects.toThrow(
      /RECORD_DIR/,
    );

    expect(await joinRecord({ ...lost, foreign: true })).toMatchObject({ foreign: true, before: null });
    const store = await openStore(`file:${desk.file}`, { recordFolder: lost.recordFolder });
    const verdict = await store.onSnapshot((snapshot) => snapshot.verifySealed());
    await store.close();
    expect(verdict.findings).toEqual([]);
  });
});

describe("the journal of revocations", () => {
  it("has what was taken away, in order, once its commit is through, and nothing else", async () => {
    await desk.withStore(async (store) => {
      await store.commit({
        at,
        writes: [update("people", { id: "p" }, { email: "w@x.example" })],
        audit: [],
      });
      await revoke(store);
      await store.sealed();
    });
    const { revocations, brokenAt } = journalOf();
    expect(brokenAt).toBeNull();
    expect(revocations.map(({ number, at: then, write }) => [number, then, write.op, write.table])).toEqual([
      [1, at + 10, "update", "roles"],
      [2, at + 10, "update", "apiTokens"],
      [3, at + 10, "delete", "trustCertificates"],
      [4, at + 10, "delete", "sessions"],
      [5, at + 10, "update", "people"],
    ]);
    expect(desk.tamper((db) => db.prepare("select count(*) from revocations_to_journal").pluck().get())).toBe(
      0,
    );
  });

  it("is written by the next process where one ended before it", async () => {
    desk.tamper((db) =>
      db
        .prepare("insert into revocations_to_journal (counter, at, write) values (2, 5, ?)")
        .run(JSON.stringify(update("roles", { id: "r" }, { validTo: 5 }))),
    );
    await desk.withStore((store) => store.commit({ at, writes: [], audit: act("test.next") }));
    expect(journalOf().revocations).toMatchObject([{ number: 1, at: 5 }]);
  });

  it("takes up after a line that was torn, and names one that was changed", async () => {
    await desk.withStore(revoke);
    const file = join(desk.recordFolder, "revocations.jsonl");
    appendFileSync(file, '{"number":6,"at":');
    expect(journalOf()).toMatchObject({ brokenAt: 6 });
    await desk.withStore((store) =>
      store.commit({ at, writes: [update("roles", { id: "kept" }, { validTo: at })], audit: [] }),
    );
    expect(journalOf()).toMatchObject({ brokenAt: null, revocations: { length: 6 } });
    writeFileSync(file, readFileSync(file, "utf8").replace('"id":"r"', '"id":"x"'));
    expect(journalOf()).toMatchObject({ brokenAt: 1, revocations: [] });
    expect((await desk.verify()).findings).toEqual([{ kind: "journal-broken", line: 1 }]);
  });
});
