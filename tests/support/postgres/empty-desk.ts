import { openPostgres } from "../../../db/dialect/postgres-database";
import { createTemplate, type Template, type TestServer } from "./server";

/** Makes a desk's tables, with nothing in them. */
export const createEmptyDesk = (server: TestServer): Promise<Template> =>
  createTemplate(server, async (url) => {
    const database = await openPostgres(url);
    await database.migrate();
    await database.close();
  });
