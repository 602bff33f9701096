import { afterEach, beforeEach, expect, it } from "vitest";
import { databaseError } from "../../../db/database-refused";
import type { PersonWithAgency } from "../../../db/queries/people";
import { apiClient } from "../../support/desk/api";
import { createWorld, type World } from "../../support/desk/population";
import { sessionOf } from "../../support/desk/session";

let world: World;
let site: string;
let supervisor: PersonWithAgency;
beforeEach(async () => {
  world = await createWorld();
  site = await world.serve();
  supervisor = await world.supervisor("林怡君", { agency: await world.agency("法務部") });
});
afterEach(() => world.close());

/** No person can be read any more: as the store says it when it has waited in vain, in drizzle's words. */
function takeDatabaseAway(): void {
  world.store.people.byId = () =>
    Promise.reject(new Error("Failed query", { cause: databaseError("not-reached", "ECONNREFUSED") }));
}

it("a page says that it will be there again, and what to do so that nothing is lost or done twice", async () => {
  const { name, value } = await sessionOf(world, supervisor);
  takeDatabaseAway();
  for (const [locale, words] of [
    ["zh-TW", "資料庫暫時連不上"],
    ["en", "The database cannot be reached"],
  ] as const) {
    const headers = { Cookie: `${name}=${value}`, "Accept-Language": locale };
    const answer = await fetch(`${site}/hr`, { headers });
    expect(answer.status).toBe(503);
    const page = await answer.text();
    expect(page).toContain(words);
    expect(page).toMatch(/不會重複辦理|nothing is done twice/);
  }
});

it("the API says that the same call may be sent again, and when", async () => {
  const hr = await apiClient(world, site, supervisor);
  takeDatabaseAway();
  const answer = await hr.get("/api/v1/tickets?view=decisions");
  expect(answer).toMatchObject({ status: 503, body: { code: "database-not-reached" } });
  expect(answer.headers.get("Retry-After")).toBe("10");
});
