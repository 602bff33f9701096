import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { update } from "../../../db/change";
import { apiClient } from "../../support/desk/api";
import { productionEnv } from "../../support/desk/production";
import { serveDesk } from "../../support/desk/desk-process";
import { passwordMails } from "../../support/mail/password-mail";
import { encodings, searchBytes, searchFolder, type Encoding } from "../../support/desk/secret-search";
import { spawnSmtp, type SmtpProcess } from "../../support/mail/spawn-smtp";
import { createWorld, monitorToken, type World } from "../../support/desk/population";

const planted = "K5L6H5W8";
const inHtml = Buffer.from(`<p>您的新密碼如下 ${planted}</p>`);

const forms: Record<(typeof encodings)[number], Buffer> = {
  plain: Buffer.from(`password=${planted};`),
  base64: Buffer.from(inHtml.toString("base64").replaceAll(/.{20}/g, "$&\r\n")),
  "quoted-printable": Buffer.from("=E5=AF=86 K5L6=\r\nH5=57=38 "),
  "utf-16": Buffer.concat([Buffer.from([7]), Buffer.from(`x${planted}`, "utf16le")]),
  gzip: Buffer.concat([Buffer.from("SQLite format 3"), gzipSync(inHtml), Buffer.alloc(40)]),
  url: Buffer.from("?p=%4B5L6%48%355W8".replace("%355", "5")),
};

describe("the search for passwords", () => {
  it.each(encodings)("finds one planted in %s form", (encoding) => {
    const bytes = Buffer.concat([Buffer.alloc(1000, 65), forms[encoding], Buffer.alloc(1000, 66)]);
    expect(searchBytes(bytes, planted)).toContain(encoding satisfies Encoding);
  });

  it.each([0, 1, 2])("finds base64 behind %i other bytes", (before) => {
    expect(
      searchBytes(Buffer.from(Buffer.from(`${"x".repeat(before)}${planted}yz`).toString("base64")), planted),
    ).toEqual(["base64"]);
  });

  it("finds a seed as bytes, in hexadecimal and in base64", () => {
    const seed = Buffer.from("00ff10a0b1c2d3e4f5061728394a5b6c", "hex");
    expect(searchBytes(Buffer.concat([Buffer.alloc(3), seed]), seed)).toContain("plain");
    expect(searchBytes(Buffer.from(seed.toString("hex").toUpperCase()), seed)).toContain("hex");
    expect(searchBytes(Buffer.from(seed.toString("base64")), seed)).toContain("base64");
  });

  it("finds nothing where nothing was planted", () => {
    expect(searchBytes(Buffer.concat([Buffer.from("K5L6H5W9"), gzipSync("K5L6H5W9")]), planted)).toEqual([]);
  });
});

describe("a temporary password", () => {
  let world: World;
  let folder: string;
  let smtp: SmtpProcess;
  let env: ReturnType<typeof productionEnv>;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "desk-smtp-"));
    smtp = await spawnSmtp(folder);
    env = productionEnv(smtp.url);
    world = await createWorld({ at: Date.now(), env: { APP_SECRET: env.APP_SECRET } });
  });
  afterEach(async () => {
    await world.close();
    await smtp.close();
    rmSync(folder, { recursive: true });
  });

  it("lies in no file, log or page; once its mail is accepted, its seed lies in no file either", async () => {
    const agency = await world.agency("法務部人事處");
    const person = await world.person("王明", { agency });
    const supervisor = await world.supervisor("林怡君", { agency });
    const logFile = join(world.folder, "desk.log");
    const desk = await serveDesk(
      {
        ...env,
        DATABASE_URL: `file:${join(world.folder, "desk.db")}`,
        LOG_LEVEL: "trace",
        MONITOR_TOKEN: monitorToken,
      },
      logFile,
    );
    const live = () => world.store.passwords.liveOf(person.id);
    try {
      const hr = await apiClient(world, desk.url, supervisor);
      smtp.fail("message", "hang");
      const opened = await hr.post("/api/v1/tickets", {
        path: "hr-supervisor",
        kind: "recovery",
        personId: person.id,
        proof: "in-person",
      });
      const seed = (await live())?.seed;
      if (!seed) throw new Error("there is no seed");
      expect(searchFolder(world.folder, seed)).not.toEqual([]);
      await vi.waitFor(async () => expect((await live())?.hash).toEqual(expect.any(String)), patience);

      // A server that recovers before the mail has reached it would take it at once, and nothing would wait.
      await vi.waitFor(() => expect(smtp.struck).toBe(1), patience);
      smtp.recover();
      await hastened(world);
      const [mail] = await passwordMails(smtp, person.email, 1);
      await vi.waitFor(async () => expect((await live())?.mailedAt).toEqual(expect.any(Number)), patience);

      const pages = join(world.folder, "pages");
      mkdirSync(pages);
      const ticket = `/api/v1/tickets/${String(opened.body.number)}`;
      for (const [index, path] of [
        "/",
        ticket,
        "/api/v1/tickets?view=decisions",
        "/metrics",
        "/readyz",
      ].entries()) {
        const monitor = { Authorization: `Bearer ${monitorToken}` };
        const response = await fetch(desk.url + path, {
          headers: path.startsWith("/api") ? hr.headers : monitor,
        });
        expect(response.status).toBe(200);
        writeFileSync(join(pages, String(index)), Buffer.from(await response.arrayBuffer()));
      }
      expect(searchFolder(world.folder, mail?.password ?? "")).toEqual([]);
      expect(searchFolder(world.folder, seed)).toEqual([]);
      expect(searchFolder(world.folder, "林怡君").map(({ file }) => file)).toContain(join("pages", "1"));
      expect(await signIn(world, person, mail?.password)).toBe("set-password");
    } finally {
      await desk.end("SIGTERM");
    }
  });
});

const patience = { timeout: 30_000, interval: 50 };

/** Has the worker try again at once what it would try again later. */
async function hastened({ store, clock }: Pick<World, "store" | "clock">): Promise<void> {
  const waiting = await vi.waitFor(async () => {
    const mails = await store.work.listMail("waiting");
    expect(mails.some((mail) => mail.leasedUntil === null && mail.attempts > 0)).toBe(true);
    return mails;
  }, patience);
  const writes = waiting.map(({ id }) => update("outbox", { id }, { nextAttemptAt: 0 }));
  await store.commit({ at: clock.now, writes, audit: [] });
}

async function signIn(world: World, person: { account: string | null }, password = ""): Promise<string> {
  const { outcome } = await world.services.signIn.signIn({
    login: person.account ?? "",
    password,
    address: "192.0.2.1",
  });
  return outcome;
}
