import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ticket, ticketList } from "../../../app/api/schemas";
import { apiClient, type ApiClient } from "../../support/desk/api";
import { createWorld, type World } from "../../support/desk/population";

interface Described {
  openapi: string;
  paths: Record<string, Record<string, { security?: unknown[]; responses: Record<string, unknown> }>>;
  components: { schemas: Record<string, object> };
}

let world: World;
let client: ApiClient;
let described: Described;

beforeAll(async () => {
  world = await createWorld();
  const agency = await world.agency("法務部");
  client = await apiClient(world, await world.serve(), await world.staff("周志明", "agent", { agency }));
  described = (await client.get("/api/v1/openapi.json")).body as unknown as Described;
});
afterAll(() => world.close());

describe("the description of the API", () => {
  it("is OpenAPI 3.1 whose references all lead somewhere", () => {
    expect(described.openapi).toBe("3.1.0");
    const text = JSON.stringify(described);
    const names = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name ?? "");
    expect(names.length).toBeGreaterThan(5);
    for (const name of names) expect(described.components.schemas).toHaveProperty(name);
    expect(text.includes("#/$defs")).toBe(false);
  });

  it("names every act a client may send, and none of the system's", () => {
    const text = JSON.stringify(described.components.schemas.Event);
    expect(text).toContain('"APPROVE"');
    expect(text).not.toMatch(/MAIL_ACCEPTED|SIGNED_IN|DEADLINE|CARD_PROVEN|BREAK_GLASS/);
  });

  it("says of every operation which scope it needs and what it answers", () => {
    for (const operations of Object.values(described.paths)) {
      for (const operation of Object.values(operations)) {
        expect(operation.security).toBeDefined();
        const refusals = operation.security?.length === 0 ? ["415", "422"] : ["401", "403"];
        expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(refusals));
      }
    }
  });

  it("tells the truth: what is answered has the form described", async () => {
    const opened = await client.post("/api/v1/tickets", {
      path: "helpdesk",
      kind: "recovery",
      caller: { name: "王明" },
    });
    const shown = await client.get(`/api/v1/tickets/${String(opened.body.number)}`);
    expect(ticket.safeParse(shown.body).error).toBeUndefined();
    expect(ticketList.safeParse((await client.get("/api/v1/tickets")).body).error).toBeUndefined();
  });
});
