import { jsonOption, terminalOf, withServices, type ConfigureCommand } from "./command";

export const configure: ConfigureCommand = (command) =>
  command.option(...jsonOption).action(async (options: { json?: boolean }) => {
    await withServices(async ({ store }, { databaseFile }) => {
      const migrations = await store.figures.migrations();
      terminalOf(options).result(
        {
          zh: `${databaseFile} 已是最新結構（${migrations} 次變更）。`,
          en: `${databaseFile} is up to date (${migrations} migrations).`,
        },
        { databaseFile, migrations },
      );
    });
  });
