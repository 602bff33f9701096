import { NotACardFile } from "../../certificates/card/card-file";
import { systemClock, systemRandom } from "../../services/services";
import { stopAsked } from "../stop-asked";
import { commandRefused, type Terminal } from "../terminal";
import { type CardReader, type CardReaderOptions, startCardReader } from "./reader";

type RunOptions = Omit<CardReaderOptions, "clock" | "random"> & {
  /** Cards to put in at once, slot by slot. */
  insert: readonly string[];
};

/**
 * `npm run card-reader`: runs the software card reader alone until interrupted, and says what it serves.
 *
 * @throws CommandRefused where the folder holds no cards, a card to insert is not among them, or the port is taken
 */
export async function runCardReader(options: RunOptions, terminal: Terminal): Promise<void> {
  const reader = await start(options);
  try {
    putIn(reader, options);
    tell(reader, options, terminal);
    await stopAsked();
  } finally {
    await reader.close();
  }
}

async function start(options: RunOptions): Promise<CardReader> {
  const { port, cardsFolder } = options;
  const reader = await startCardReader({ ...options, clock: systemClock, random: systemRandom }).catch(
    (error: unknown) => {
      throw refusalOf(error, options);
    },
  );
  if (reader.cards.length > 0) return reader;
  await reader.close();
  throw commandRefused(
    `資料夾 ${cardsFolder} 裡沒有卡片檔（*.json），未啟動（連接埠 ${port}）。`,
    `There is no card file (*.json) in ${cardsFolder}; nothing was started on port ${port}.`,
  );
}

function refusalOf(error: unknown, { port, cardsFolder }: RunOptions): unknown {
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code === "EADDRINUSE") {
    return commandRefused(
      `連接埠 ${port} 已有程式使用，可能是真正的元件，或 npm start 的軟體讀卡機。請先結束它，或以 --port 另指定。`,
      `Port ${port} is in use, perhaps by a real component or by the reader of npm start. End it, or choose another with --port.`,
    );
  }
  if (code === "ENOENT" || code === "ENOTDIR" || code === "EACCES")
    return commandRefused(`讀不到資料夾 ${cardsFolder}。`, `The folder ${cardsFolder} cannot be read.`);
  if (error instanceof NotACardFile)
    return commandRefused(`${error.path} 不是卡片檔：${error.reason}`, error.message);
  return error;
}

function putIn(reader: CardReader, { insert, slots = 1 }: RunOptions): void {
  const names = reader.cards.map(({ name }) => name);
  const unknown = insert.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw commandRefused(
      `沒有 ${unknown} 這張卡。有的卡：${names.join("、")}`,
      `There is no card ${unknown}. There are: ${names.join(", ")}`,
    );
  }
  if (insert.length > slots) {
    throw commandRefused(
      `只有 ${slots} 臺讀卡機，插不下 ${insert.length} 張卡；可用 --slots 增加。`,
      `${insert.length} cards do not fit into ${slots} reader(s); --slots adds some.`,
    );
  }
  for (const [slot, name] of insert.entries()) reader.insert(name, slot);
}

function tell(reader: CardReader, { trustedOrigins, insert }: RunOptions, terminal: Terminal): void {
  const { url, cards } = reader;
  for (const { name, label } of cards) {
    const line = (words: string) => `  ${name}  ${words}${insert.includes(name) ? " ←" : ""}`;
    terminal.say({ zh: line(label.zh), en: line(label.en) });
  }
  terminal.say({
    zh: `信任的網站：${trustedOrigins.join("、")}`,
    en: `Sites it trusts: ${trustedOrigins.join(", ")}`,
  });
  terminal.result(
    {
      zh: `軟體讀卡機：${url}（開啟這個網頁可換卡、看 PIN 碼、解鎖、模擬故障；Ctrl+C 結束）`,
      en: `Software card reader: ${url} (its page changes cards, shows PINs, unlocks and plays troubles; Ctrl+C ends it)`,
    },
    { url, cards: cards.map(({ name }) => name), trusted: trustedOrigins, inserted: insert },
  );
}
