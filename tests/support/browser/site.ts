import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { readEnvironment } from "../../../services/environment";
import { startServer } from "../../../bin/server";
import { builtPages } from "./built-pages";
import { createServices } from "../../../services/services";

/** The built site on an empty database, as a browser meets it. */
export interface TestSite {
  url: string;
  close: () => Promise<void>;
}

export async function openSite(): Promise<TestSite> {
  const folder = await mkdtemp(join(tmpdir(), "site-"));
  const environment = readEnvironment({ PORT: "0", DATABASE_URL: `file:${folder}/desk.db` });
  const services = await createServices({ environment });
  const { url, close } = await startServer({
    services,
    log: pino({ level: "silent" }),
    pages: await builtPages(),
  });
  return {
    url,
    close: async () => {
      await close(0);
      await services.close();
      await rm(folder, { recursive: true });
    },
  };
}
