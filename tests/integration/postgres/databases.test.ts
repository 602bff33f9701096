import { once } from "node:events";
import { Client } from "pg";
import { beforeAll, expect, inject, it } from "vitest";
import { ask, createDatabase, createTemplate, type Template } from "../../support/postgres/server";

let template: Template;

beforeAll(async () => {
  template = await createTemplate(inject("postgres"), async (url) => {
    await ask(url, "create table people (name text)");
    await ask(url, "insert into people values ('王明')");
  });
});

it("a copy has what its template has, and nothing of another copy", async () => {
  const [one, other] = await Promise.all([createDatabase(template), createDatabase(template)]);
  await ask(one.url, "insert into people values ('何思穎')");
  expect(await ask(one.url, "select name from people")).toEqual([{ name: "王明" }, { name: "何思穎" }]);
  expect(await ask(other.url, "select name from people")).toEqual([{ name: "王明" }]);
  await Promise.all([one.drop(), other.drop()]);
});

it("a database goes while somebody is in it", async () => {
  const { url, drop } = await createDatabase(template);
  const client = new Client(url);
  await client.connect();
  const told: unknown[] = [];
  client.on("error", (error) => told.push(error));
  await drop();
  if (told.length === 0) await once(client, "end");
  expect(told[0]).toMatchObject({ code: "57P01" });
  await expect(ask(url, "select 1")).rejects.toMatchObject({ code: "3D000" });
  // Twice is as once.
  await drop();
});

it("nobody joins a template once it is made, so that it can always be copied", async () => {
  let joined = "";
  await createTemplate(inject("postgres"), async (url) => void (joined = url));
  await expect(ask(joined, "select 1")).rejects.toMatchObject({ code: "55000" });
});
