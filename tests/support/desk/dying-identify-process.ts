import { createServices } from "../../../services/services";
import { readEnvironment } from "../../../services/environment";
import { identify } from "../../../workflows/requests/identify";

/**
 * A desk that says whom a case is about, and is killed instead of its n-th commit. Says the outcome where it lives to have
 * one.
 */
const { env, at, agentId, number, personId, diesAt } = JSON.parse(process.argv[2] ?? "") as {
  env: Record<string, string>;
  at: number;
  agentId: string;
  number: string;
  personId: string;
  diesAt: number;
};
const services = await createServices({
  environment: readEnvironment(env),
  clock: () => at,
  ownMailbox: false,
});
const commit = services.store.commit.bind(services.store);
let commits = 0;
services.store.commit = async (change) => {
  commits += 1;
  if (commits === diesAt) process.kill(process.pid, "SIGKILL");
  return commit(change);
};
const outcome = await identify(services, { kind: "person", personId: agentId }, { number, personId });
process.stdout.write(JSON.stringify(outcome));
await services.close();
