import { randomBytes } from "node:crypto";
import type { BrowserContext, Page } from "playwright-core";
import { startCardReader, type CardReader } from "../../../bin/card-reader/reader";
import { DEMO_PIN, type DemoCitizen } from "../../../certificates/demo/demo-cards";
import { openBrowser, type TestBrowser } from "./browser";
import { makeCards, trustCards } from "../cards/cards";
import type { PersonWithAgency } from "../../../db/queries/people";
import { watchPins, type PinWatch } from "./pin-watch";
import { signedIn } from "../desk/session";
import { createWorld, freePort, mondayMorning } from "../desk/population";

/** A PIN that opens no card of a test. */
export const wrongPin = "975318";

export type CitizenSite = Awaited<ReturnType<typeof openCitizenSite>>;

/** Somebody with a citizen's card at a machine of their own. */
export interface CitizenAtDoor {
  visitor: BrowserContext;
  page: Page;
  watch: PinWatch;
  /** Puts a card in and signs in with it on the home page. */
  insert(card: string, pin?: string): Promise<void>;
  /** Names the account that the card is for. */
  name(login: string): Promise<void>;
  /** What the page says went wrong. */
  alert(): Promise<string>;
  /** Goes away; returns the requests that carried a PIN to somebody other than the component. */
  leave(): Promise<string[]>;
}

/** A served desk that trusts the cards of these citizens, with one card reader for whoever comes to the door. */
export async function openCitizenSite(citizens: readonly DemoCitizen[]) {
  const browser = await openBrowser();
  const cards = await makeCards({ at: mondayMorning, citizens });
  const port = await freePort();
  const world = await createWorld({ env: { CARD_COMPONENT_URL: `http://localhost:${port}` } });
  await trustCards(world, cards.pki);
  await world.serve();
  const url = world.environment.appUrl;
  const reader: CardReader = await startCardReader({
    port,
    cardsFolder: cards.pki.cardsFolder,
    trustedOrigins: [url],
    clock: () => world.clock.now,
    random: (bytes) => randomBytes(bytes),
  });

  return {
    browser,
    cards,
    world,
    url,
    reader,

    async visit(options: Parameters<TestBrowser["visitor"]>[0] = {}): Promise<CitizenAtDoor> {
      const visitor = await browser.visitor(options);
      const watch = watchPins(visitor, reader.url);
      const page = await visitor.newPage();
      await page.goto(url);
      return {
        visitor,
        page,
        watch,
        async insert(card, pin = DEMO_PIN) {
          reader.insert(card);
          await page.goto(url);
          await page.fill("#pin", pin);
          await page.click("form:has(#pin) button");
        },
        async name(login) {
          await page.waitForURL("**/certificate/identify");
          await page.fill('input[name="login"]', login);
          await page.click('form:has(input[name="login"]:not([type="hidden"])) button');
        },
        alert: () => page.locator('.public-main [role="alert"]').first().innerText(),
        async leave() {
          const leaks = await watch.leaksOf(DEMO_PIN, wrongPin);
          await visitor.close();
          return leaks;
        },
      };
    },

    /** Somebody else at a machine of their own, signed in. */
    colleague: async (who: PersonWithAgency): Promise<Page> =>
      signedIn(world, await browser.visitor({ javaScript: false }), who),

    async close() {
      await reader.close();
      await world.close();
      await browser.close();
      await cards.remove();
    },
  };
}
