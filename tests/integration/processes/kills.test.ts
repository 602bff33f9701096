import { expect, it } from "vitest";
import { killUnderLoad } from "../../support/kills/kill-under-load";
import type { Strike } from "../../support/kills/strikes";

const nothing = { acts: [], answers: [], cases: [], mails: [], passwords: [], record: [] };

it.each<["sqlite" | "postgres", Strike[]]>([
  ["sqlite", ["web", "join", "unsent"]],
  ["postgres", ["commit", "join", "restart"]],
])(
  "a desk on %s that is killed under load: nothing acknowledged is lost, nothing is done twice or by half",
  async (on, strikes) => {
    const report = await killUnderLoad({ on, strikes, seed: 11 });
    expect(report).toMatchObject({
      wrong: nothing,
      fifty: { 200: 1, 409: 49 },
      strikes: strikes.length,
      unforeseen: [],
    });
    expect(report.unanswered).toBeGreaterThan(0);
  },
  240_000,
);
