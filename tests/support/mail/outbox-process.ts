import { pino } from "pino";
import { readEnvironment } from "../../../services/environment";
import { releaseDeadLeases } from "../../../services/leases";
import { createServices } from "../../../services/services";
import { startWorkers } from "../../../services/workers";

/**
 * The workers of a desk as a process of its own, without the web, so that it is up again soon after it was killed:
 * `node --import tsx tests/support/mail/outbox-process.ts`, with the desk's environment. Says `up` when it works.
 */
const services = await createServices({ environment: readEnvironment(process.env) });
await releaseDeadLeases(services);
startWorkers(services, pino({ level: "silent" }));
process.stdout.write("up\n");
