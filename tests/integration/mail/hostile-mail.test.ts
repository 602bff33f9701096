import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createParsing } from "../../../services/parsing/parsing";
import { receiveMail } from "../../../workflows/mail/in/receive";
import { hours } from "../../support/desk/population";
import { seededRandom } from "../../support/desk/seeded-random";
import { dividerOfBlanks, hostileMail, nearBoundaries, overBudget } from "../../support/mail/hostile-mail";
import { inboundDesk, letter, type InboundDesk } from "../../support/mail/inbound";

let desk: InboundDesk;
let site = "";
beforeAll(async () => {
  desk = await inboundDesk();
  site = await desk.world.serve();
});
afterAll(() => desk.close());

/** How often mails were read in a thread, by how that ended. */
async function readings(): Promise<Record<string, number>> {
  const text = await desk.world.services.metrics.text();
  const lines = [...text.matchAll(/^desk_parsed_total\{job="mail-read",result="([\w-]+)"\} (\d+)$/gm)];
  return Object.fromEntries(lines.map(([, result = "", count]) => [result, Number(count)]));
}

const total = async () => Object.values(await readings()).reduce((sum, one) => sum + one, 0);
const health = async () => (await fetch(`${site}/healthz`)).status;

describe("a hostile mail", () => {
  it.each([
    ["a divider of blanks", dividerOfBlanks],
    ["near-boundaries in every level", nearBoundaries],
  ])("is read in a thread of its own while the desk goes on: %s", async (_, raw) => {
    const { replyTo } = await desk.mailed();
    // The first of its kind pays for code that is run for the first time.
    await desk.send({ from: "somebody@agency.example", to: replyTo, raw: letter("Hello.") });
    const before = await total();
    let isUnderWay = true;
    const sent = desk
      .send({ from: "stranger@agency.example", to: replyTo, raw })
      .finally(() => (isUnderWay = false));
    while (isUnderWay) expect(await health()).toBe(200);
    expect([250, 552]).toContain(await sent);
    expect(await total()).toBe(before + 1);
  });

  it.each(Object.entries(overBudget))(
    "is refused with its code, and nothing is kept: %s",
    async (code, text) => {
      const { number, replyTo } = await desk.mailed();
      const before = await desk.history(number);
      expect(await desk.send({ from: "stranger@agency.example", to: replyTo, raw: text() })).toBe(552);
      expect(await desk.history(number)).toEqual(before);
      if (code !== "mail-too-large") expect((await readings())[code]).toBeGreaterThan(0);
    },
  );

  it(
    "of any kind is stored or refused for good, and none is a fault of ours",
    { timeout: 120_000 },
    async () => {
      const random = seededRandom(11);
      const { replyTo, bounceTo } = await desk.mailed();
      const codes = new Set<number>();
      for (let round = 0; round < 60; round += 1) {
        desk.world.clock.now += hours(0.2);
        const [from, to] = round % 3 === 0 ? ["", bounceTo] : [`s${round}@agency.example`, replyTo];
        codes.add(await desk.send({ from, to, raw: hostileMail(random) }));
      }
      expect([...codes].filter((code) => ![250, 552, 554].includes(code))).toEqual([]);
      expect(await readings()).not.toHaveProperty("broke");
      expect(await readings()).not.toHaveProperty("took-too-long");
    },
  );
});

describe("a mail", () => {
  it("is read once, however many it is for", async () => {
    const cases = [await desk.mailed(), await desk.mailed(), await desk.mailed()];
    const before = await total();
    const to = [...cases.map(({ replyTo }) => replyTo), cases[0]?.replyTo.toUpperCase() ?? ""];
    expect(await desk.send({ from: "wang.ming@agency.example", to, raw: letter("To all of you.") })).toBe(
      250,
    );
    for (const { number } of cases)
      expect((await desk.history(number)).filter(({ type }) => type === "MESSAGE_RECEIVED")).toHaveLength(1);
    expect(await total()).toBe(before + 1);
  });

  it("from whom too much came is not read", async () => {
    const { replyTo } = await desk.mailed();
    const codes: number[] = [];
    for (let times = 0; times < 20; times += 1)
      codes.push(await desk.send({ from: `a${times}@b.example`, to: replyTo, raw: letter(`no. ${times}`) }));
    expect(codes).toEqual(Array.from({ length: 20 }, () => 250));
    const before = await total();
    expect(await desk.send({ from: "c@b.example", to: replyTo, raw: dividerOfBlanks })).toBe(450);
    expect(await total()).toBe(before);
  });

  it("whose reading is stopped is refused for good, and the next one is read", async () => {
    const { services } = desk.world;
    const { replyTo } = await desk.mailed();
    const noted: string[] = [];
    const hasty = createParsing((_, result) => noted.push(result), { deadlineMs: 0 });
    const parts = { ...services, addresses: desk.addresses, deskAddresses: [] };
    const mail = (text: string) => ({
      from: "wang.ming@agency.example",
      to: [replyTo],
      bytes: Buffer.from(letter(text)),
    });
    const long = mail(" x".repeat(60_000));
    expect(await receiveMail({ ...parts, reader: hasty.mail }, long)).toMatchObject({
      code: 554,
      words: expect.stringContaining("took-too-long"),
    });
    expect(noted).toEqual(["took-too-long"]);
    await hasty.close();
    expect(await receiveMail({ ...parts, reader: services.parsing.mail }, mail("Hello."))).toBeNull();
  });
});
