import { spawn } from "node:child_process";
import { resolve as absolute } from "node:path";
import { fileURLToPath } from "node:url";
import { Failure } from "./ready.mjs";

const keeper = fileURLToPath(new URL("postgres/keeper.mjs", import.meta.url));

/**
 * A PostgreSQL server of our own, on 127.0.0.1.
 *
 * @typedef {object} PostgresServer
 * @property {string} url database `desk` as its owner `desk`, who may create databases and is no superuser
 * @property {string} superuserUrl database `postgres` as `postgres`
 * @property {string} folder where it keeps its data
 * @property {(how?: "SIGQUIT" | "SIGINT") => Promise<void>} restart crashes it, or ends it with SIGINT in order, which cuts every
 *   connection either way, and starts it on the same address
 * @property {() => Promise<void>} stop ends it, and forgets its data unless a folder was given; resolves when nothing is left
 */

/**
 * Starts a PostgreSQL server that ends with this process, however this one ends: a process of its own watches over it.
 * As root it runs as the user `postgres` or `nobody`. Neither two servers nor two checkouts meet: folder, port and password
 * are each server's own.
 *
 * @param {{ programs: import("./postgres/programs.mjs").Programs, folder?: string, durable?: boolean }} options
 *   - `folder` keeps the data from one start to the next; without, it is forgotten at the end
 *   - `durable`: whether what was committed outlives a power cut, as in a kept folder unless said; a server that is killed
 *     loses nothing either way
 * @returns {Promise<PostgresServer>} once it takes connections
 * @throws {Failure} in PostgreSQL's words where it does not start
 */
export async function startPostgres({ programs, folder, durable = folder !== undefined }) {
  const kept = folder === undefined ? undefined : absolute(folder);
  const child = spawn(process.execPath, [keeper, JSON.stringify({ programs, folder: kept, durable })], {
    // Its own session: what ends a terminal or a group of processes would end it before the server's last user.
    detached: true,
    windowsHide: true,
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const gone = new Promise((resolve) => child.once("exit", resolve).once("error", resolve));
  const answer = () =>
    new Promise((resolve, reject) => {
      child.once("message", (message) =>
        message.failed === undefined ? resolve(message) : reject(failure(message.failed)),
      );
      void gone.then(() => reject(failure("its keeper ended")));
    });
  const { served } = await answer();
  child.unref();
  child.channel.unref();
  return {
    ...served,
    restart: async (how = "SIGQUIT") => {
      const restarted = answer();
      child.channel.ref();
      child.send(how);
      await restarted.finally(() => child.channel?.unref());
    },
    stop: async () => {
      child.ref();
      if (child.connected) child.disconnect();
      await gone;
    },
  };
}

const failure = (words) =>
  new Failure(`無法啟動 PostgreSQL：${words}`, `PostgreSQL cannot be started: ${words}`);
