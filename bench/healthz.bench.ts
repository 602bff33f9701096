import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createWorld } from "../tests/support/desk/population";
import { defineBench } from "./frame";
import { costOfRequest } from "./http-load";

const asked = { times: 2000, connections: 1, expects: '{"status":"ok"}' };

/** What a load balancer asks every few seconds of every process. */
export const bench = defineBench({
  title: "/healthz, against a bare node:http server with the same answer",
  pages: true,
  rounds: 5,
  async open() {
    const world = await createWorld({ at: Date.now() });
    const bare = createServer((_request, response) => {
      response.setHeader("Content-Type", "application/json").end(asked.expects);
    });
    bare.listen(0, "127.0.0.1");
    await once(bare, "listening");
    return { world, bare, site: await world.serve() };
  },
  floor: ({ bare }) =>
    costOfRequest({ ...asked, url: `http://127.0.0.1:${(bare.address() as AddressInfo).port}/` }),
  run: ({ site }) => costOfRequest({ ...asked, url: `${site}/healthz` }),
  reach: [{ what: "× bare node:http", of: ({ floor, run }) => run.waitMs / floor.waitMs, atMost: 3 }],
  async close({ world, bare }) {
    bare.close();
    await world.close();
  },
});
