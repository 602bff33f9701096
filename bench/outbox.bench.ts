import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import { insert } from "../db/change";
import { newId } from "../db/ids";
import type { OutboxRow } from "../db/queries/outbox";
import { messageIdOf } from "../emails/transport";
import { connections } from "../workflows/mail/out/rate-limit";
import { createOutbox } from "../workflows/mail/out/outbox";
import { completeMail } from "../workflows/mail/out/compose";
import { spawnSmtp } from "../tests/support/mail/spawn-smtp";
import { createWorld, days } from "../tests/support/desk/population";
import { defineBench, must } from "./frame";

const mails = 2000;

/** What the outbox of one desk sends to a mail server of another process, and a bare pool sending the same mails. */
export const bench = defineBench({
  title: `${mails} mails from the outbox to a local mail server, against a bare pool`,
  databases: true,
  // Two processes share two cores with whatever else runs there: more turns, so that the medians hold still.
  rounds: 5,
  async open() {
    const folder = mkdtempSync(join(tmpdir(), "desk-smtp-"));
    const smtp = await spawnSmtp(folder);
    const world = await createWorld({ at: Date.now(), env: { SMTP_URL: smtp.url } });
    const agency = await world.agency("法務部人事處");
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
    return { folder, smtp, world, ticketId, rows: [] as OutboxRow[] };
  },

  /** Nodemailer with as many connections, the mails written beforehand. */
  async floor(bench) {
    bench.rows = await order(bench);
    const { world, smtp } = bench;
    const { hostname, port } = new URL(smtp.url);
    const sender = world.environment.mailFrom.address;
    const written = [];
    for (const row of bench.rows) {
      const mail = await completeMail(world.outbox, () => Promise.resolve(), row);
      if (typeof mail === "string") throw new Error(mail);
      written.push({
        from: { name: row.locale === "en" ? "Personnel Service Network" : "人事服務網", address: sender },
        to: { name: "", address: row.address },
        ...world.outbox.render(mail, row.locale, row.createdAt, {}),
        messageId: messageIdOf(row.id, sender),
        date: new Date(row.createdAt),
        baseBoundary: messageIdOf(row.id, sender).replace(/\W/g, ""),
        headers: {
          "Auto-Submitted": "auto-generated",
          "X-Auto-Response-Suppress": "All",
          "X-Loop": sender,
          "Content-Language": row.locale,
        },
      });
    }
    const pool = createTransport({
      pool: true,
      maxConnections: connections,
      host: hostname,
      port: Number(port),
      ignoreTLS: true,
    });
    const started = performance.now();
    await Promise.all(written.map((mail) => pool.sendMail(mail)));
    const seconds = (performance.now() - started) / 1000;
    pool.close();
    return { perSecond: mails / seconds };
  },

  /** The outbox as it serves: claims, links, rendering, sending, and the record of each. */
  async run({ world }) {
    const started = performance.now();
    await createOutbox(world.outbox).drain();
    const seconds = (performance.now() - started) / 1000;
    must((await world.store.work.countMail({ state: "waiting" })) === 0, "a mail still waits");
    return { perSecond: mails / seconds };
  },

  reach: [
    {
      what: "× the rate of a bare pool",
      of: ({ floor, run }) => run.perSecond / floor.perSecond,
      atLeast: 0.7,
    },
  ],

  async close({ folder, smtp, world }) {
    await world.close();
    const copies = new Map<string, Set<string>>();
    const names = readdirSync(folder).filter((name) => name.endsWith(".eml"));
    for (const name of names) {
      const raw = readFileSync(join(folder, name), "latin1");
      const id = /^message-id: (.*)$/im.exec(raw)?.[1] ?? "";
      copies.set(id, (copies.get(id) ?? new Set()).add(raw));
    }
    await smtp.close();
    rmSync(folder, { recursive: true });
    must(
      names.length === copies.size * 2,
      "a mail did not come twice: once from the pool, once from the outbox",
    );
    must(
      [...copies.values()].every(({ size }) => size === 1),
      "the pool's mail and the outbox's differ",
    );
  },
});

interface Orders {
  world: Awaited<ReturnType<typeof createWorld>>;
  ticketId: string;
}

/** News of two kinds, with a link to follow and without, to people of fifty domains. */
async function order({ world, ticketId }: Orders): Promise<OutboxRow[]> {
  const at = world.clock.now;
  const ids = Array.from({ length: mails }, () => newId(world.random));
  await world.store.commit({
    at,
    writes: ids.map((id, index) =>
      insert("outbox", {
        id,
        address: `p${index}@agency${index % 50}.example`,
        ...(index % 2 === 0
          ? { ticketId, template: "withdrawn", params: { by: "applicant", withdrawnAt: at } }
          : {
              template: "password-changed",
              params: { number: null, account: "wang.ming", changedAt: at, how: "by-oneself" },
            }),
        locale: "zh-Hant-TW",
        state: "waiting",
        nextAttemptAt: at,
        giveUpAt: at + days(1),
        createdAt: at,
      }),
    ),
    audit: [],
  });
  return world.store.work.listMail({ state: "waiting", limit: mails });
}
