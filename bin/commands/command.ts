import { userInfo } from "node:os";
import type { Command } from "commander";
import { createServices, type Services } from "../../services/services";
import { readEnvironment, type Environment } from "../../services/environment";
import type { Write } from "../../db/change";
import type { ConsoleContext } from "../../workflows/console/console";
import { shellLetters, type ShellAct } from "../../workflows/console/shell-acts";
import type { DevelopmentPages } from "../pages";
import { createTerminal, type Terminal } from "../terminal";

/** Gives a command its options, its work, and the commands below it. */
export type ConfigureCommand = (command: Command, development?: DevelopmentPages) => void;

/** Whoever has the shell, by the name they have on this machine. */
export const consoleActor = () => ({ kind: "console", operator: userInfo().username }) as const;

/** What the acts of the console are done with. */
export const consoleParts = (services: Services): ConsoleContext => ({
  ...services,
  operator: consoleActor().operator,
});

/** The mails that tell all administrators and auditors of an act, as rows of the act's own commit. */
export const toldOfShell = (services: Services, act: ShellAct): Promise<Write[]> =>
  shellLetters(consoleParts(services), act, services.clock());

/** The terminal as this command's options want it. */
export function terminalOf(options: { json?: boolean }): Terminal {
  return createTerminal({ env: process.env, json: options.json ?? false, clock: () => performance.now() });
}

/**
 * Runs something with the services of the environment, beside the process that serves, and closes them again.
 *
 * @throws EnvironmentError when the environment does not do
 */
export async function withServices<T>(
  work: (services: Services, environment: Environment) => Promise<T>,
  env: NodeJS.ProcessEnv = process.env,
): Promise<T> {
  const environment = readEnvironment(env);
  const services = await createServices({ environment, ownMailbox: false });
  try {
    return await work(services, environment);
  } finally {
    await services.close();
  }
}

export const jsonOption = ["--json", "一行一個 JSON 物件 One JSON object a line"] as const;
