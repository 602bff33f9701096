import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { readEnvironment } from "../../../services/environment";
import { createServices, type Services } from "../../../services/services";
import { startReset } from "../../../workflows/hr/reset";
import { newApiToken } from "../../../accounts/access/api-tokens";
import { askDesk } from "./desk-process";
import { ask } from "../../../workflows/requests/request-help";
import { hrOffice } from "./hr-office";
import { createWorld } from "./population";
import { sessionOf } from "./session";

export const newSecret = () => randomBytes(48).toString("base64url");

/** The objects that a command answered with `--json`. */
export const objects = (out: string) =>
  out
    .trim()
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/**
 * An HR office with everything that a key is for: national IDs of people and of a request that matched nobody, a password
 * whose mail waits, sessions, a token of the API, links; and what commands are given to work on it.
 */
export async function keyOffice(secret = newSecret(), at = Date.now()) {
  const world = await createWorld({ at, env: { APP_SECRET: secret } });
  const office = await hrOffice(world);
  const { number, statusToken } = await ask(world.services, {
    kind: "recovery",
    path: "hr-supervisor",
    claim: world.claimOf(office.employee, { contact: "0912-345-678" }),
    address: "192.0.2.1",
  });
  await world.desk.open(
    {
      kind: "recovery",
      path: "helpdesk",
      channel: "web",
      personId: null,
      claim: { ...world.claimOf(office.employee), name: "不存在", account: null, nationalId: "A123456789" },
    },
    { kind: "visitor", address: "192.0.2.7" },
  );
  const newcomer = await world.person("許新人", { agency: office.bureau, email: "new@mjib.example" });
  await startReset(world.services, { kind: "person", personId: office.supervisor.id }, newcomer.id, {
    kind: "first-login",
    disableOldPassword: false,
    proof: "in-person",
  });
  await sessionOf(world, office.supervisor);
  const { write } = newApiToken(world.random, {
    personId: office.supervisor.id,
    label: "報表",
    scopes: ["tickets:read"],
    createdAt: at,
    expiresAt: at + 1000 * 60 * 60_000,
  });
  await world.store.commit({ at, writes: [write], audit: [] });
  const databaseFile = join(world.folder, "desk.db");
  const env = (secrets: string) => ({
    DATABASE_URL: `file:${databaseFile}`,
    LOG_LEVEL: "silent",
    LANG: "en_US.UTF-8",
    APP_SECRET: secrets,
    APP_URL: world.environment.appUrl,
  });
  return {
    ...office,
    world,
    stop: () => world.stop(),
    close: () => world.close(),
    /** Works with the services of a process that knows these secrets. */
    async served<T>(secrets: string, work: (services: Services) => Promise<T>): Promise<T> {
      const services = await createServices({
        environment: readEnvironment(env(secrets)),
        pause: async () => undefined,
      });
      try {
        return await work(services);
      } finally {
        await services.close();
      }
    },
    number,
    statusToken,
    newcomer,
    secret,
    databaseFile,
    env,
    desk: (secrets: string, ...parameters: string[]) => askDesk(parameters, env(secrets)),
  };
}
