import { pino } from "pino";
import { readEnvironment } from "../../bin/environment";
import { releaseDeadLeases } from "../../bin/leases";
import { createServices } from "../../bin/services";
import { startWorkers } from "../../bin/workers";

/**
 * The workers of a desk as a process of its own, without the web, so that it is up again soon after it was killed:
 * `node --import tsx tests/support/outbox-process.ts`, with the desk's environment. Says `up` when it works.
 */
const services = await createServices({ environment: readEnvironment(process.env) });
await releaseDeadLeases(services);
startWorkers(services, pino({ level: "silent" }));
process.stdout.write("up\n");
