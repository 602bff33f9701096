import { once } from "node:events";
import { Agent, get } from "node:http";
import type { HttpLoad } from "./http-load";

/** The process that sends: it warms the connections up, says so, and sends everything when it is told to go. */
const [load] = (await once(process, "message")) as [HttpLoad];
const { url, headers = {}, times, connections, expects } = load;
const agent = new Agent({ keepAlive: true, maxSockets: connections });

function ask(): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () => {
        const body = Buffer.concat(parts).toString();
        if (response.statusCode === 200 && body.includes(expects)) resolve();
        else reject(new Error(`a wrong answer of ${url}: ${response.statusCode} ${body.slice(0, 200)}`));
      });
      response.on("error", reject);
    }).on("error", reject);
  });
}

async function send(count: number): Promise<void> {
  let left = count;
  const one = async () => {
    while (left-- > 0) await ask();
  };
  await Promise.all(Array.from({ length: connections }, one));
}

async function tell(count: number): Promise<void> {
  const began = performance.now();
  const message = await send(count).then(
    () => ((performance.now() - began) * connections) / count,
    (error: unknown) => String(error),
  );
  process.send?.(message);
}

await tell(Math.ceil(times / 4));
await once(process, "message");
await tell(times);
