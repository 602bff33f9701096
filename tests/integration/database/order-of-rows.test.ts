import { expect, it } from "vitest";
import { insert, type Write } from "../../../db/change";
import type { Store } from "../../../db/store";
import { createWorld, mondayMorning as at } from "../../support/desk/population";

const four = [1, 2, 3, 4];
const everybody = four.map((n) => `person-${n}`);
const each = (write: (n: number) => Write) => four.map(write);

/** Rows of every kind that is listed, table by table. Whatever they are listed by first is the same in all of them. */
const rows: Write[][] = [
  each((n) =>
    insert("agencies", {
      ...{ id: `agency-${n}`, oid: `2.16.886.101.${n}`, name: "機關", fullName: "機關", dn: "o=機關,c=TW" },
      ...{ parentId: null, parentBasis: "root", createdAt: at, updatedAt: at },
    }),
  ),
  each((n) =>
    insert("people", {
      ...{ id: `person-${n}`, agencyId: `agency-${1 + (n % 2)}`, name: "王明", account: `wang.${n}` },
      ...{ nationalIdSealed: `sealed-${n}`, nationalIdHash: `hash-${n}`, nationalIdMasked: "A12345****" },
      ...{ createdAt: at, updatedAt: at },
    }),
  ),
  four.flatMap((n) =>
    (["administrator", "hr-supervisor"] as const).map((role) =>
      insert("roles", {
        ...{ id: `${role}-${n}`, personId: `person-${n}`, role, validFrom: 0 },
        ...{ grantedBy: "console:test", createdAt: at },
      }),
    ),
  ),
  each((n) =>
    insert("servedAgencies", {
      ...{ id: `served-${n}`, roleId: "hr-supervisor-1", agencyId: `agency-${n}` },
      ...{ post: n === 3 ? "main" : "concurrent", includesSubordinates: false, validFrom: 0 },
    }),
  ),
  each((n) =>
    insert("delegations", {
      ...{ id: `delegation-${n}`, delegatorId: "person-1", delegateId: "person-2", kind: "staff" },
      ...{ level: "decide", validFrom: 0, validTo: at, createdAt: at },
    }),
  ),
  four.flatMap((n) =>
    [null, at].map((closedAt) =>
      insert("tickets", {
        ...{ id: `ticket-${n}-${closedAt}`, number: `R115112${closedAt === null ? 3 : 4}-000${n}` },
        ...{ kind: "recovery", path: "hr-supervisor", state: "submitted", machineVersion: 1, version: 1 },
        ...{ snapshot: { value: "submitted", context: {}, status: "active" } },
        ...{ personId: closedAt === null ? `person-${n}` : "person-1", agencyId: "agency-1" },
        ...{ applicantName: "王明", privileged: false, channel: "web", locale: "zh-Hant-TW" },
        ...{ openedAt: at, closedAt },
      }),
    ),
  ),
  each((n) => insert("claims", { ticketId: `ticket-${n}-null`, name: "王明", unmatchedSince: at })),
  each((n) =>
    insert("deadlines", {
      ...{ id: `deadline-${n}`, ticketId: "ticket-1-null", name: `d${n}`, issue: 1 },
      ...{ dueAt: at, state: "pending" },
    }),
  ),
  each((n) =>
    insert("evidence", {
      ...{ id: `evidence-${n}`, ticketId: "ticket-1-null", personId: "person-1", purpose: "reset" },
      ...{ content: Buffer.alloc(1), cms: Buffer.alloc(1), chain: [], revocation: {}, at },
    }),
  ),
  each((n) =>
    insert("temporaryPasswords", {
      ...{ id: `password-${n}`, ticketId: "ticket-1-null", personId: `person-${n}`, issue: 1 },
      ...{ keyId: "0123abcd", state: "live", issuedAt: at },
    }),
  ),
  each((n) =>
    insert("outbox", {
      ...{ id: `mail-${n}`, address: "a@b.example", template: "shell-act", params: {}, locale: "en" },
      ...{ state: "waiting", nextAttemptAt: at, giveUpAt: at, createdAt: at },
      ...{ gatheredInto: "another", leaseHolder: `holder-${n}`, leasedUntil: at + 1 },
    }),
  ),
  each((n) =>
    insert("personChanges", {
      ...{ id: `change-${n}`, personId: "person-1", field: "email", changedBy: "person-2" },
      ...{ proof: "in-person", at },
    }),
  ),
  each((n) =>
    insert("previousPasswords", { id: `former-${n}`, personId: "person-1", hash: `hash-${n}`, setAt: at }),
  ),
  each((n) =>
    insert("sessions", {
      ...{ tokenHash: `session-${n}`, personId: "person-1", kind: "full", via: "password" },
      ...{ address: "192.0.2.1", createdAt: at, lastSeenAt: at, expiresAt: at },
    }),
  ),
  each((n) =>
    insert("apiTokens", {
      ...{ tokenHash: `token-${n}`, personId: "person-1", label: "l", scopes: [] },
      ...{ createdAt: at, expiresAt: at + 1 },
    }),
  ),
  each((n) =>
    insert("certificateBindings", {
      ...{ id: `binding-${n}`, personId: "person-1", issuerKeyId: "k", subjectSerial: `${n}` },
      ...{ state: "ended", certificateSha256: "s", certificateSerial: "1", issuerName: "i" },
      ...{ notAfterAt: at, boundAt: at },
    }),
  ),
  each((n) =>
    insert("trustCertificates", {
      ...{ sha256: `root-${n}`, purpose: "agency", role: "anchor", der: Buffer.alloc(1) },
      ...{ addedBy: "test", addedAt: at },
    }),
  ),
  each((n) =>
    insert("crls", {
      ...{ sha256: `list-${n}`, issuerKeyId: "k", series: `series-${n}`, number: "1", thisUpdateAt: at },
      ...{ nextUpdateAt: at, entries: 0, size: 1, source: "demo", fetchedAt: at },
    }),
  ),
  each((n) => insert("crlParts", { sha256: `loose-${n}`, part: 0, bytes: Buffer.alloc(1) })),
];

const viewer = { personId: "person-1", at };

/** What lists several rows, or hands them to somebody who takes the first. */
const readers: Record<string, (store: Store) => Promise<unknown>> = {
  holders: ({ people }) => people.holders("administrator", at),
  rolesOf: ({ people }) => people.rolesOf("person-1", at),
  rolesOfSeveral: ({ people }) => people.rolesOf(everybody, at),
  rolesInForce: ({ people }) => people.rolesInForce(at),
  servicesOf: ({ people }) => people.servicesOf(everybody, at),
  delegationsTo: ({ people }) => people.delegationsTo("person-2"),
  delegationsToSeveral: ({ people }) => people.delegationsTo(everybody),
  delegationsFrom: ({ people }) => people.delegationsFrom(everybody),
  peopleByIds: async ({ people }) => [...(await people.byIds(everybody)).keys()],
  peopleFound: ({ people }) => people.search("王明", null),
  peopleOfAgency: ({ people }) => people.ofAgency("agency-1"),
  countsByAgency: ({ people }) => people.countsByAgency(),
  changesOf: ({ people }) => people.changesOf("person-1"),
  previousPasswords: ({ people }) => people.previousPasswords("person-1", 3),
  queue: ({ tickets }) => tickets.queue("all-open", viewer, { limit: 3, offset: 0 }),
  list: ({ tickets }) => tickets.list("closed", viewer),
  pendingAt: ({ tickets }) => tickets.pendingAt(["agency-1", "agency-2"], ["submitted"]),
  ticketsFound: ({ tickets }) => tickets.search("王明"),
  ticketsOfPerson: ({ tickets }) => tickets.ofPerson("person-1"),
  openOwnersNotTold: ({ tickets }) => tickets.openOwnersNotTold("shell-act", 0),
  unmatched: ({ tickets }) => tickets.unmatched(at, 3),
  pendingDeadlines: ({ tickets }) => tickets.pendingDeadlines("ticket-1-null"),
  evidenceOfTicket: ({ tickets }) => tickets.evidenceOf("ticket-1-null"),
  evidenceOfPerson: ({ bindings }) => bindings.evidenceOf("person-1"),
  bindingsOfPerson: ({ bindings }) => bindings.ofPerson("person-1"),
  livePasswords: ({ passwords }) => passwords.live(),
  carriedBy: ({ work }) => work.carriedBy("another"),
  leaseHolders: ({ work }) => work.leaseHolders(at),
  sessionsOf: ({ records }) => records.sessionsOf("person-1"),
  liveTokens: ({ records }) => records.liveTokens(at),
  certificates: ({ trust }) => trust.certificates(),
  lists: ({ trust }) => trust.lists(),
  looseLists: ({ trust }) => trust.looseLists(),
};

async function readFrom(tables: Write[][]): Promise<Record<string, unknown>> {
  const world = await createWorld();
  try {
    for (const writes of tables) await world.store.commit({ at, writes, audit: [] });
    const read = Object.entries(readers).map(async ([name, reader]) => [name, await reader(world.store)]);
    return Object.fromEntries(await Promise.all(read)) as Record<string, unknown>;
  } finally {
    await world.close();
  }
}

it("what is listed has the same order in whichever its rows were written", async () => {
  const read = await readFrom(rows);
  expect(read).toEqual(await readFrom(rows.map((writes) => writes.toReversed())));
  for (const [name, list] of Object.entries(read)) expect(list, name).not.toHaveLength(0);
  expect(read.servicesOf).toMatchObject([
    { post: "main" },
    ...[1, 2, 4].map((n) => ({ servedId: `served-${n}` })),
  ]);
});
