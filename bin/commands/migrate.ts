import { jsonOption, terminalOf, withServices, type AddCommand } from "./command";

export const addMigrate: AddCommand = (desk) =>
  desk
    .command("migrate")
    .description("建立或更新資料庫結構 Brings the database to this version's schema")
    .option(...jsonOption)
    .action(async (options: { json?: boolean }) => {
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
