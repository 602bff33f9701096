import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import BetterSqlite3 from "better-sqlite3";
import { insert, remove, update, type Write } from "../../../db/change";
import type { Services } from "../../../services/services";
import { outboxContext } from "../../../services/workers";
import { createOutbox } from "../../../workflows/mail/out/outbox";
import { keyOffice, newSecret, objects } from "../../support/desk/key-office";
import { days, ownPassword } from "../../support/desk/population";

let office: Awaited<ReturnType<typeof keyOffice>>;
let folder: string;
let file: string;

beforeEach(async () => {
  office = await keyOffice();
  folder = mkdtempSync(join(tmpdir(), "desk-restore-"));
  file = join(folder, "desk-backup.db");
});
afterEach(async () => {
  await office.close();
  rmSync(folder, { recursive: true });
});

const desk = (...parameters: string[]) => office.desk(office.secret, ...parameters);
const served = <T>(work: (services: Services) => Promise<T>) => office.served(office.secret, work);
const outcomeOf = async ({ signIn }: Services, login: string, password = ownPassword) =>
  (await signIn.signIn({ login, password, address: "192.0.2.50" })).outcome;

/** The hashes of the status links that open something. */
function links(): string[] {
  const sqlite = new BetterSqlite3(office.databaseFile, { readonly: true });
  const hashes = sqlite.prepare<[], string>("select token_hash from status_links").pluck().all();
  sqlite.close();
  return hashes;
}

function onCopy(path: string, ...statements: string[]): void {
  const sqlite = new BetterSqlite3(path);
  for (const statement of statements) sqlite.exec(statement);
  sqlite.close();
}

describe("desk restore", () => {
  it("puts the backup in the database's place, keeps the former one, and joins both heads in the audit trail", async () => {
    expect((await desk("backup", file)).code).toBe(0);
    await office.world.person("林後來", { agency: office.bureau, account: "came.later" });
    const before = await office.world.store.records.auditOf({}, 1);
    await office.stop();

    const restored = await desk("restore", file, "--json");
    expect(restored.code).toBe(0);
    const [told] = objects(restored.out);
    expect(told).toMatchObject({
      file,
      replaced: { seq: before[0]?.seq, hash: before[0]?.hash },
      takenAway: 0,
    });
    await served(async ({ store }) => {
      expect(await store.people.byAccount("came.later")).toBeUndefined();
      expect(await store.people.byAccount("chen.jialing")).toBeDefined();
      const [row] = await store.records.auditOf({ act: "database.restored" });
      expect(row).toMatchObject({
        actorKind: "console",
        detail: { backup: told?.backup as object, replaced: told?.replaced as object },
      });
    });
    expect(await desk("audit", "verify")).toMatchObject({ code: 0 });
    const keptAs = String(told?.keptAs);
    if (process.platform !== "win32")
      for (const one of [keptAs, office.databaseFile]) expect(statSync(one).mode & 0o777).toBe(0o600);
    const former = new BetterSqlite3(keptAs, { readonly: true });
    expect(former.prepare("select count(*) as n from people where account = 'came.later'").get()).toEqual({
      n: 1,
    });
    former.close();
    expect(readdirSync(dirname(office.databaseFile)).filter((name) => name.includes("restoring"))).toEqual(
      [],
    );
  });

  it("gives nothing back that was taken away since the backup", async () => {
    const { store, clock } = office.world.services;
    const { supervisor, second, preparer, employee, ministry, bureau } = office;
    const auditor = await office.world.staff("彭稽核", "auditor", {
      agency: ministry,
      account: "peng.audit",
    });
    const administrator = await office.world.staff("蕭管理", "administrator", {
      agency: ministry,
      account: "hsiao",
    });
    const at = clock();
    await store.commit({
      at,
      writes: [
        insert("certificateBindings", {
          ...{
            id: "binding",
            personId: employee.id,
            issuerKeyId: "ca",
            subjectSerial: "1",
            state: "confirmed",
          },
          ...{
            certificateSha256: "c",
            certificateSerial: "1",
            issuerName: "GRCA",
            notAfterAt: at * 2,
            boundAt: at,
          },
        }),
        insert("trustCertificates", {
          ...{
            sha256: "stolen",
            purpose: "citizen",
            role: "anchor",
            der: Buffer.from("x"),
            addedBy: "t",
            addedAt: at,
          },
        }),
      ],
      audit: [],
    });
    expect((await desk("backup", file)).code).toBe(0);

    const [delegation] = await store.people.delegationsTo(preparer.id);
    const roleOf = async (personId: string) => (await store.people.rolesOf(personId, at))[0]?.id ?? "";
    const gone = await office.world.person("許走了", { agency: bureau });
    await store.commit({
      at,
      writes: [
        update("roles", { id: await roleOf(auditor.id) }, { validTo: at }),
        update("servedAgencies", { roleId: await roleOf(supervisor.id) }, { validTo: at }),
        update("delegations", { id: delegation?.id ?? "" }, { revokedAt: at }),
        update("people", { id: second.id }, { status: "left" }),
        update("people", { id: supervisor.id }, { passwordHash: "another", passwordSetAt: at }),
        update("people", { id: administrator.id }, { passwordDisabledAt: at }),
        update("people", { id: employee.id }, { email: "moved@mjib.example", officePhone: "02-1111-1111" }),
        update("certificateBindings", { id: "binding" }, { state: "ended", endedAt: at }),
        remove("trustCertificates", { sha256: "stolen" }),
        update("agencies", { id: bureau.id }, { parentId: null, parentBasis: "administrator" }),
        remove("sessions", { personId: supervisor.id }),
      ],
      audit: [],
    });
    await office.stop();

    const restored = await desk("restore", file, "--json");
    expect(restored.code).toBe(0);
    expect(Number(objects(restored.out)[0]?.takenAway)).toBeGreaterThanOrEqual(10);
    await served(async (services) => {
      const { people, trust, bindings, agencies, figures } = services.store;
      const now = Date.now();
      expect(await people.rolesOf(auditor.id, now)).toEqual([]);
      expect(await people.servicesOf([supervisor.id], now)).toEqual([]);
      expect(await people.delegationsTo(preparer.id)).toMatchObject([{ revokedAt: at }]);
      expect((await people.byId(second.id))?.status).toBe("left");
      for (const account of ["chen.jialing", "hsiao"])
        expect(await outcomeOf(services, account)).toBe("wrong");
      expect(await outcomeOf(services, "zhou.yating")).toBe("signed-in");
      expect(await people.byId(employee.id)).toMatchObject({ email: null, officePhone: null });
      expect((await bindings.byId("binding"))?.state).toBe("ended");
      expect(await trust.certificates()).toEqual([]);
      expect((await agencies.byId(bureau.id))?.parentId).toBeNull();
      expect(await people.byId(gone.id)).toBeUndefined();
      expect((await figures.openDoors(now)).tokens).toBe(0);
    });
    expect(await desk("audit", "verify")).toMatchObject({ code: 0 });
  });

  it("lets no change wait again that was returned, withdrawn or agreed since; what was agreed is asked for anew", async () => {
    const { clock } = office.world.services;
    const { employee, bureau, preparer, supervisor } = office;
    const asked = (id: string) =>
      insert("waitingChanges", {
        ...{
          id,
          kind: "record",
          about: id,
          personId: employee.id,
          agencyId: bureau.id,
          typed: {},
          before: {},
        },
        ...{ askedBy: preparer.id, askedAt: clock(), expiresAt: clock() + days(14), status: "waiting" },
      });
    const ids = ["agreed", "returned", "withdrawn", "waiting"] as const;
    const commit = (writes: Write[]) => office.world.store.commit({ at: clock(), writes, audit: [] });
    await commit(ids.map(asked));
    const decide = (status: (typeof ids)[number], decidedBy: string, decidedReason: string | null = null) =>
      update("waitingChanges", { id: status }, { status, decidedBy, decidedAt: 7, decidedReason });
    expect((await desk("backup", file)).code).toBe(0);
    const late = await office.world.person("許後到", { agency: bureau });
    await commit([decide("agreed", supervisor.id), decide("returned", supervisor.id, "號碼不對")]);
    await commit([decide("withdrawn", late.id)]);
    await office.stop();

    const restored = () =>
      served(({ store }) => Promise.all(ids.map((id) => store.waiting.byId(id)))).then((changes) =>
        changes.map((one) => ({ by: one?.decidedBy, status: one?.status, why: one?.decidedReason })),
      );
    const anew = { by: null, status: "returned", why: expect.stringContaining("請重新提出") as string };
    const still = { by: null, status: "waiting", why: null };
    expect((await desk("restore", file)).code).toBe(0);
    expect(await restored()).toEqual([
      anew,
      { by: supervisor.id, status: "returned", why: "號碼不對" },
      { by: null, status: "withdrawn", why: null },
      still,
    ]);
    // And by the journal alone, which names neither who decided nor why.
    writeFileSync(office.databaseFile, Buffer.alloc(64 * 1024, "nothing that can be read"));
    for (const end of ["-wal", "-shm"]) rmSync(`${office.databaseFile}${end}`, { force: true });
    expect((await desk("restore", file)).code).toBe(0);
    expect(await restored()).toEqual([
      anew,
      { by: null, status: "returned", why: null },
      { by: null, status: "withdrawn", why: null },
      still,
    ]);
    expect(await desk("audit", "verify")).toMatchObject({ code: 0 });
  });

  it("ends sessions, tokens, links, codes and temporary passwords, and no later mail brings a link back", async () => {
    await office.world.settle();
    const password = office.world.passwordFor("new@mjib.example");
    const ended = links();
    expect(ended).toHaveLength(2);
    const { store, clock } = office.world.services;
    const browser = { tokenHash: "a browser", personId: office.supervisor.id, createdAt: clock() };
    const known = insert("knownBrowsers", { ...browser, expiresAt: clock() + days(180) });
    await store.commit({ at: clock(), writes: [known], audit: [] });
    expect((await desk("backup", file)).code).toBe(0);
    await office.stop();

    const restored = await desk("restore", file, "--json");
    expect(objects(restored.out)).toMatchObject([
      { ended: { sessions: 1, tokens: 1, statusLinks: 2, temporaryPasswords: 1 } },
    ]);
    await served(async (services) => {
      const { store } = services;
      expect(await store.figures.openDoors(Date.now())).toEqual({ sessions: 0, tokens: 0, statusLinks: 0 });
      const nationalId = office.world.nationalIdOf(office.newcomer);
      expect(await outcomeOf(services, nationalId, password)).not.toBe("set-password");
      expect((await store.tickets.openOf(office.newcomer.id))?.state).toBe("passwordHandover.lapsed");
      // Both are written to: that the password has ended, and that the request is returned.
      const supervisor = { kind: "person", personId: office.supervisor.id } as const;
      await services.desk.act(office.number, { type: "RETURN", reason: "請先更新資料。" }, supervisor);
      const outbox = outboxContext(services);
      await createOutbox(outbox.parts).drain();
      outbox.close();
      const templates = (await store.work.listMail("sent")).map(({ template }) => template);
      expect(templates).toEqual(expect.arrayContaining(["lapsed", "returned"]));
    });
    expect(links()).toHaveLength(2);
    expect(links().filter((link) => ended.includes(link))).toEqual([]);
    await served(async ({ store }) => {
      expect(await store.records.knownBrowser("a browser", office.supervisor.id)).toBeUndefined();
    });
    expect(await desk("audit", "verify")).toMatchObject({ code: 0 });
  });

  it("refuses while anything works on the database, and changes nothing", async () => {
    expect((await desk("backup", file)).code).toBe(0);
    const refused = await desk("restore", file);
    expect(refused).toMatchObject({ code: 1, err: expect.stringMatching(/Stop the server/) as string });
    expect(
      readdirSync(dirname(office.databaseFile)).filter((name) => /before-restore|restoring/.test(name)),
    ).toEqual([]);
    await office.stop();
    expect((await desk("restore", file)).code).toBe(0);
  });

  it("refuses what is no backup of this desk, damaged, newer, changed, or under a secret that is not listed", async () => {
    expect((await desk("backup", file)).code).toBe(0);
    await office.stop();
    const copy = (name: string, ...statements: string[]) => {
      const path = join(folder, name);
      copyFileSync(file, path);
      if (statements.length > 0) onCopy(path, ...statements);
      return path;
    };
    const text = join(folder, "text.db");
    writeFileSync(text, "no database at all, though it has this name");
    const other = join(folder, "other.db");
    onCopy(other, "create table t (a)");
    const torn = copy("torn.db");
    const bytes = statSync(torn).size;
    truncateSync(torn, Math.floor(bytes / 2 / 4096) * 4096);
    const cases: [path: string, words: RegExp][] = [
      [join(folder, "missing.db"), /cannot be read/],
      [text, /no SQLite database/],
      [other, /no database of this desk/],
      [torn, /damaged/],
      [
        copy("newer.db", "update __drizzle_migrations set created_at = created_at + 1000000000000"),
        /newer version/,
      ],
      [
        copy("changed.db", "update audit set actor_id = 'nobody' where seq = 2"),
        /breaks at row 2|not as they were sealed/,
      ],
    ];
    const before = statSync(office.databaseFile).mtimeMs;
    for (const [path, words] of cases) {
      const refused = await desk("restore", path);
      expect([basename(path), refused.code]).toEqual([basename(path), 1]);
      expect(refused.err).toMatch(words);
      expect(refused.err).not.toMatch(/^\s+at /m);
    }
    const unlisted = await office.desk(newSecret(), "restore", file);
    expect(unlisted).toMatchObject({ code: 2, err: expect.stringContaining("APP_SECRET") as string });
    expect(statSync(office.databaseFile).mtimeMs).toBe(before);
    expect((await desk("audit", "verify")).code).toBe(0);
  });

  it("goes into an empty place, and into one whose database cannot be read, which it keeps as it is", async () => {
    expect((await desk("backup", file)).code).toBe(0);
    await office.stop();
    for (const end of ["", "-wal", "-shm"]) rmSync(`${office.databaseFile}${end}`, { force: true });
    const fresh = await desk("restore", file, "--json");
    expect(fresh.code).toBe(0);
    expect(objects(fresh.out)).toMatchObject([{ replaced: null, keptAs: null }]);
    expect((await desk("audit", "verify")).code).toBe(0);

    writeFileSync(office.databaseFile, Buffer.alloc(64 * 1024, "nothing that can be read"));
    const over = await desk("restore", file, "--json");
    expect(over.code).toBe(0);
    const [told] = objects(over.out);
    expect(told).toMatchObject({ replaced: null });
    expect(existsSync(String(told?.keptAs))).toBe(true);
    expect((await desk("audit", "verify")).code).toBe(0);
  });

  it("takes away by the journal what was taken away, where the former database is lost; without the record it is asked twice", async () => {
    const { store, clock } = office.world.services;
    const auditor = await office.world.staff("彭稽核", "auditor", {
      agency: office.ministry,
      account: "peng",
    });
    expect((await desk("backup", file)).code).toBe(0);
    expect(readdirSync(`${file}-record`).sort()).toEqual(["heads.jsonl", "public-key.pem"]);
    const [role] = await store.people.rolesOf(auditor.id, clock());
    await store.commit({
      at: clock(),
      writes: [update("roles", { id: role?.id ?? "" }, { validTo: clock() })],
      audit: [],
    });
    await office.stop();
    writeFileSync(office.databaseFile, Buffer.alloc(64 * 1024, "nothing that can be read"));
    for (const end of ["-wal", "-shm"]) rmSync(`${office.databaseFile}${end}`, { force: true });
    expect((await desk("restore", file)).code).toBe(0);
    await served(async (services) => {
      expect(await services.store.people.rolesOf(auditor.id, Date.now())).toEqual([]);
    });

    rmSync(office.world.environment.recordFolder, { recursive: true });
    const refused = await desk("restore", file);
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining("--foreign") as string });
    expect((await desk("restore", file, "--foreign")).code).toBe(0);
    expect((await desk("audit", "verify")).code).toBe(0);
  });
});
