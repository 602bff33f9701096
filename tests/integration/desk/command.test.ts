import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import BetterSqlite3 from "better-sqlite3";
import { inventNationalId } from "../../../accounts/identity/national-id";
import { insert, type NewRow } from "../../../db/change";
import { openStore, type Store } from "../../../db/store";
import { askDesk, runDesk, serveDesk } from "../../support/desk/desk-process";
import { mailVectors } from "../../support/mail/mail-vectors";
import { seededRandom } from "../../support/desk/seeded-random";

const header = "機關名稱,OID,電話,地址,DN\n";
const yuan = '行政院,2.16.886.101.20003,02-33566500,台北市,"o=行政院,c=TW"\n';
const ministry = '法務部,"\t2.16.886.101.20003.20006",02-21910189,台北市,"ou=法務部,o=行政院,c=TW"\n';
const secret = "Zx4w9bQmT7uPk2Lr8vNc5Hs3Yd6Gj1Fa0EoWiRXq";

let folder: string;
let env: Record<string, string>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "desk-command-"));
  env = {
    DATABASE_URL: `file:${join(folder, "desk.db")}`,
    LOG_LEVEL: "silent",
    LANG: "en_US.UTF-8",
    APP_SECRET: secret,
  };
});
afterEach(() => rmSync(folder, { recursive: true }));

const desk = (...parameters: string[]) => askDesk(parameters, env);
/** The same, but as a process of its own: each exit code is seen once at what was built, and what changes the database. */
const run = (...parameters: string[]) => runDesk(parameters, env);
const objects = (out: string) =>
  out
    .trim()
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(env.DATABASE_URL ?? "");
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

describe("the desk command", { timeout: 120_000 }, () => {
  it("explains itself with --help and ends with 0; used wrongly it ends with 2", async () => {
    const [help, deeper, none, unknown, argument] = await Promise.all([
      run("--help"),
      desk("user", "add", "--help"),
      run(),
      desk("dance"),
      desk("user", "token", "somebody", "--scope", "everything"),
    ]);
    expect(help).toMatchObject({ code: 0, err: "" });
    for (const command of ["serve", "migrate", "demo", "import", "user", "outbox", "audit"])
      expect(help.out).toContain(command);
    expect(deeper).toMatchObject({ code: 0, out: expect.stringContaining("--email <address>") as string });
    expect([none.code, unknown.code, argument.code]).toEqual([2, 2, 2]);
    expect(argument.err).toContain("tickets:read, tickets:act, people:read");
  });

  it("names everything wrong in the environment at once, and ends with 2", async () => {
    const { code, err } = await runDesk(["serve"], {
      ...env,
      DESK_MODE: "production",
      PORT: "high",
      APP_SECRET: "change-me-change-me-change-me-change-me",
      SMTP_URL: "smtp://mail.example.com?ignoreTLS=true",
      DATABASE_URL: "mysql://db/desk",
    });
    expect(code).toBe(2);
    for (const name of ["PORT", "APP_URL", "APP_SECRET", "SMTP_URL", "MAIL_FROM", "DATABASE_URL"])
      expect(err).toContain(name);
    expect(err).not.toMatch(/change-me|^\s+at /m);
  });

  it("imports agencies with counts; again it changes nothing; a broken file is refused with its line and changes nothing", async () => {
    const good = file("good.csv", `\uFEFF${header}${yuan}${ministry}`);
    expect(await run("import", "agencies", good)).toMatchObject({
      code: 0,
      out: "2 added, 0 changed, 0 left alone, 0 refused.\n",
    });
    const again = await desk("import", "agencies", good, "--json");
    expect(objects(again.out)).toMatchObject([
      { line: 2, outcome: "unchanged" },
      { line: 3, outcome: "unchanged" },
      { counts: { added: 0, changed: 0, unchanged: 2, refused: 0 } },
    ]);
    const before = await withStore((store) => store.agencies.all());
    const third = '監察院,2.16.886.101.20008,02-23413183,台北市,"o=監察院,c=TW"\n';
    const broken = {
      "header.csv": `Name,Number\n${third}`,
      "encoding.csv": Buffer.concat([Buffer.from(header + third), Buffer.from([0xba, 0xca, 0xb9])]),
      "cut.csv": `${header}${third}法務部調查局,2.16.886.101.200`,
      "twice.csv": `${header}${third}${third}`,
      "missing.csv": null,
    };
    const answers = await Promise.all(
      Object.entries(broken).map(([name, content]) =>
        desk("import", "agencies", content === null ? join(folder, name) : file(name, content)),
      ),
    );
    expect(answers.map(({ code }) => code)).toEqual([1, 1, 1, 1, 1]);
    expect(answers.map(({ err }) => /^\s+at /m.test(err))).toEqual([false, false, false, false, false]);
    expect(answers.slice(0, 4).every(({ err }) => /Line \d+: .*Nothing has been changed/.test(err))).toBe(
      true,
    );
    expect(await withStore((store) => store.agencies.all())).toEqual(before);
  });

  it("judges mails that came back, one object a line; a file that is no mail ends with 1, none with 2", async () => {
    const vector = (name: string) => `${mailVectors}${name}.eml`;
    const [bounce, reply] = [vector("mail2000-big5-unknown"), vector("reply-gmail-zh")];
    const judged = await desk("mail", "classify", bounce, reply, "--json");
    expect(judged).toMatchObject({ code: 0, err: "" });
    expect(objects(judged.out)).toEqual([
      {
        file: bounce,
        kind: "bounce",
        permanent: true,
        recipient: "wang.ming@mail2000.agency.example",
        status: "5.1.1",
        reason: "550 5.1.1 使用者不存在 (User unknown)",
      },
      {
        file: reply,
        kind: "reply",
        permanent: null,
        recipient: null,
        status: null,
        reason: expect.any(String) as string,
      },
    ]);
    const mixed = await desk(
      "mail",
      "classify",
      file("none.eml", "no mail at all"),
      bounce,
      join(folder, "missing"),
    );
    expect(mixed).toMatchObject({ code: 1, out: expect.stringContaining("a bounce, permanent") as string });
    expect(mixed.err).toMatch(/none\.eml: cannot be read as mail/);
    expect((await desk("mail", "classify")).code).toBe(2);
  });

  it("lets the first administrator in from the shell: a ticket of the console's, the password mailed, nothing shown", async () => {
    await desk("import", "agencies", file("good.csv", header + yuan));
    const nationalId = inventNationalId(seededRandom());
    const person = [
      "--name",
      "蕭承恩",
      "--email",
      "root@agency.example",
      "--agency",
      "2.16.886.101.20003",
      "--account",
      "chengen",
    ];
    expect((await desk("user", "add", "A123456780", ...person)).code).toBe(1);
    const added = await run("user", "add", nationalId, ...person, "--reason", "first start", "--json");
    expect(added.code).toBe(0);
    const [object] = objects(added.out);
    expect(object).toMatchObject({ added: true, state: "passwordHandover.issuing" });
    await withStore(async (store) => {
      const ticket = await store.tickets.byNumber(String(object?.number));
      expect(ticket).toMatchObject({ channel: "console", kind: "first-login" });
      const mails = await store.work.listMail("waiting");
      expect(mails.map(({ template, address }) => [template, address])).toEqual(
        expect.arrayContaining([
          ["temporary-password", "root@agency.example"],
          ["break-glass", "root@agency.example"],
        ]),
      );
      const history = await store.tickets.historyOf(ticket?.id ?? "");
      expect(history.map(({ type, actorKind }) => [type, actorKind])).toEqual([
        ["OPENED", "console"],
        ["BREAK_GLASS", "console"],
      ]);
    });

    const again = await desk("user", "add", nationalId, ...person, "--json");
    expect(objects(again.out)).toMatchObject([{ added: false, number: object?.number }]);
    const token = await desk("user", "token", "chengen", "--scope", "tickets:read", "--json");
    expect(objects(token.out)).toMatchObject([
      { token: expect.stringMatching(/^[\w-]{43}$/) as string, scopes: ["tickets:read"] },
    ]);
    const listed = await desk("outbox", "list", "--json");
    expect(objects(listed.out)).toContainEqual(
      expect.objectContaining({ template: "temporary-password", to: "r***t@agency.example" }),
    );
    expect(listed.out).not.toContain("root@agency.example");
  });

  it("takes tokens and roles away again, but never the last administrator's", async () => {
    await desk("import", "agencies", file("good.csv", header + yuan));
    for (const [seed, account, role] of [
      [21, "auditor.a", "auditor"],
      [22, "admin.a", "administrator"],
    ] as const) {
      const about = [
        "--name",
        "彭柏翰",
        "--email",
        `${account}@agency.example`,
        "--agency",
        "2.16.886.101.20003",
      ];
      const id = inventNationalId(seededRandom(seed));
      expect((await desk("user", "add", id, ...about, "--account", account, "--role", role)).code).toBe(0);
    }
    const held = async () =>
      objects((await desk("user", "list", "--json")).out).map(
        ({ account, role }) => `${String(account)} ${String(role)}`,
      );
    expect(await held()).toEqual(expect.arrayContaining(["auditor.a auditor", "admin.a administrator"]));

    const token = async () => {
      const issued = await desk(
        "user",
        "token",
        "auditor.a",
        "--scope",
        "tickets:read",
        "--label",
        "報表",
        "--json",
      );
      return String(objects(issued.out)[0]?.token);
    };
    const secrets = [await token(), await token()];
    const live = async () => objects((await desk("token", "list", "auditor.a", "--json")).out);
    const [first, second] = await live();
    expect([first, second]).toMatchObject([{ label: "報表" }, { label: "報表" }]);
    const words = await desk("token", "list");
    expect(words.out).toContain(String(first?.id));
    for (const secret of secrets) expect(words.out).not.toContain(secret);
    expect((await desk("token", "revoke", String(first?.id))).code).toBe(0);
    expect(await live()).toMatchObject([{ id: second?.id }]);
    const again = await desk("token", "revoke", String(first?.id));
    expect(again).toMatchObject({ code: 1, err: expect.stringContaining(String(first?.id)) as string });

    expect((await desk("user", "revoke", "auditor.a", "agent")).code).toBe(1);
    expect((await desk("user", "revoke", "auditor.a", "auditor")).code).toBe(0);
    expect(await held()).not.toContain("auditor.a auditor");
    expect(await live()).toEqual([]);

    const administrators = objects((await desk("user", "list", "--role", "administrator", "--json")).out);
    const [last, ...others] = administrators.map(({ account }) => String(account));
    for (const other of others) expect((await desk("user", "revoke", other, "administrator")).code).toBe(0);
    const refused = await desk("user", "revoke", last ?? "", "administrator");
    expect(refused).toMatchObject({
      code: 1,
      err: expect.stringMatching(/最後一位|last administrator/) as string,
    });
  });

  it("lists mails by state and case without saying whose they are, and tries the given-up ones again", async () => {
    await withStore(async (store) => {
      const at = Date.now();
      const mail = (id: string, more: Partial<NewRow<"outbox">>) =>
        insert("outbox", {
          id,
          address: "wang.ming@moj.example",
          template: "password-changed",
          params: { number: null, account: "wang.ming", changedAt: at, how: "by-oneself" },
          locale: "zh-Hant-TW",
          state: "waiting",
          nextAttemptAt: at + 60_000,
          giveUpAt: at + 120_000,
          createdAt: at,
          ...more,
        });
      const refused = { failure: "mail", attempts: 3, lastResponse: "550 5.1.1 unknown" } as const;
      const writes = [
        mail("waits", { failure: "server", attempts: 2, lastResponse: "connect ECONNREFUSED" }),
        mail("fresh", {}),
        mail("lost", { state: "failed", ...refused }),
        mail("lost-with-it", { state: "failed", ...refused, gatheredInto: "lost" }),
        mail("old", { state: "failed", ...refused, createdAt: at - 40 * 24 * 60 * 60_000 }),
      ];
      await store.commit({ at, writes, audit: [] });
    });
    const failed = await desk("outbox", "list", "--state", "failed", "--json");
    expect(objects(failed.out).map(({ id }) => id)).toEqual(["lost-with-it", "lost", "old"]);
    expect(objects(failed.out)[1]).toMatchObject({ failure: "mail", lastResponse: "550 5.1.1 unknown" });
    expect(failed.out).not.toContain("wang.ming@");
    expect((await desk("outbox", "list", "--ticket", "R1150101-0001")).code).toBe(1);
    expect((await desk("outbox", "retry")).code).toBe(2);

    const retried = await run("outbox", "retry", "--waiting", "--failed", "--json");
    expect(retried.code).toBe(0);
    expect(objects(retried.out)).toEqual([
      { id: "waits", outcome: "queued" },
      { id: "lost", outcome: "queued" },
    ]);
    await withStore(async (store) => {
      const states = await Promise.all(["lost", "lost-with-it", "old"].map((id) => store.work.mail(id)));
      expect(states.map((mail) => mail?.state)).toEqual(["waiting", "waiting", "failed"]);
      const acts = await store.records.auditOf({});
      expect(acts.filter(({ act }) => act === "outbox.retried")).toHaveLength(2);
    });
    expect((await desk("outbox", "retry", "nothing")).code).toBe(1);
  });

  it("verifies the audit trail, and names the row that was tampered with", async () => {
    await desk("import", "agencies", file("good.csv", header + yuan));
    await desk("import", "agencies", file("more.csv", header + yuan + ministry));
    const sound = await desk("audit", "verify", "--json");
    expect(sound.code).toBe(0);
    expect(objects(sound.out)).toEqual([
      { rows: 4, sealed: 2, brokenAt: null, tickets: 0, differing: [], findings: [] },
    ]);
    const database = new BetterSqlite3(join(folder, "desk.db"));
    database.prepare("update audit set detail = '{}' where seq = 2").run();
    database.close();
    const { code, err } = await run("audit", "verify");
    expect(code).toBe(1);
    expect(err).toContain("row 2 changed");
    const told = await desk("audit", "verify", "--json");
    expect(told.code).toBe(1);
    expect(objects(told.out)).toMatchObject([
      { brokenAt: 2, findings: [{ kind: "changed", rows: [[2, 2]] }] },
    ]);
  });

  it("fills an empty database with the demo once, and production starts neither on it nor on the demo's secret", async () => {
    delete env.APP_SECRET;
    expect((await run("demo", "--json")).code).toBe(0);
    expect(existsSync(join(folder, "demo-secret"))).toBe(true);
    expect(await desk("demo")).toMatchObject({
      code: 1,
      err: "There are people in the database; nothing was loaded.\n",
    });
    const production = {
      ...env,
      DESK_MODE: "production",
      APP_URL: "http://localhost:3000",
      PORT: "0",
      SMTP_URL: "smtp://127.0.0.1:2525",
      MAIL_FROM: "noreply@ecpa.example",
      APP_SECRET: secret,
    };
    const refused = await runDesk(["serve"], production);
    expect(refused.code).toBe(2);
    expect(refused.err).toMatch(/DATABASE_URL\s+.*示範資料/);
  });

  it("serves until it is asked to stop, and ends with 0", async () => {
    const served = await serveDesk({
      ...env,
      DESK_MODE: "production",
      APP_URL: "http://localhost:3000",
      PORT: "0",
      SMTP_URL: "smtp://127.0.0.1:2525",
      MAIL_FROM: "noreply@ecpa.example",
    });
    expect((await fetch(`${served.url}/readyz`)).status).toBe(200);
    expect(await served.end("SIGTERM")).toBe(0);
  });
});
