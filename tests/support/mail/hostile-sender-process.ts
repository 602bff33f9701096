import { parentPort, workerData } from "node:worker_threads";
import { createTransport, type NodemailerError } from "nodemailer";
import { seededRandom } from "../desk/seeded-random";
import { dividerOfBlanks, hostileMail, nearBoundaries } from "./hostile-mail";

/** What is sent, and to whom: every third mail comes back, the others answer. */
export interface HostileBatch {
  port: number;
  bounceTo: string;
  replyTo: string;
  seed: number;
  /** Generated mails, besides the two that once stopped the process. */
  count: number;
}

/** The thread that sends: it says what each mail was answered, and in the end that all are sent. */
const { port, bounceTo, replyTo, seed, count } = workerData as HostileBatch;
const random = seededRandom(seed);
const transport = createTransport({
  host: "127.0.0.1",
  port,
  ignoreTLS: true,
  pool: true,
  maxConnections: 3,
});

async function send(raw: Buffer | string, index: number): Promise<void> {
  const [from, to] = index % 3 === 0 ? ["", bounceTo] : [`s${seed}.${index}@agency.example`, replyTo];
  const code = await transport.sendMail({ envelope: { from, to }, raw }).then(
    ({ response }) => Number(response.slice(0, 3)),
    (error: NodemailerError) => error.responseCode ?? String(error),
  );
  parentPort?.postMessage(code);
}

let next = 0;
const work = async () => {
  for (let index = next++; index < count; index = next++) await send(hostileMail(random), index);
};
await send(dividerOfBlanks, 1);
await send(nearBoundaries, 2);
await Promise.all([work(), work(), work()]);
transport.close();
parentPort?.postMessage("sent");
