import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import BetterSqlite3 from "better-sqlite3";
import { keepNationalId } from "../../../accounts/identity/kept-national-id";
import { inventNationalId } from "../../../accounts/identity/national-id";
import { readSecrets } from "../../../accounts/access/secrets";
import { insert } from "../../../db/change";
import { newId } from "../../../db/ids";
import type { Services } from "../../../services/services";
import { keyOffice, newSecret, objects } from "../../support/desk/key-office";
import { ownPassword } from "../../support/desk/population";
import { seededRandom } from "../../support/desk/seeded-random";

type Office = Awaited<ReturnType<typeof keyOffice>>;

const offices: Office[] = [];
afterEach(async () => {
  for (const office of offices.splice(0)) await office.close();
});

async function officeAt(): Promise<Office> {
  const office = await keyOffice();
  offices.push(office);
  return office;
}

const keyOf = (secret: string) => readSecrets([secret], seededRandom()).keyId;
const filesWith = ({ world }: Office, text: string) =>
  readdirSync(world.folder, { withFileTypes: true })
    .filter((one) => one.isFile() && readFileSync(join(world.folder, one.name)).includes(text))
    .map(({ name }) => name);
const outcomeOf = async ({ signIn }: Services, login: string) =>
  (await signIn.signIn({ login, password: ownPassword, address: "192.0.2.50" })).outcome;

describe("a secret that is dropped while the database needs it", () => {
  it("keeps every command and the server from starting, and says what to do, in both languages", async () => {
    const office = await officeAt();
    await office.stop();
    const other = newSecret();
    const refused = await office.desk(other, "audit", "verify");
    expect(refused.code).toBe(2);
    expect(refused.err).toContain("APP_SECRET");
    expect(refused.err).toContain(keyOf(office.secret));
    expect(refused.err).toContain("desk secret rotate");
    expect(refused.err).toContain("新金鑰,舊金鑰");
    expect(refused.err).not.toContain(other);
    expect((await office.desk(other, "serve")).err).toBe(refused.err);
    expect((await office.desk(`${other},${office.secret}`, "audit", "verify")).code).toBe(0);
  });
});

describe("desk secret rotate", () => {
  it("keeps everything under the newest secret; without the old one the desk starts, and people sign in by national ID", async () => {
    const office = await officeAt();
    await office.stop();
    const newer = newSecret();
    const both = `${newer},${office.secret}`;
    const nationalId = office.world.nationalIdOf(office.supervisor);

    const rotated = await office.desk(both, "secret", "rotate", "--json");
    expect(rotated).toMatchObject({ code: 0 });
    // Five people and the request that matched nobody.
    expect(objects(rotated.out)).toMatchObject([
      { keyId: keyOf(newer), resealed: 6, mayDrop: true, ended: null },
    ]);
    await office.served(newer, async (services) => {
      expect(await outcomeOf(services, nationalId)).toBe("signed-in");
      const kinds = (await services.store.keys.inUse()).map(({ keyId, what }) => [keyId, what]);
      expect(kinds).toEqual([
        [keyOf(newer), "national-id"],
        [keyOf(newer), "claimed-id"],
        [keyOf(newer), "password-seed"],
      ]);
      const [row] = await services.store.records.auditOf({ act: "secret.rotated" });
      expect(row).toMatchObject({ actorKind: "console", detail: { keyId: keyOf(newer), resealed: 6 } });
    });
    const words = await office.desk(newer, "secret", "rotate");
    expect(words).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^0 values .*you may drop it/) as string,
    });
    expect(await office.desk(newer, "audit", "verify")).toMatchObject({ code: 0 });
    // Whatever else is kept under a key one day: nothing of the older one lies in any file of the database.
    expect(filesWith(office, `${keyOf(office.secret)}.`)).toEqual([]);
  });

  it("goes on beside a server that knows both secrets, and refuses beside one that seals under another", async () => {
    const office = await officeAt();
    const newer = newSecret();
    const both = `${newer},${office.secret}`;
    const refused = await office.desk(both, "secret", "rotate");
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining(keyOf(office.secret)) as string });
    await office.stop();

    await office.served(both, async (services) => {
      const nationalId = office.world.nationalIdOf(office.second);
      expect(await outcomeOf(services, nationalId)).toBe("signed-in");
      expect((await office.desk(both, "secret", "rotate")).code).toBe(0);
      expect(await outcomeOf(services, nationalId)).toBe("signed-in");
    });
  });

  it("waits for a password whose mail is under way: the mail must carry the same when it is sent again", async () => {
    const office = await officeAt();
    const { store, clock } = office.world.services;
    const [mail] = await store.work.claimMail({
      holder: "a worker",
      at: clock(),
      leaseMs: 1000,
      limit: 1,
      rooms: { usual: 1, byDomain: new Map() },
      digestEveryMs: {},
    });
    expect(mail?.template).toBeDefined();
    const database = new BetterSqlite3(office.databaseFile);
    database.prepare("update outbox set attempts = 1 where template = 'temporary-password'").run();
    database.close();
    await office.stop();
    const newer = newSecret();
    const both = `${newer},${office.secret}`;
    const first = await office.desk(both, "secret", "rotate", "--json");
    expect(first.code).toBe(1);
    expect(objects(first.out)).toMatchObject([
      { resealed: 6, mayDrop: false, underWay: { passwords: 1, until: expect.any(Number) as number } },
    ]);
    expect(first.err).toMatch(/Keep the old secret and run this again later/);
    expect((await office.desk(newer, "audit", "verify")).code).toBe(2);
  });

  it(
    "is continued by the next run where the process was killed in the middle",
    { timeout: 120_000 },
    async () => {
      const office = await officeAt();
      const { store, secrets, random, clock } = office.world.services;
      const nationalIds: string[] = [];
      for (let batch = 0; batch < 20; batch += 1) {
        const writes = Array.from({ length: 500 }, () => {
          const id = newId(random);
          const nationalId = inventNationalId(random);
          nationalIds.push(nationalId);
          return insert("people", {
            id,
            name: "王小明",
            agencyId: office.bureau.id,
            ...keepNationalId(secrets, nationalId, id),
            createdAt: clock(),
            updatedAt: clock(),
          });
        });
        await store.commit({ at: clock(), writes, audit: [] });
      }
      await office.stop();
      const newer = newSecret();
      const both = `${newer},${office.secret}`;
      const database = new BetterSqlite3(office.databaseFile, { readonly: true });
      const left = database
        .prepare<[string], number>("select count(*) from people where national_id_hash not like ? || '.%'")
        .pluck();
      const all = left.get(keyOf(newer)) ?? 0;
      expect(all).toBeGreaterThan(10_000);

      const child = spawn(process.execPath, [resolve("build/server/desk.js"), "secret", "rotate"], {
        env: { PATH: process.env.PATH, NODE_ENV: "production", ...office.env(both) },
        stdio: "ignore",
      });
      const gone = new Promise((done) => child.once("exit", (_code, signal) => done(signal)));
      while (child.exitCode === null && (left.get(keyOf(newer)) ?? 0) > all - 1000)
        await new Promise((next) => setImmediate(next));
      child.kill("SIGKILL");
      expect(await gone).toBe("SIGKILL");
      const after = left.get(keyOf(newer)) ?? 0;
      expect(after).toBeGreaterThan(0);
      expect(after).toBeLessThan(all);
      database.close();

      // Half is under one key and half under the other: without the old secret nothing starts, with both everybody is found.
      expect((await office.desk(newer, "audit", "verify")).code).toBe(2);
      const everybody = async (services: Services) => {
        const { people } = services.store;
        let found = 0;
        for (const one of nationalIds)
          if (await people.byNationalId(services.secrets.keyedHashes("national-id", one))) found += 1;
        return found;
      };
      expect(await office.served(both, everybody)).toBe(nationalIds.length);
      const again = await office.desk(both, "secret", "rotate", "--json");
      expect(objects(again.out)).toMatchObject([{ mayDrop: true }]);
      expect(Number(objects(again.out)[0]?.resealed)).toBeLessThan(all);
      expect(await office.served(newer, everybody)).toBe(nationalIds.length);
      expect(await office.desk(newer, "audit", "verify")).toMatchObject({ code: 0 });
    },
  );
});

describe("desk secret rotate --compromised", () => {
  it("ends sessions, tokens, links and temporary passwords besides, writes it down, and the person may have another password", async () => {
    const office = await officeAt();
    await office.world.settle();
    const password = office.world.passwordFor("new@mjib.example");
    const linksBefore = await office.world.store.figures.openDoors(Date.now());
    expect(linksBefore.sessions).toBeGreaterThan(0);
    expect(linksBefore.tokens).toBe(1);
    expect(linksBefore.statusLinks).toBeGreaterThan(0);
    const nationalId = office.world.nationalIdOf(office.newcomer);
    await office.stop();
    const newer = newSecret();
    const rotated = await office.desk(
      `${newer},${office.secret}`,
      "secret",
      "rotate",
      "--compromised",
      "--json",
    );
    expect(rotated.code).toBe(0);
    expect(objects(rotated.out)).toMatchObject([
      { mayDrop: true, ended: { ...linksBefore, temporaryPasswords: 1 } },
    ]);
    await office.served(newer, async (services) => {
      const { store, signIn } = services;
      expect(await store.figures.openDoors(Date.now())).toEqual({ sessions: 0, tokens: 0, statusLinks: 0 });
      const tried = await signIn.signIn({ login: nationalId, password, address: "192.0.2.51" });
      expect(tried.outcome).not.toBe("set-password");
      const ticket = await store.tickets.openOf(office.newcomer.id);
      expect(ticket?.state).toBe("passwordHandover.lapsed");
      const told = await store.work.listMail({ ticketId: ticket?.id });
      expect(told.map(({ template, state }) => `${template} ${state}`)).toContain("lapsed waiting");
      const [row] = await store.records.auditOf({ act: "secret.compromised" });
      expect(row).toMatchObject({
        actorKind: "console",
        detail: { keyId: keyOf(newer), temporaryPasswords: 1 },
      });
    });
    expect(await office.desk(newer, "audit", "verify")).toMatchObject({ code: 0 });
    expect(filesWith(office, `${keyOf(office.secret)}.`)).toEqual([]);
  });
});
