import { randomBytes } from "node:crypto";
import { CARD_COMPONENT_URL } from "../../certificates/card-component";
import { startCardReader } from "./reader";

/**
 * `npm run card-reader`: runs the software card reader alone until interrupted.
 *
 * @param args.cards folder of card files, such as `data/demo-pki/cards`
 * @param args.insert card to put in the slot at once
 * @throws Error where the folder cannot be read or the port is taken
 */
export async function runCardReader(args: {
  cards: string;
  trust: readonly string[];
  port?: number;
  insert?: string;
}): Promise<void> {
  const reader = await startCardReader({
    port: args.port ?? Number(new URL(CARD_COMPONENT_URL).port),
    cardsFolder: args.cards,
    trustedOrigins: args.trust,
    clock: Date.now,
    random: (bytes) => randomBytes(bytes),
  });
  if (args.insert !== undefined) reader.insert(args.insert);
  console.log(`軟體讀卡機 Software card reader: ${reader.url} (${reader.cards.length} cards)`);
  await new Promise<void>((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  await reader.close();
}
