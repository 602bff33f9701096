import { expect, it } from "vitest";
import { hostileLoad } from "../support/mail/hostile-load";
import { watchTurns } from "../support/long-turns";
import { inboundDesk } from "../support/mail/inbound";

const batches = 20;
const batch = 500;

it("10,000 generated mails: none is a fault of ours, nobody waits, and memory stays flat", async () => {
  const seed = Number(process.env.SOAK_SEED ?? Date.now() % 1_000_000);
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  say(`SOAK_SEED=${seed}`);
  const desk = await inboundDesk();
  const site = await desk.world.serve();
  const codes: Record<string, number> = {};
  const memory: number[] = [];
  let longest = 0;
  try {
    for (let round = 0; round < batches; round += 1) {
      const turns = watchTurns();
      const report = await hostileLoad(desk, site, { seed: seed + round, count: batch });
      const turn = turns.end();
      // In the first the desk's own code is run for the first time.
      if (round > 0) longest = Math.max(longest, turn);
      for (const [code, times] of Object.entries(report.codes)) codes[code] = (codes[code] ?? 0) + times;
      memory.push(Math.round(process.memoryUsage().rss / 1e6));
      say(JSON.stringify({ round, turn: Math.round(turn), megabytes: memory.at(-1), ...report }));
    }
    const figures = await desk.world.services.metrics.text();
    say(figures.match(/^desk_parsed_total.*$/gm)?.join("\n") ?? "");
    say(JSON.stringify({ codes, longest, memory }));
    expect(Object.keys(codes).filter((code) => !["250", "552", "554"].includes(code))).toEqual([]);
    expect(figures).not.toMatch(/^desk_parsed_total\{.*"(broke|took-too-long)"\}/m);
    expect(longest).toBeLessThan(100);
    expect((memory.at(-1) ?? 0) - (memory[2] ?? 0)).toBeLessThan(100);
  } finally {
    await desk.close();
  }
});
