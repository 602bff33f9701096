import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { cardVisit } from "../../../app/api/card-api-schemas";
import { bearing, type Answer } from "../../support/desk/api";
import { cardAgencies, makeCards, trustCards, type Cards } from "../../support/cards/cards";
import { createWorld, minutes, mondayMorning, type World } from "../../support/desk/population";

const keeper = { name: "林志明", title: "科員", extension: "1234" };
const justiceCard = `agency-${cardAgencies.justice.oid}`;

let cards: Cards;
let world: World;
let site: string;
let office: Awaited<ReturnType<typeof ministries>>;

beforeAll(async () => {
  cards = await makeCards({ at: mondayMorning });
});
afterAll(() => cards.remove());
beforeEach(async () => {
  world = await createWorld();
  await trustCards(world, cards.pki);
  office = await ministries();
  site = await world.serve();
});
afterEach(() => world.close());

async function ministries() {
  const justice = await world.agency("法務部", cardAgencies.justice);
  const finance = await world.agency("財政部", cardAgencies.finance);
  return {
    wang: await world.person("王明", { agency: justice }),
    tax: await world.person("王國稅", { agency: finance }),
  };
}

const act = (before: Answer, type: string, more: object = {}) =>
  bearing(site, String(before.body.visit)).post("/api/v1/card-visits/acts", { type, ...more });

async function begin(): Promise<Answer> {
  return bearing(site, null).post("/api/v1/card-visits", { keeper });
}

/** What the card makes of the challenge of an answer. */
function signatureOf({ body }: Answer, card = justiceCard) {
  const { nonce, contentBase64 } = body.challenge as { nonce: string; contentBase64: string };
  return { nonce, cms: Buffer.from(cards.sign(card, contentBase64, world.clock.now)).toString("base64") };
}

async function proven(card = justiceCard): Promise<Answer> {
  const begun = await begin();
  return act(begun, "PROVE_CARD", signatureOf(begun, card));
}

describe("a program that holds an agency's card", () => {
  it("orders a reset by two signatures, each answer as it is described", async () => {
    const begun = await begin();
    expect(begun.status).toBe(201);
    const shown = await act(begun, "PROVE_CARD", signatureOf(begun));
    const found = await act(shown, "LOOK_UP", { q: "王" });
    expect(found.body.people).toMatchObject([{ id: office.wang.id, name: "王明" }]);
    const chosen = await act(found, "CHOOSE_PERSON", { personId: office.wang.id });
    const order = await act(chosen, "ASK_ORDER", { disableOldPassword: true });
    expect(order.body.challenge).toMatchObject({ statement: expect.stringContaining("舊密碼立即停用") });
    const signed = await act(order, "SIGN_ORDER", signatureOf(order));
    for (const { body } of [begun, shown, found, chosen, order, signed])
      expect(cardVisit.safeParse(body).error).toBeUndefined();
    expect(signed.body.state).toBe("passwordHandover.issuing");
    await world.settle();
    expect(world.passwordFor(office.wang.email)).toHaveLength(8);
  });

  it("is refused a person of another agency, and may choose another", async () => {
    const shown = await proven();
    const refused = await act(shown, "CHOOSE_PERSON", { personId: office.tax.id });
    expect(refused.status).toBe(403);
    expect(refused.body).toMatchObject({ code: "card-of-another-agency" });
    expect(String(refused.body.title)).toContain("機關");
    expect((await act(shown, "CHOOSE_PERSON", { personId: office.wang.id })).status).toBe(200);
  });

  it("hears the verdict's own code for a signature that is none, and for one used before", async () => {
    const begun = await begin();
    const signature = signatureOf(begun);
    const broken = { ...signature, cms: Buffer.from("not a signature").toString("base64") };
    expect(await act(begun, "PROVE_CARD", broken)).toMatchObject({
      status: 403,
      body: { code: "message-not-der", over: false },
    });
    expect(await act(begun, "PROVE_CARD", signature)).toMatchObject({
      status: 403,
      body: { code: "challenge-unknown" },
    });
    const again = await act(begun, "ASK_PROOF");
    expect((await act(begun, "PROVE_CARD", signatureOf(again))).status).toBe(200);
  });

  it("needs its visit, in time, and the fields of the keeper", async () => {
    const nobody = bearing(site, "x");
    expect(await nobody.post("/api/v1/card-visits/acts", { type: "ASK_PROOF" })).toMatchObject({
      status: 401,
      body: { code: "card-visit-invalid" },
    });
    const unnamed = await bearing(site, null).post("/api/v1/card-visits", {
      keeper: { ...keeper, name: "" },
    });
    expect(unnamed).toMatchObject({ status: 422, body: { errors: [{ pointer: "#/keeper/name" }] } });
    const shown = await proven();
    world.clock.now += minutes(6);
    const late = await act(shown, "CHOOSE_PERSON", { personId: office.wang.id });
    expect(late).toMatchObject({ status: 409, body: { code: "card-proof-expired" } });
    world.clock.now += minutes(60);
    expect((await act(shown, "ASK_PROOF")).status).toBe(401);
  });
});
