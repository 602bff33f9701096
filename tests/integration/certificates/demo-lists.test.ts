import { afterAll, beforeAll, expect, it } from "vitest";
import { type openDemoCards, renewDemoLists, trustDemoCards } from "../../../services/demo/cards";
import { openDemoPki } from "../../../certificates/demo/demo-pki";
import { verifyCardSignature } from "../../../certificates/verdict/card-signature";
import { type Cards, cardAgencies, makeCards } from "../../support/cards/cards";
import { createWorld, days, mondayMorning, type World } from "../../support/desk/population";

let world: World;
let cards: Cards;

beforeAll(async () => {
  world = await createWorld();
  cards = await makeCards({ at: mondayMorning });
});
afterAll(async () => {
  await world.close();
  await cards.remove();
});

/** The PKI of the test's cards, which issues its lists anew at every opening, as the demo's does. */
const open: typeof openDemoCards = ({ clock, random }) =>
  openDemoPki(`${cards.pki.cardsFolder}/..`, {
    agencies: [cardAgencies.justice],
    citizens: [],
    at: clock(),
    random,
  });

async function verdict(): Promise<string> {
  const at = world.clock.now;
  const content = Buffer.from("a challenge");
  const cms = cards.sign(`agency-${cardAgencies.justice.oid}`, content.toString("base64"), at);
  const said = verifyCardSignature({
    cms,
    content,
    purpose: "agency",
    at,
    ...(await world.services.card.trust.current()),
  });
  return said.accepted ? "accepted" : said.code;
}

it("A demo that runs for weeks has its lists made anew before they end", async () => {
  await trustDemoCards(world.services, open);
  expect(await verdict()).toBe("accepted");
  const numbers = async () => (await world.store.trust.lists()).map(({ number }) => number).join();
  const first = await numbers();
  world.clock.now += days(3);
  await renewDemoLists(world.services, open);
  expect(await numbers()).toBe(first);
  for (let day = 4; day < 24; day++) {
    world.clock.now += days(1);
    await renewDemoLists(world.services, open);
    expect(await verdict()).toBe("accepted");
  }
  expect(await numbers()).not.toBe(first);
  expect(await world.store.trust.lists()).toHaveLength(5);
});
