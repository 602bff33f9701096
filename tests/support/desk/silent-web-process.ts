import cluster from "node:cluster";
import type { FromWeb } from "../../../bin/processes/messages";

/**
 * A desk whose web processes do nothing but say that they serve and, every 100 ms, that they live; one that does not for two
 * seconds hangs. Says their ids when all serve.
 */
if (cluster.isWorker) {
  const tell = (message: FromWeb) => process.send?.(message);
  tell({ kind: "serving", url: "http://localhost" });
  setInterval(() => tell({ kind: "figures", figures: [] }), 100);
  process.on("message", () => process.exit(0));
} else {
  await startDesk();
}

/** Loaded by the process that starts the others alone, so that these are there at once. */
async function startDesk(): Promise<void> {
  const [{ createWebProcesses }, { stopAsked }, { readEnvironment }, { createLog }, { createServices }] =
    await Promise.all([
      import("../../../bin/processes/web-processes"),
      import("../../../bin/stop-asked"),
      import("../../../services/environment"),
      import("../../../services/log"),
      import("../../../services/services"),
    ]);
  const { env } = JSON.parse(process.argv[2] ?? "") as { env: Record<string, string> };
  const environment = readEnvironment(env);
  const services = await createServices({ environment, ownMailbox: false });
  const web = createWebProcesses(services, createLog(environment), 2_000);
  const { processes } = await web.start();
  process.stdout.write(`${JSON.stringify(processes)}\n`);
  await stopAsked();
  await web.close();
  await services.close();
}
