import { databaseName } from "../../db/dialect/database-address";
import { jsonOption, terminalOf, withServices, type ConfigureCommand } from "./command";

export const configure: ConfigureCommand = (command) =>
  command.option(...jsonOption).action(async (options: { json?: boolean }) => {
    await withServices(async ({ store }, { databaseUrl }) => {
      const name = databaseName(databaseUrl);
      const migrations = await store.figures.migrations();
      terminalOf(options).result(
        {
          zh: `${name} 已是最新結構（${migrations} 次變更）。`,
          en: `${name} is up to date (${migrations} migrations).`,
        },
        { database: name, migrations },
      );
    });
  });
