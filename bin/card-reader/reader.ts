import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Clock, Random } from "../../db/types";
import type { CardFile } from "../../certificates/card/card-file";
import { readCards } from "../../certificates/demo/demo-pki";
import { answerRequest } from "./answers";
import type { Component } from "./component";
import { Delays } from "./delays";
import { Slots } from "./slots";

export interface CardReaderOptions {
  /** 0 picks a free port. */
  port: number;
  /** Folder of card files (`certificates/card/card-file.ts`). */
  cardsFolder: string;
  /** Origins the component trusts, such as `http://localhost:3000`. */
  trustedOrigins: readonly string[];
  clock: Clock;
  random: Random;
  /** How many readers are connected; 1 unless told. */
  slots?: number;
}

/** A running software card reader, and the hands that work it. */
export interface CardReader {
  url: string;
  /** The cards in the folder. */
  cards: Pick<CardFile, "name" | "label">[];
  insert(cardName: string, slot?: number): void;
  remove(slot?: number): void;
  plugReader(): void;
  unplugReader(): void;
  trust(origin: string): void;
  distrust(origin: string): void;
  setVersion(version: string): void;
  /** Milliseconds before each answer. */
  setDelay(milliseconds: number): void;
  setHelperBroken(broken: boolean): void;
  setCancelling(cancelling: boolean): void;
  /** Sign without the content in the message. */
  setDetached(detached: boolean): void;
  close(): Promise<void>;
}

const DEFAULT_VERSION = "1.3.4.103349";

/**
 * Starts the software card reader: the card component's local server, with cards from a folder. It listens on the
 * loopback only and answers only to that name, as the component does.
 *
 * @throws Error where the port is taken or a file of the folder is no card
 */
export async function startCardReader(options: CardReaderOptions): Promise<CardReader> {
  const slots = new Slots(await readCards(options.cardsFolder), options.slots ?? 1);
  const delays = new Delays();
  const component: Component = {
    slots,
    trustedOrigins: new Set(options.trustedOrigins),
    version: DEFAULT_VERSION,
    helperBroken: false,
    cancelling: false,
    detached: false,
    clock: options.clock,
  };
  const server = createServer((request, response) => {
    answerRequest({ component, delays, random: options.random }, request, response).catch(() => {
      response.writeHead(400).end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://localhost:${port}`,
    cards: slots.cards.map(({ file: { name, label } }) => ({ name, label })),
    insert: (cardName, slot) => slots.insert(cardName, slot),
    remove: (slot) => slots.remove(slot),
    plugReader: () => slots.plug(true),
    unplugReader: () => slots.plug(false),
    trust: (origin) => void component.trustedOrigins.add(origin),
    distrust: (origin) => void component.trustedOrigins.delete(origin),
    setVersion: (version) => void (component.version = version),
    setDelay: (milliseconds) => void (delays.milliseconds = milliseconds),
    setHelperBroken: (broken) => void (component.helperBroken = broken),
    setCancelling: (cancelling) => void (component.cancelling = cancelling),
    setDetached: (detached) => void (component.detached = detached),
    close: () => {
      delays.cutShort();
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
