import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { beginWithCard, proofChallenge, proveCard } from "../../../workflows/cards/agency/card-desk";
import { orderChallenge, signOrder } from "../../../workflows/cards/agency/order";
import { choosePerson } from "../../../workflows/cards/agency/people";
import { evidenceArchive } from "../../../workflows/cards/evidence-archive";
import { proofsOf } from "../../../workflows/cards/evidence";
import { cardAgencies, makeCards, trustCards, type Cards } from "../../support/cards/cards";
import { createWorld, mondayMorning, type World } from "../../support/desk/population";

const run = promisify(execFile);
const card = `agency-${cardAgencies.justice.oid}`;

let cards: Cards;
let world: World;
let folder: string;
let number: string;
let ticketId: string;
let masked: string;

beforeAll(async () => {
  cards = await makeCards({ at: mondayMorning });
  world = await createWorld();
  await trustCards(world, cards.pki);
  const agency = await world.agency("法務部", cardAgencies.justice);
  const person = await world.person("王明", { agency });
  masked = person.nationalIdMasked;
  const agent = await world.staff("周客服", "agent", { agency });

  const desk = world.services.card;
  const keeper = { name: "林志明", title: "科員", extension: "1234" };
  const visit = await beginWithCard(desk, { keeper, address: "192.0.2.7", locale: "zh-Hant-TW" });
  const proof = await proofChallenge(desk, visit);
  await proveCard(desk, visit, {
    nonce: proof.nonce,
    cms: cards.sign(card, proof.contentBase64, mondayMorning),
  });
  await choosePerson(desk, visit, person.id);
  const order = await orderChallenge(desk, visit, { disableOldPassword: true, locale: "zh-Hant-TW" });
  await signOrder(desk, visit, {
    nonce: order.nonce,
    cms: cards.sign(card, order.contentBase64, mondayMorning),
  });

  const ticket = await world.store.tickets.byId(visit.ticketId);
  number = ticket?.number ?? "";
  ticketId = visit.ticketId;
  folder = await mkdtemp(join(tmpdir(), "evidence-"));
  const archive = await evidenceArchive(world.services, { kind: "person", personId: agent.id }, number);
  await writeFile(join(folder, "evidence.tar"), archive);
  await run("tar", ["-xf", "evidence.tar"], { cwd: folder });
});
afterAll(async () => {
  await world.close();
  await cards.remove();
  await rm(folder, { recursive: true, force: true });
});

const readme = () => readFile(join(folder, number, "README.txt"), "utf8");

/** The commands as the README prints them, for a stranger to copy. */
async function commands(): Promise<string[]> {
  return (await readme()).match(/openssl cms (?:.*\\\n)+.*$/gm) ?? [];
}

describe("the evidence of a card's order", () => {
  it("is checked by openssl with the very commands of its README", async () => {
    const found = await commands();
    expect(found).toHaveLength(2);
    for (const command of found) {
      const { stderr } = await run("sh", ["-c", command], { cwd: join(folder, number) });
      expect(stderr).toMatch(/Verification successful/i);
    }
  });

  it("fails the same check when one letter of the order is changed", async () => {
    const content = join(folder, number, "2-reset", "content.json");
    const original = await readFile(content, "utf8");
    await writeFile(content, original.replace("王明", "王民"));
    const [, command = ""] = await commands();
    await expect(run("sh", ["-c", command], { cwd: join(folder, number) })).rejects.toThrow(
      /Verification fail/i,
    );
    await writeFile(content, original);
  });

  it("tells a stranger who ordered which reset of whom", async () => {
    const text = await readme();
    expect(text).toContain(`ou=法務部,o=行政院,c=TW`);
    expect(text).toContain("林志明（科員，分機 1234）");
    expect(text).toContain(`王明（${masked}）`);
    expect(text).toContain(number);
  });

  it("is listed for staff with its sentence", async () => {
    expect(
      (await proofsOf(world.store, ticketId)).map(({ purpose, statement }) => [purpose, statement !== null]),
    ).toEqual([
      ["prove-card", false],
      ["reset", true],
    ]);
  });

  it("is recorded when it is read, and not given to others", async () => {
    const rows = await world.store.records.auditOf({ ticketId });
    expect(rows.filter(({ act }) => act === "evidence.read")).toHaveLength(1);
    const agency = await world.agency("財政部");
    const stranger = await world.person("路人", { agency });
    await expect(
      evidenceArchive(world.services, { kind: "person", personId: stranger.id }, number),
    ).rejects.toMatchObject({ code: "not-staff" });
  });
});
