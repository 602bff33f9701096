import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { keepNationalId } from "../../../accounts/identity/kept-national-id";
import { inventNationalId } from "../../../accounts/identity/national-id";
import { hashPassword } from "../../../accounts/passwords/password-hash";
import type { RoleName } from "../../../accounts/types";
import type { Services } from "../../../services/services";
import { readEnvironment } from "../../../services/environment";
import { startServer } from "../../../bin/server";
import { builtPages } from "../browser/built-pages";
import { createServices } from "../../../services/services";
import { outboxContext, type MailPatience } from "../../../services/workers";
import { insert, update } from "../../../db/change";
import { newId } from "../../../db/ids";
import type { Agency } from "../../../db/queries/agencies";
import type { PersonWithAgency } from "../../../db/queries/people";
import type { MailboxMessage } from "../../../emails/demo-mailbox";
import { matchRequests } from "../../../workflows/requests/match-requests";
import { fireDueDeadlines } from "../../../workflows/workers/deadlines";
import { createOutbox } from "../../../workflows/mail/out/outbox";
import type { Claim } from "../../../workflows/machines/types";
import { passwordIn } from "../mail/password-mail";
import { seededRandom } from "./seeded-random";
import { databaseIn } from "./test-database";

/** A Monday morning in office hours: 2026-11-23 09:41 in Taipei. */
export const mondayMorning = Date.UTC(2026, 10, 23, 1, 41);

export const minutes = (n: number) => n * 60_000;
export const hours = (n: number) => n * 60 * 60_000;
export const days = (n: number) => n * 24 * 60 * 60_000;

/** With it `/readyz` and `/metrics` of a world tell everything. */
export const monitorToken = "what-the-monitoring-of-the-tests-bears";

/** An own password that both profiles take. */
export const ownPassword = "Sunny-Teapot-Rides-42";

interface PersonWish {
  agency: Agency;
  account?: string | null;
  email?: string | null;
  officePhone?: string | null;
  /** The own password; without one the person has never signed in. */
  password?: string;
  joinedMonth?: string;
  managerName?: string;
  nationalId?: string;
}

const hashes = new Map<string, Promise<string>>();

/** The hash of a password, made once for all who have it: hashing is slow on purpose, and has tests of its own. */
function hashOf(password: string): Promise<string> {
  const hash = hashes.get(password) ?? hashPassword(password);
  hashes.set(password, hash);
  return hash;
}

export type World = Awaited<ReturnType<typeof createWorld>>;

/**
 * A desk of its own for a test: a real database in a temporary folder, a real SMTP server, a clock that the test sets, and
 * builders for who is in it. Close it when done.
 */
export async function createWorld({
  at = mondayMorning,
  env = {},
  seed = 1,
  mail = {},
}: {
  at?: number;
  env?: Record<string, string>;
  seed?: number;
  /** How the desk hands mail over, where a test's mail server misbehaves. */
  mail?: MailPatience;
} = {}) {
  const folder = mkdtempSync(join(tmpdir(), "desk-"));
  const random = seededRandom(seed);
  const clock = { now: at };
  const database = await databaseIn(folder);
  const environment = readEnvironment({
    DESK_MODE: "demo",
    APP_SECRET: "a secret of the tests that is long enough to be one",
    DATABASE_URL: database.url,
    RECORD_DIR: join(folder, "desk.db-record"),
    PORT: String(await freePort()),
    LOG_LEVEL: "silent",
    MONITOR_TOKEN: monitorToken,
    ...env,
  });
  const services: Services = await createServices({
    environment,
    clock: () => clock.now,
    random,
    pause: async () => undefined,
  });
  const { store } = services;
  const outbox = outboxContext(services, mail);
  const served: { close: (patience?: number) => Promise<void> }[] = [];

  const person = async (name: string, wish: PersonWish): Promise<PersonWithAgency> => {
    const id = newId(random);
    const nationalId = wish.nationalId ?? inventNationalId(random);
    await store.commit({
      at: clock.now,
      writes: [
        insert("people", {
          id,
          name,
          agencyId: wish.agency.id,
          account: wish.account === undefined ? `u${id.slice(0, 8)}` : wish.account,
          email: wish.email === undefined ? `${id.slice(0, 8)}@agency.example` : wish.email,
          ...keepNationalId(services.secrets, nationalId, id),
          officePhone: wish.officePhone === undefined ? "02-2397-9298" : wish.officePhone,
          joinedMonth: wish.joinedMonth ?? "2020-03",
          managerName: wish.managerName ?? "林主任",
          passwordHash: wish.password === undefined ? null : await hashOf(wish.password),
          passwordSetAt: wish.password === undefined ? null : clock.now - days(30),
          createdAt: clock.now,
          updatedAt: clock.now,
        }),
      ],
      audit: [],
    });
    nationalIds.set(id, nationalId);
    return found(await store.people.byId(id));
  };
  const nationalIds = new Map<string, string>();

  const role = async (holder: PersonWithAgency, name: RoleName): Promise<string> => {
    const id = newId(random);
    await store.commit({
      at: clock.now,
      writes: [
        insert("roles", {
          id,
          personId: holder.id,
          role: name,
          validFrom: 0,
          grantedBy: "console:test",
          createdAt: clock.now,
        }),
      ],
      audit: [],
    });
    return id;
  };

  let running = true;
  /** Ends what a process of this world is; its database stays. */
  const stop = async (): Promise<void> => {
    if (!running) return;
    running = false;
    for (const server of served) await server.close(100);
    outbox.close();
    await services.close();
  };

  return {
    clock,
    random,
    folder,
    environment,
    services,
    store,
    desk: services.desk,
    /** What the outbox of this world works with, for tests that drive it step by step. */
    outbox: outbox.parts,
    /** 身分證字號 of a person of this world. */
    nationalIdOf: (someone: { id: string }) => nationalIds.get(someone.id) ?? "",
    person,
    role,

    async agency(name: string, { parent, oid }: { parent?: Agency; oid?: string } = {}): Promise<Agency> {
      const id = newId(random);
      const number = `${parent?.oid ?? "2.16.886.101"}.${20001 + (await store.agencies.count())}`;
      await store.commit({
        at: clock.now,
        writes: [
          insert("agencies", {
            id,
            oid: oid ?? number,
            name,
            fullName: name,
            dn: `o=${name},c=TW`,
            parentId: parent?.id ?? null,
            parentBasis: parent ? "oid" : "root",
            createdAt: clock.now,
            updatedAt: clock.now,
          }),
        ],
        audit: [],
      });
      return found(await store.agencies.byId(id));
    },

    async supervisor(
      name: string,
      wish: PersonWish & { serves?: Agency[]; includesSubordinates?: boolean },
    ): Promise<PersonWithAgency> {
      const holder = await person(name, { password: ownPassword, ...wish });
      const roleId = await role(holder, "hr-supervisor");
      await store.commit({
        at: clock.now,
        writes: (wish.serves ?? [wish.agency]).map((agency, index) =>
          insert("servedAgencies", {
            id: newId(random),
            roleId,
            agencyId: agency.id,
            post: index === 0 ? "main" : "concurrent",
            includesSubordinates: wish.includesSubordinates ?? false,
            validFrom: 0,
          }),
        ),
        audit: [],
      });
      return holder;
    },

    async staff(name: string, roleName: RoleName, wish: PersonWish): Promise<PersonWithAgency> {
      const holder = await person(name, { password: ownPassword, ...wish });
      await role(holder, roleName);
      return holder;
    },

    async delegation(
      from: PersonWithAgency,
      to: PersonWithAgency,
      wish: { level?: "prepare" | "decide"; kind?: "staff" | "deputy"; validTo?: number } = {},
    ): Promise<string> {
      const id = newId(random);
      await store.commit({
        at: clock.now,
        writes: [
          insert("delegations", {
            id,
            delegatorId: from.id,
            delegateId: to.id,
            kind: wish.kind ?? "staff",
            level: wish.level ?? "decide",
            validFrom: 0,
            validTo: wish.validTo ?? clock.now + days(90),
            createdAt: clock.now,
          }),
        ],
        audit: [],
      });
      return id;
    },

    /** Changes an address on record, as HR does, and keeps the older one. */
    async changeAddress(whose: PersonWithAgency, by: PersonWithAgency, email: string): Promise<void> {
      await store.commit({
        at: clock.now,
        writes: [
          insert("personChanges", {
            id: newId(random),
            personId: whose.id,
            field: "email",
            oldValue: whose.email,
            changedBy: by.id,
            restsOn: [by.id],
            proof: "in-person",
            at: clock.now,
          }),
          update("people", { id: whose.id }, { email }),
        ],
        audit: [],
      });
    },

    /** What somebody would type about this person. */
    claimOf(someone: PersonWithAgency, more: Partial<Claim> = {}): Claim {
      return {
        agencyId: someone.agencyId,
        name: someone.name,
        account: someone.account,
        nationalId: null,
        contact: null,
        story: null,
        locale: "zh-Hant-TW",
        ...more,
      };
    },

    /** Holds the requests taken so far against the record, as the worker does at its next beat. */
    async match(): Promise<void> {
      await matchRequests(services, clock.now);
    },

    /** Lets the workers do everything that is due at this moment. */
    async settle(): Promise<void> {
      while (
        (await matchRequests(services, clock.now)) +
          (await createOutbox(outbox.parts).drain()) +
          (await fireDueDeadlines(services)) >
        0
      );
    },

    /** Moves the clock and lets the workers do what has become due. */
    async pass(ms: number): Promise<void> {
      clock.now += ms;
      await this.settle();
    },

    /** The mails to an address, newest first. */
    mailTo(address: string | null): MailboxMessage[] {
      return (services.mailbox?.messages() ?? []).filter((message) => message.to.includes(address ?? ""));
    },

    /** The temporary password of the newest mail to an address. */
    passwordFor(address: string | null): string {
      for (const message of this.mailTo(address)) {
        const password = passwordIn(message.text);
        if (password) return password;
      }
      throw new Error(`no password was mailed to ${address ?? "nobody"}`);
    },

    /** Serves the built pages of this world on a port of its own. */
    async serve(): Promise<string> {
      const server = await startServer({
        services,
        log: pino({ level: "silent" }),
        pages: await builtPages(),
      });
      served.push(server);
      return server.url;
    },

    stop,

    async close(): Promise<void> {
      await stop();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * A port that was free a moment ago: the address of the site must be known before it is served. Taken from below the range
 * that the system gives to outgoing connections, one of which might have it by the time it is wanted.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 12_000 + Math.floor(Math.random() * 20_000);
    const server = createServer();
    const free = await new Promise<boolean>((answer) => {
      server.once("error", () => answer(false));
      server.listen(port, "127.0.0.1", () => answer(true));
    });
    if (!free) continue;
    server.close();
    await once(server, "close");
    return port;
  }
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("what was just written is not there");
  return value;
}
