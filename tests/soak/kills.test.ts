import { expect, it } from "vitest";
import { databaseKinds } from "../support/kills/databases";
import { chances, killUnderLoad } from "../support/kills/kill-under-load";
import { strikesOn } from "../support/kills/strikes";

const seed = Number(process.env.SOAK_SEED ?? Date.now() % 1_000_000);
const kills = Number(process.env.SOAK_KILLS ?? 200);
const say = (line: string) => void process.stdout.write(`${line}\n`);

it.each(databaseKinds)("a desk on %s, killed again and again under load", async (on) => {
  say(`SOAK_SEED=${seed} SOAK_KILLS=${kills} on ${on}`);
  const chance = chances(seed);
  const possible = strikesOn(on);
  const strikes = Array.from(
    { length: kills },
    () => possible[Math.floor(chance() * possible.length)] ?? "web",
  );
  const report = await killUnderLoad({ on, strikes, seed }, say);
  say(JSON.stringify(report));
  expect(report).toMatchObject({
    wrong: { acts: [], answers: [], cases: [], mails: [], passwords: [], record: [] },
    fifty: { 200: 1, 409: 49 },
    strikes: kills,
    unforeseen: [],
  });
});
