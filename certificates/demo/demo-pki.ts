import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Random } from "../../db/types";
import { type CardFile, cardFile, NotACardFile } from "../card/card-file";
import {
  type DemoAuthority,
  demoTrust,
  issueDemoCrls,
  makeDemoAuthorities,
  makeKey,
} from "./demo-authorities";
import { type DemoAgency, type DemoCitizen, makeDemoCard, planDemoCards } from "./demo-cards";
import type { TrustEntry } from "../revocation/trust-store";

/** A PKI of the government's shape for the demo. What it vouches for is worth nothing outside its folder. */
export interface DemoPki {
  trust: TrustEntry[];
  crls: Uint8Array[];
  cards: CardFile[];
  /** Where the card files are, for the software card reader. */
  cardsFolder: string;
}

/**
 * Opens the demo PKI in `folder`, making what is missing: authorities, then a card for each agency and citizen asked
 * for. What is there already is kept; revocation lists are issued afresh at every call.
 *
 * Layout: `authorities.json` (with private keys), `authorities/*.crt`, `crls/*.crl` (DER), `cards/*.json`.
 *
 * @param wish.at epoch milliseconds
 */
export async function openDemoPki(
  folder: string,
  wish: { agencies: readonly DemoAgency[]; citizens: readonly DemoCitizen[]; at: number; random: Random },
): Promise<DemoPki> {
  const cardsFolder = join(folder, "cards");
  for (const name of ["authorities", "crls", "cards"]) await mkdir(join(folder, name), { recursive: true });
  const authorities =
    (await readAuthorities(folder)) ?? (await writeAuthorities(folder, wish.at, wish.random));
  const cards = await readCards(cardsFolder);
  const missing = planDemoCards(wish.agencies, wish.citizens).filter(
    ({ name }) => !cards.some((card) => card.name === name),
  );
  if (missing.length > 0) {
    const encryption = await makeKey();
    const made = await Promise.all(
      missing.map((plan) => makeDemoCard(plan, authorities, encryption, wish.at, wish.random)),
    );
    for (const card of made)
      await writePrivate(join(cardsFolder, `${card.name}.json`), JSON.stringify(card, null, 2));
    cards.push(...made);
  }
  const crls = issueDemoCrls(authorities, cards, wish.at);
  for (const { id, der } of crls) await writeFile(join(folder, "crls", `${id}.crl`), der);
  return { trust: demoTrust(authorities), crls: crls.map(({ der }) => der), cards, cardsFolder };
}

/**
 * Reads every card file of a folder, in the order of their names.
 *
 * @throws NotACardFile naming the first that is none
 */
export async function readCards(folder: string): Promise<CardFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json")).sort();
  return Promise.all(
    names.map(async (name) => {
      const parsed = cardFile.safeParse(parseJson(await readFile(join(folder, name), "utf8")));
      if (!parsed.success) throw new NotACardFile(join(folder, name), z.prettifyError(parsed.error));
      return parsed.data;
    }),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const authoritiesFile = z.array(
  z.object({
    id: z.enum(["root", "agency-g1", "agency-g2", "citizen-g1", "citizen-g2"]),
    purpose: z.enum(["root", "agency", "citizen"]),
    name: z.base64(),
    certificate: z.base64(),
    privateKey: z.string(),
    keyId: z.string(),
  }),
);

async function readAuthorities(folder: string): Promise<DemoAuthority[] | null> {
  const text = await readFile(join(folder, "authorities.json"), "utf8").catch(() => null);
  if (text === null) return null;
  return authoritiesFile.parse(parseJson(text)).map((authority) => ({
    ...authority,
    name: Buffer.from(authority.name, "base64"),
    certificate: Buffer.from(authority.certificate, "base64"),
  }));
}

async function writeAuthorities(folder: string, at: number, random: Random): Promise<DemoAuthority[]> {
  const authorities = await makeDemoAuthorities(at, random);
  for (const { id, certificate } of authorities) {
    await writeFile(join(folder, "authorities", `${id}.crt`), certificate);
  }
  const rows = authorities.map((authority) => ({
    ...authority,
    name: Buffer.from(authority.name).toString("base64"),
    certificate: Buffer.from(authority.certificate).toString("base64"),
  }));
  await writePrivate(join(folder, "authorities.json"), JSON.stringify(rows, null, 2));
  return authorities;
}

/** Private keys, even the demo's, are their owner's alone. */
async function writePrivate(path: string, text: string): Promise<void> {
  await writeFile(path, text, { mode: 0o600 });
}
