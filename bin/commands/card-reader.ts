import { dirname, join } from "node:path";
import { InvalidArgumentError } from "commander";
import { readEnvironment } from "../environment";
import type { AddCommand } from "./command";

interface Options {
  cards?: string;
  trust?: string[];
  port?: number;
  insert?: string;
}

export const addCardReader: AddCommand = (desk) =>
  desk
    .command("card-reader")
    .description("單獨執行軟體讀卡機（示範卡） Runs the software card reader with the demo's cards")
    .option("--cards <folder>", "卡片檔的資料夾 Folder of card files")
    .option("--trust <origin...>", "信任的網站 Sites it trusts")
    .option("--port <port>", "連接埠 Port", asPort)
    .option("--insert <card>", "先插入的卡 Card to put in at once")
    .action(async ({ cards, trust, port, insert }: Options) => {
      const { databaseFile, appUrl, cardComponentUrl } = readEnvironment(process.env);
      const folder = cards ?? join(dirname(databaseFile), "demo-pki", "cards");
      const { runCardReader } = await import("../card-reader/run");
      await runCardReader({
        cards: folder,
        trust: trust ?? [appUrl],
        port: port ?? Number(new URL(cardComponentUrl).port),
        insert,
      });
    });

function asPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidArgumentError("0–65535");
  return port;
}
