import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PersonWithAgency } from "../../../db/queries/people";
import { startReset } from "../../../workflows/hr/reset";
import { changePassword } from "../../../workflows/sign-in/change-password";
import { apiClient } from "../../support/desk/api";
import { createWorld, ownPassword, type World } from "../../support/desk/population";

let world: World;
let site: string;
let person: PersonWithAgency;
let supervisor: PersonWithAgency;

beforeEach(async () => {
  world = await createWorld();
  site = await world.serve();
  const agency = await world.agency("法務部人事處");
  person = await world.person("王明", { agency, password: ownPassword });
  supervisor = await world.supervisor("林怡君", { agency });
});
afterEach(() => world.close());

/** A program of the person's, and it works. */
async function program() {
  const client = await apiClient(world, site, person);
  const status = async () => (await client.get("/api/v1/tickets?view=own")).status;
  expect(await status()).toBe(200);
  return status;
}

describe("A token of the API ends", () => {
  it("with the old password, where HR disables that at once", async () => {
    const status = await program();
    const actor = { kind: "person", personId: supervisor.id } as const;
    const wish = { kind: "recovery", proof: "in-person" } as const;
    const { number } = await startReset(world.services, actor, person.id, {
      ...wish,
      disableOldPassword: false,
    });
    expect(await status()).toBe(200);
    await world.desk.act(number, { type: "WITHDRAW" }, { kind: "person", personId: person.id });
    await startReset(world.services, actor, person.id, { ...wish, disableOldPassword: true });
    expect(await status()).toBe(401);
  });

  it("with a new password of one's own", async () => {
    const status = await program();
    const opened = await world.services.signIn.signIn({
      login: person.account ?? "",
      password: ownPassword,
      address: "192.0.2.1",
    });
    if (!("token" in opened)) throw new Error(opened.outcome);
    const session = await world.services.signIn.sessionOf(opened.token);
    if (!session) throw new Error("no session");
    const next = "Quiet-Harbour-Lamp-7";
    const change = { current: ownPassword, password: next, repeated: next };
    expect(await changePassword(world.services.ownPassword, session, change, "a new token")).toMatchObject({
      outcome: "changed",
    });
    expect(await status()).toBe(401);
  });
});
