import { InvalidArgumentError } from "commander";
import { readEnvironment } from "../../services/environment";
import { openDemoCards } from "../../services/demo/cards";
import { systemClock, systemRandom } from "../../services/services";
import { runCardReader } from "../card-reader/run";
import { commandRefused, type Terminal } from "../terminal";
import { jsonOption, terminalOf, type ConfigureCommand } from "./command";

interface Options {
  cards?: string;
  trust?: string[];
  port?: number;
  slots: number;
  insert: string[];
  json?: boolean;
}

export const configure: ConfigureCommand = (command) =>
  command
    .option(
      "--cards <folder>",
      "卡片檔的資料夾；預設為示範卡，沒有時先製作 Folder of card files; the demo's unless given",
    )
    .option(
      "--trust <origin...>",
      "信任的網站；預設為 APP_URL Sites it trusts; APP_URL unless given",
      asOrigin,
    )
    .option(
      "--port <port>",
      "連接埠；預設為元件的 61161 Port; the component's 61161 unless given",
      asNumber(0, 65_535),
    )
    .option("--slots <count>", "幾臺讀卡機 How many readers", asNumber(1, 16), 1)
    .option("--insert <card...>", "先插入的卡，依讀卡機順序 Cards to put in at once, reader by reader", [])
    .option(...jsonOption)
    .action((options: Options) => run(options, terminalOf(options)));

async function run({ cards, trust, port, slots, insert }: Options, terminal: Terminal): Promise<void> {
  const environment = readEnvironment(process.env);
  await runCardReader(
    {
      cardsFolder: cards ?? (await demoCards(environment, terminal)),
      trustedOrigins: trust ?? [environment.appUrl],
      port: port ?? Number(new URL(environment.cardComponentUrl).port),
      slots,
      insert,
    },
    terminal,
  );
}

async function demoCards(
  environment: ReturnType<typeof readEnvironment>,
  terminal: Terminal,
): Promise<string> {
  if (environment.mode === "production") {
    throw commandRefused(
      "正式環境沒有示範卡，請以 --cards 指定卡片檔的資料夾。",
      "Production has no demo cards; name a folder of card files with --cards.",
    );
  }
  terminal.say({
    zh: "準備示範憑證卡（首次約 10 秒）…",
    en: "Making the demo's cards (about 10 seconds the first time)…",
  });
  const { cardsFolder } = await openDemoCards({ environment, clock: systemClock, random: systemRandom });
  return cardsFolder;
}

const asNumber = (minimum: number, maximum: number) => (text: string) => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < minimum || number > maximum)
    throw new InvalidArgumentError(`${minimum}–${maximum}`);
  return number;
};

/** Several are given one after the other; a path behind the origin is of no use, since browsers vouch for origins. */
function asOrigin(text: string, before: string[] | undefined): string[] {
  if (!URL.canParse(text) || new URL(text).origin === "null")
    throw new InvalidArgumentError("例 for example http://localhost:3000");
  return [...(before ?? []), new URL(text).origin];
}
