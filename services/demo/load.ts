import { openNationalId } from "../../accounts/identity/kept-national-id";
import { scenarioPeople, type ScenarioPerson } from "../../accounts/demo/people";
import { loadDemo } from "../../accounts/demo/load";
import { scenarioNewcomers, scenarioRecentHire } from "../../accounts/demo/scenario";
import { systemRandom, type Services } from "../services";
import { openDemoCards, renewDemoLists, trustDemoCards } from "./cards";
import type { SignWithCard } from "./doing";
import { playHistory } from "./history";
import { openDemoMail } from "./mail";
import type { DemoTime } from "./time";

/** The oldest cases are five weeks old, so that one that nobody carried on has been closed (30 days). */
const historyMs = 40 * 24 * 60 * 60_000;

export interface DemoLoading {
  /** The time by which `services` live. */
  time: DemoTime;
  sign: SignWithCard;
  /** The demo's PKI; a smaller one in tests. */
  open?: typeof openDemoCards;
  registry?: "whole" | "scenario";
  seed?: number;
}

/**
 * Fills a database in which there is nobody yet with the demo: agencies and people as they were some weeks ago, then the
 * weeks since, up to the present of the clock; all of it, or nothing where it is cut short. The same seed and present give
 * the same desk but for the salts of password hashes, which are made as everywhere. What a seed repeats can be guessed:
 * the tokens of the demo's sessions too, whose password is printed at the start anyway.
 *
 * @param services made with the clock and the chance of `time`
 * @returns whether there was nobody
 */
export async function fillEmpty(
  services: Services,
  { time, sign, open = openDemoCards, registry = "whole", seed = 26 }: DemoLoading,
): Promise<boolean> {
  if ((await services.store.people.count()) > 0) return false;
  const now = services.clock();
  // Cards that are there are kept, so that making them must not move the chance that all else comes from.
  const openCards: typeof open = (parts, citizens) => open({ ...parts, random: systemRandom }, citizens);
  time.goBack(now - historyMs, seed);
  const mail = openDemoMail(services);
  try {
    await services.store.inOneTransaction(async () => {
      // The agencies' cards wait for nobody's record: their keys are made while the registry is read.
      const [demo] = await Promise.all([loadDemo(services, { registry }), openCards(services)]);
      const pki = await trustDemoCards(services, openCards);
      const cards = async () => {
        await renewDemoLists(services, openCards);
        return pki.cards;
      };
      await playHistory({ services, mail, demo, cards, sign }, time, now);
    });
  } finally {
    mail.close();
    time.comeBack();
  }
  return true;
}

/** Whoever of the demo can try a first login, which asks for the 身分證字號. */
export interface DemoNewcomer {
  name: string;
  nationalId: string;
  zh: string;
  en: string;
}

const recentHire = {
  name: scenarioRecentHire.name,
  zh: "新進人員（關務署）：資料建立未滿 30 天，首次登入正等上級人事確認",
  en: "new (Customs), on record for less than 30 days: the first login waits for superior HR",
};

/** The new people with their national IDs, as this database has them. */
export async function demoNewcomers({
  store,
  secrets,
}: Pick<Services, "store" | "secrets">): Promise<DemoNewcomer[]> {
  const wanted = [
    ...scenarioNewcomers.map(({ who, zh, en }) => ({
      name: (scenarioPeople[who] as ScenarioPerson).name,
      zh,
      en,
    })),
    recentHire,
  ];
  const found = await Promise.all(
    wanted.map(async (one) => {
      const person = (await store.people.search(one.name, null)).find(
        ({ firstLoginAt }) => firstLoginAt === null,
      );
      return person ? [{ ...one, nationalId: openNationalId(secrets, person) }] : [];
    }),
  );
  return found.flat();
}
