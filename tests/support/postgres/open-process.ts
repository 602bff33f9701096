import { createDatabase, createTemplate, openTestServer } from "./server.ts";

// Opens a test server as a run does, makes a database on it, says so in one line and stays.
const server = await openTestServer();
const template = await createTemplate(server, async () => undefined);
const { url } = await createDatabase(template);
process.stdout.write(`${JSON.stringify({ url, prefix: server.prefix })}\n`);
setInterval(() => undefined, 60_000);
