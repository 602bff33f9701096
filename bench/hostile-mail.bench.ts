import { setTimeout as wait } from "node:timers/promises";
import { inboundDesk } from "../tests/support/mail/inbound";
import { watchTurns } from "../tests/support/long-turns";
import { hostileLoad } from "../tests/support/mail/hostile-load";
import { defineBench, must } from "./frame";

const count = 200;

/**
 * What a visitor waits while hostile mail comes in: the two that once stopped the process, and generated ones. What
 * others have of the machine is counted in what the visitor waits, and not in how long the desk works at a time.
 */
export const bench = defineBench({
  title: `/healthz while ${count + 2} hostile mails come in`,
  pages: true,
  async open() {
    const desk = await inboundDesk();
    const site = await desk.world.serve();
    // Once beforehand, so that no round pays for code and threads that are started for the first time.
    await hostileLoad(desk, site, { seed: 1, count: 20 });
    return { desk, site, seed: 2 };
  },
  async floor() {
    const turns = watchTurns();
    await wait(1000);
    return { turn: turns.end() };
  },
  async run(world) {
    globalThis.gc?.();
    const before = process.memoryUsage().rss;
    const turns = watchTurns();
    const began = performance.now();
    const { codes, healthMs } = await hostileLoad(world.desk, world.site, { seed: (world.seed += 1), count });
    const turn = turns.end();
    const ms = (performance.now() - began) / (count + 2);
    const wrong = Object.keys(codes).filter((code) => !["250", "552", "554"].includes(code));
    must(wrong.length === 0, `answers ${wrong.join()}`);
    globalThis.gc?.();
    return { ms, turn, healthMs, megabytes: (process.memoryUsage().rss - before) / 1e6 };
  },
  reach: [
    { what: "ms the desk works at a time at most", of: ({ run }) => run.turn, atMost: 100 },
    { what: "ms /healthz takes at most", of: ({ run }) => run.healthMs, atMost: 100 },
    { what: "MB more afterwards", of: ({ run }) => run.megabytes, atMost: 100 },
  ],
  close: ({ desk }) => desk.close(),
});
