import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import BetterSqlite3 from "better-sqlite3";
import { openStore, type Store } from "../../../db/store";
import { createTrust } from "../../../workflows/trust/trust";
import { forge } from "../../support/forge/forge";

const migrations = "db/migrations/sqlite";

/** A database as the first version left it, with a root, its authority and their lists in it. */
function oldDatabase(file: string, { root, authority, trust }: ReturnType<typeof forge>): void {
  const sqlite = new BetterSqlite3(file);
  for (const statement of readFileSync(join(migrations, "0000_first.sql"), "utf8").split(
    "--> statement-breakpoint",
  ))
    sqlite.exec(statement);
  sqlite.exec(
    "CREATE TABLE __drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)",
  );
  const { entries } = JSON.parse(readFileSync(join(migrations, "meta/_journal.json"), "utf8")) as {
    entries: { when: number }[];
  };
  sqlite
    .prepare("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('first', ?)")
    .run(entries[0]?.when);
  const certificate = sqlite.prepare(
    "INSERT INTO trust_certificates (sha256, role, purpose, der, added_by, added_at) VALUES (?, ?, 'agency', ?, 'demo', 7)",
  );
  trust.authorities.forEach(({ certificate: { sha256 }, anchor }) =>
    certificate.run(sha256, anchor ? "anchor" : "intermediate", Buffer.from(anchor ? root : authority)),
  );
  const list = sqlite.prepare(
    "INSERT INTO crls (sha256, issuer_key_id, der, fetched_at) VALUES (?, ?, ?, 8)",
  );
  for (const { sha256, authorityKeyId, der } of trust.crls)
    list.run(sha256, authorityKeyId, Buffer.from(der));
  sqlite.pragma("foreign_keys = OFF");
  for (const [table, row] of oldEvidence) insertOld(sqlite, table, row);
  sqlite.close();
}

/** A card's order as the first version kept its evidence: for a ticket, and nothing else. */
const signed = Buffer.from("what a card signed");
const oldEvidence: [table: string, row: Record<string, unknown>][] = [
  ["agencies", { id: "agency" }],
  ["people", { id: "person", agency_id: "agency" }],
  ["tickets", { id: "ticket", number: "R1141123-0001", agency_id: "agency", person_id: "person" }],
  [
    "evidence",
    {
      ...{ id: "evidence", ticket_id: "ticket", purpose: "order-reset", at: 9 },
      ...{ content: signed, cms: Buffer.from([0x30, 0x00]), chain: '["MIIB"]', revocation: "[]" },
    },
  ],
  ["outbox", { id: "mail", ticket_id: "ticket", address: "Wang.Ming@MOJ.gov.tw", state: "waiting" }],
];

/** Inserts a row of the old schema; what it must have besides is filled with nothing in particular. */
function insertOld(sqlite: BetterSqlite3.Database, table: string, row: Record<string, unknown>): void {
  const columns = sqlite.pragma(`table_info(${table})`) as { name: string; type: string; notnull: number }[];
  const nothing = { text: "{}", integer: 0, blob: Buffer.alloc(1) } as Record<string, unknown>;
  const full = Object.fromEntries(
    columns.flatMap(({ name, type, notnull }) =>
      name in row ? [[name, row[name]]] : notnull ? [[name, nothing[type.toLowerCase()]]] : [],
    ),
  );
  const names = Object.keys(full);
  sqlite
    .prepare(`INSERT INTO ${table} (${names.join()}) VALUES (${names.map((name) => `@${name}`).join()})`)
    .run(full);
}

describe("A database of the first version is brought to this one", () => {
  const folder = mkdtempSync(join(tmpdir(), "migrations-"));
  const before = forge({});
  let store: Store;

  beforeAll(async () => {
    oldDatabase(join(folder, "desk.db"), before);
    store = await openStore(`file:${join(folder, "desk.db")}`);
  });
  afterAll(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  test("its authorities are kept, and may serve a second purpose now", async () => {
    const kept = (await store.trust.certificates()).toSorted((one, other) =>
      one.sha256 < other.sha256 ? -1 : 1,
    );
    expect(
      kept.map(({ sha256, role, purpose, crlUrls, ocspUrl }) => ({
        sha256,
        role,
        purpose,
        crlUrls,
        ocspUrl,
      })),
    ).toEqual(
      before.trust.authorities
        .toSorted((one, other) => (one.certificate.sha256 < other.certificate.sha256 ? -1 : 1))
        .map(({ certificate: { sha256 }, anchor }) => ({
          sha256,
          role: anchor ? "anchor" : "intermediate",
          purpose: "agency",
          crlUrls: [],
          ocspUrl: null,
        })),
    );
  });

  test("its lists are kept, byte for byte, and get their facts when they are next read", async () => {
    const { trust } = await createTrust(store).current();
    expect(trust.crls.map(({ sha256 }) => sha256).sort()).toEqual(
      before.trust.crls.map(({ sha256 }) => sha256).sort(),
    );
    expect(
      (await store.trust.lists()).map(({ series, number, nextUpdateAt }) => ({
        series,
        number,
        nextUpdateAt,
      })),
    ).toEqual(
      expect.arrayContaining(
        before.trust.crls.map(({ series, number, nextUpdateAt }) => ({
          series,
          number: String(number),
          nextUpdateAt,
        })),
      ),
    );
  });

  test("what cards signed for a ticket is kept, byte for byte, and belongs to no binding", async () => {
    expect(await store.tickets.evidenceOf("ticket")).toEqual([
      expect.objectContaining({
        ...{ id: "evidence", ticketId: "ticket", personId: null, bindingId: null },
        ...{ purpose: "order-reset", content: signed, chain: ["MIIB"], revocation: [], at: 9 },
      }),
    ]);
  });

  test("its mails get the domain that they go to", async () => {
    expect(await store.work.mail("mail")).toMatchObject({
      address: "Wang.Ming@MOJ.gov.tw",
      domain: "moj.gov.tw",
    });
  });
});
