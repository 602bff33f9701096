import { setTimeout as wait } from "node:timers/promises";
import { hashPassword } from "../accounts/passwords/password-hash";
import { newToken } from "../accounts/access/secrets";
import { insert } from "../db/change";
import { newId } from "../db/ids";
import type { Agency } from "../db/queries/agencies";
import { createOutbox } from "../workflows/mail/out/outbox";
import { matchRequests } from "../workflows/requests/match-requests";
import { createWorld, hours, ownPassword, type World } from "../tests/support/desk/population";
import { defineBench, must } from "./frame";
import { mannWhitney } from "../tests/support/mann-whitney";

const pairs = 1000;
/** Measured anew where a difference shows, so often at most: by chance alone one of a hundred does. */
const attempts = 3;
const sure = 0.01;
/** Of the shape of a temporary password, and nobody's. */
const guess = "WRXNG222";

interface Site {
  world: World;
  url: string;
  agency: Agency;
  /** Accounts with a live temporary password, each tried once. */
  accounts: string[];
  stop: () => Promise<void>;
}

/** What somebody who is not signed in can measure, of somebody and of nobody in turn; p of a difference in time. */
export const bench = defineBench({
  title: `${pairs} interleaved pairs of known and unknown: p (Mann–Whitney) that times do not differ, the best of ${attempts} runs`,
  databases: true,
  pages: true,
  rounds: 1,
  async open(): Promise<Site> {
    const world = await createWorld({
      at: Date.now(),
      env: { TRUSTED_PROXIES: "127.0.0.1,::1,::ffff:127.0.0.1" },
    });
    const agency = await world.agency("法務部人事處");
    const accounts = await people(world, agency);
    const url = await world.serve();
    return { world, url, agency, accounts, stop: working(world) };
  },
  floor: () => Promise.resolve({ sure }),
  async run(site) {
    const signIn = await compared(site, (login) => signInAs(site, login));
    const asking = await compared(site, (login) => askAs(site, login));
    return {
      signInP: signIn.own,
      signInNeighbourP: signIn.neighbour,
      askP: asking.own,
      askNeighbourP: asking.neighbour,
    };
  },
  reach: [
    { what: "p, signing in", of: ({ run }) => run.signInP, atLeast: sure },
    { what: "p, signing in, seen from /healthz", of: ({ run }) => run.signInNeighbourP, atLeast: sure },
    { what: "p, asking", of: ({ run }) => run.askP, atLeast: sure },
    { what: "p, asking, seen from /healthz", of: ({ run }) => run.askNeighbourP, atLeast: sure },
  ],
  async close({ world, stop }) {
    await stop();
    await world.close();
  },
});

/** People with an own password and a live temporary one, all of the same hashes: hashing a thousand is not measured. */
async function people(world: World, agency: Agency): Promise<string[]> {
  const hash = await hashPassword("no guess is this one");
  const accounts: string[] = [];
  const { store, random, clock } = world;
  for (let index = 0; index < pairs; index += 1) {
    const account = `known.${String(index).padStart(4, "0")}`;
    const person = await world.person("王明", { agency, account, password: ownPassword });
    const claim = world.claimOf(person);
    const opening = {
      kind: "recovery",
      path: "helpdesk",
      channel: "web",
      personId: person.id,
      claim,
    } as const;
    const { ticketId } = await world.desk.open(opening, { kind: "visitor", address: "192.0.2.1" });
    const row = {
      id: newId(random),
      ticketId,
      personId: person.id,
      issue: 1,
      keyId: "bench",
      hash,
      state: "live",
    } as const;
    const life = { issuedAt: clock.now, mailedAt: clock.now, expiresAt: clock.now + hours(24) };
    await store.commit({
      at: clock.now,
      writes: [insert("temporaryPasswords", { ...row, ...life })],
      audit: [],
    });
    accounts.push(account);
  }
  return accounts;
}

/** The workers at their beat, as the product runs them: what they do for somebody must not show either. */
function working(world: World): () => Promise<void> {
  let stopped = false;
  const beats = (async () => {
    while (!stopped) {
      await wait(2000);
      await matchRequests(world.services, world.clock.now - 1500);
      await createOutbox(world.outbox).drain();
    }
  })();
  return async () => {
    stopped = true;
    await beats;
  };
}

/** The best p of a few runs: of how long the answer takes, and of how long a neighbour's does meanwhile. */
async function compared(
  site: Site,
  send: (login: string) => Promise<void>,
): Promise<{ own: number; neighbour: number }> {
  let best = { own: 0, neighbour: 0 };
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const times = { known: [] as Time[], unknown: [] as Time[] };
    for (const [index, account] of site.accounts.entries()) {
      site.world.clock.now = Date.now() + attempt * hours(2);
      const known = async () => times.known.push(await time(site, () => send(account)));
      const nobody = account.replace("known", "never");
      const unknown = async () => times.unknown.push(await time(site, () => send(nobody)));
      for (const one of index % 2 === 0 ? [known, unknown] : [unknown, known]) await one();
    }
    const p = (of: keyof Time) =>
      mannWhitney(
        times.known.map((one) => one[of]),
        times.unknown.map((one) => one[of]),
      );
    best = { own: Math.max(best.own, p("own")), neighbour: Math.max(best.neighbour, p("neighbour")) };
    if (best.own > sure && best.neighbour > sure) break;
  }
  return best;
}

interface Time {
  own: number;
  neighbour: number;
}

/** How long a request takes, and the mean of what a neighbour waits for /healthz meanwhile. In milliseconds. */
async function time({ url }: Site, send: () => Promise<void>): Promise<Time> {
  let going = true;
  const waits: number[] = [];
  const neighbour = (async () => {
    while (going) {
      const began = performance.now();
      await (await fetch(`${url}/healthz`)).text();
      waits.push(performance.now() - began);
    }
  })();
  const began = performance.now();
  await send();
  const own = performance.now() - began;
  going = false;
  await neighbour;
  return { own, neighbour: waits.reduce((sum, one) => sum + one, 0) / waits.length };
}

let sent = 0;

/** Posts a form from an address of its own, so that no limit by address is met. */
async function post({ world, url }: Site, path: string, fields: Record<string, string>): Promise<number> {
  sent += 1;
  const address = `10.${(sent >> 16) & 255}.${(sent >> 8) & 255}.${sent & 255}`;
  const response = await fetch(url + path, {
    method: "POST",
    redirect: "manual",
    headers: { "X-Forwarded-For": address, "Sec-Fetch-Site": "same-origin" },
    body: new URLSearchParams({ "idempotency-key": newToken(world.random).slice(0, 22), ...fields }),
  });
  await response.text();
  return response.status;
}

async function signInAs(site: Site, account: string): Promise<void> {
  must((await post(site, "/sign-in", { account, password: guess })) === 422, "a guess is not refused");
}

async function askAs(site: Site, login: string): Promise<void> {
  const path = `/ask/details?reason=forgot&path=hr-supervisor&agency=${site.agency.id}`;
  const status = await post(site, path, { name: "王明", login, contact: "0912-345-678", story: "" });
  must(status === 303, "a request is not taken");
}
