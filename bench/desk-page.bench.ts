import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import {
  createRequestHandler,
  writeReadableStreamToWritable,
  type AppLoadContext,
  type EntryContext,
  type HandleDocumentRequestFunction,
  type ServerBuild,
} from "@remix-run/node";
import express from "express";
import { pino } from "pino";
import type { NewTicket } from "../db/change";
import { newId } from "../db/ids";
import type { Ticket } from "../db/queries/tickets";
import { plainVisitor } from "../tests/support/desk/plain-visitor";
import { createWorld, days, type World } from "../tests/support/desk/population";
import { analyze } from "../tests/support/desk/test-database";
import { defineBench, must } from "./frame";
import { costOfRequest } from "./http-load";

/** More than the 30 that a page shows. */
const waiting = 40;
const tickets = 100_000;

const asked = { times: 150, connections: 2, expects: "R1" };

/** An agent's queue: 30 rows, all counters, signed in, in a desk of some years. */
export const bench = defineBench({
  title: `/desk, 30 rows of ${tickets} tickets, against its React page rendered from memory by the same server`,
  databases: true,
  pages: true,
  rounds: 9,
  async open() {
    const world = await createWorld({ at: Date.now() });
    const agency = await world.agency("法務部人事處");
    await fill(world, agency);
    await analyze(world.environment.databaseUrl);
    const agent = await world.staff("周志明", "agent", { agency });
    const site = await world.serve();
    const { headers, open } = await plainVisitor(world, site, agent);
    const { status, text } = await open("/desk");
    must(status === 200 && text.split("王明").length - 1 === 30, "the page does not show 30 tickets");
    const memory = await fromMemory(world, `${site}/desk`, headers);
    return { world, headers, memory, site };
  },
  floor: ({ memory, headers }) => costOfRequest({ ...asked, url: memory.url, headers }),
  run: ({ site, headers }) => costOfRequest({ ...asked, url: `${site}/desk`, headers }),
  reach: [{ what: "× the rate from memory", of: ({ floor, run }) => floor.cpuMs / run.cpuMs, atLeast: 0.7 }],
  async close({ world, memory }) {
    memory.close();
    await world.close();
  },
});

/** Some tickets that wait, opened by the desk itself, and copies of the first that were closed over the years. */
async function fill(world: World, agency: Parameters<World["person"]>[1]["agency"]): Promise<void> {
  const opened: string[] = [];
  for (let index = 0; index < waiting; index++) {
    const person = await world.person("王明", { agency });
    const { ticketId } = await world.desk.open(
      {
        kind: "recovery",
        path: "helpdesk",
        channel: "web",
        personId: person.id,
        claim: world.claimOf(person),
      },
      { kind: "visitor", address: "192.0.2.1" },
    );
    opened.push(ticketId);
  }
  const first = await world.store.tickets.byId(opened[0] ?? "");
  must(first !== undefined, "an opened ticket is not there");
  for (let made = waiting; made < tickets; made += 1000) {
    const writes = Array.from({ length: Math.min(1000, tickets - made) }, () => closedCopy(world, first));
    await world.store.commit({ at: world.clock.now, writes, audit: [] });
  }
}

function closedCopy({ random, clock }: World, { number: _number, ...ticket }: Ticket): NewTicket {
  const closedAt = clock.now - days(1);
  return { op: "openTicket", numberPrefix: "R1130101", row: { ...ticket, id: newId(random), closedAt } };
}

/**
 * A server that answers every request by rendering the page with what its first request found: no session, no routes
 * matched by the server, no loader, no statement.
 */
async function fromMemory({ services }: World, url: string, headers: Record<string, string>) {
  const build = (await import(pathToFileURL(resolve("build/server/index.js")).href)) as ServerBuild;
  const context: AppLoadContext = {
    ...services,
    ...{ nonce: "nonce", requestId: "0123456789", address: "192.0.2.9", log: pino({ level: "silent" }) },
    ...{ allowCardComponent: () => undefined, replaceHeaders: () => undefined },
  };
  const render = build.entry.module.default;
  const kept: { entry: EntryContext; data: ArrayBuffer }[] = [];
  const keep: HandleDocumentRequestFunction = async (_request, _status, _headers, entry) => {
    kept.push({ entry, data: await new Response(entry.serverHandoffStream).arrayBuffer() });
    return new Response(null);
  };
  const page = new Request(url, { headers });
  await createRequestHandler({ ...build, entry: { module: { default: keep } } })(page, context);
  const [{ entry, data }] = kept as [(typeof kept)[0]];
  const app = express();
  app.get("/desk", (_request, response, next) => {
    const again = { ...entry, serverHandoffStream: new Response(data).body ?? undefined, renderMeta: {} };
    Promise.resolve(render(page, 200, new Headers(), again, context))
      .then(({ headers: written, body }) => {
        for (const [name, value] of written) response.setHeader(name, value);
        return body && writeReadableStreamToWritable(body, response);
      })
      .catch(next);
  });
  const server = app.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    close: () => server.close(),
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/desk`,
  };
}
