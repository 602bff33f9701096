import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PersonWithAgency } from "../../../db/queries/people";
import { inventNationalId } from "../../../accounts/identity/national-id";
import { shellActsPage } from "../../../workflows/reading/audit";
import { type Cards, makeCards } from "../../support/cards/cards";
import { askDesk } from "../../support/desk/desk-process";
import { createWorld, ownPassword, type World } from "../../support/desk/population";

/** Commands know no clock but the machine's. */
const at = Date.now();

let cards: Cards;
let world: World;
let env: Record<string, string>;
let administrator: PersonWithAgency;
let auditor: PersonWithAgency;

beforeAll(async () => {
  cards = await makeCards({ at });
  world = await createWorld({ at });
  env = {
    DATABASE_URL: world.environment.databaseUrl,
    RECORD_DIR: world.environment.recordFolder,
    APP_SECRET: world.environment.secrets[0],
    LANG: "en_US.UTF-8",
  };
  const agency = await world.agency("行政院", { oid: "2.16.886.101.20003" });
  administrator = await world.staff("蕭承恩", "administrator", { agency });
  await world.role(administrator, "auditor");
  auditor = await world.staff("郭美玲", "auditor", { agency });
  await world.person("王明", { agency, account: "wang.ming", password: ownPassword });
});
afterAll(async () => {
  await world.close();
  await cards.remove();
});

const file = (name: string, content: string) => {
  const path = join(world.folder, name);
  writeFileSync(path, content);
  return path;
};
const root = () => join(cards.pki.cardsFolder, "..", "authorities", "root.crt");

/** What the command was told as, by whom it was told to. */
async function toldOf(...parameters: string[]): Promise<{ code: number; err: string; told: unknown[] }> {
  const before = (await world.store.work.listMail({ limit: 1000 })).map(({ id }) => id);
  const { code, err } = await askDesk(parameters, env);
  const mails = (await world.store.work.listMail({ limit: 1000 })).filter(({ id }) => !before.includes(id));
  const told = mails
    .filter(({ template }) => template === "shell-act" || template === "break-glass")
    .map(({ template, params, address }) => [template, Reflect.get(params, "command"), address])
    .toSorted((one, other) => String(one).localeCompare(String(other)));
  return { code, err, told };
}

const both = (command: string) =>
  [administrator.email, auditor.email]
    .map((address) => ["shell-act", command, address])
    .toSorted((one, other) => String(one).localeCompare(String(other)));

describe("Whatever is done from the shell", { timeout: 120_000 }, () => {
  it("is told to every administrator and auditor, each once, whichever command it was", async () => {
    const header = "機關名稱,OID,電話,地址,DN\n";
    const ministry = '法務部,"\t2.16.886.101.20003.20006",02-21910189,台北市,"ou=法務部,o=行政院,c=TW"\n';
    const agencies = file("agencies.csv", header + ministry);
    const calendar = file("calendar.csv", "西元日期,星期,是否放假,備註\n");
    const people = file("people.csv", "AgencyOID,Name,NationalID\n");
    const commands: [string, string[]][] = [
      ["user grant", ["wang.ming", "agent"]],
      ["user token", ["wang.ming", "--scope", "tickets:read"]],
      ["user revoke", ["wang.ming", "agent"]],
      ["import agencies", [agencies]],
      ["import people", [people]],
      ["import calendar", [calendar]],
      ["crl refresh", []],
      ["crl import", [agencies]],
      ["outbox retry", ["nothing"]],
    ];
    for (const [command, parameters] of commands) {
      const { told } = await toldOf(...command.split(" "), ...parameters);
      expect(told, command).toEqual(both(command));
    }
  });

  it("names command, operator and whom it is about, in the mail and on the page, and no national ID", async () => {
    await toldOf("user", "grant", "wang.ming", "agent");
    world.clock.now = Date.now();
    await world.settle();
    const mails = world.mailTo(auditor.email);
    expect(mails.every(({ subject }) => subject.includes("有人由主機命令列辦理了一件事"))).toBe(true);
    const mail = mails.find(({ text }) => text.includes("desk user grant"));
    expect(mail?.text).toContain("wang.ming 王明 agent");
    const { lines } = await shellActsPage(world.services, {});
    expect(lines[0]).toMatchObject({
      act: "role.granted",
      personName: "王明",
      detail: { command: "user grant", role: "agent" },
    });
    expect(lines.every(({ actorKind }) => actorKind === "console")).toBe(true);
    const row = (await world.store.people.rolesInForce(Date.now())).find(({ grantedBy }) =>
      grantedBy.startsWith("console:"),
    );
    expect(row?.agreedBy).toBeNull();
  });

  it("is told of in one commit with the act: what is refused is not told", async () => {
    expect((await toldOf("user", "grant", "nobody.here", "agent")).told).toEqual([]);
    expect((await toldOf("user", "revoke", "wang.ming", "auditor")).told).toEqual([]);
    expect((await toldOf("token", "revoke", "000000000000")).told).toEqual([]);
    expect((await toldOf("trust", "remove", "0000000000", "--reason", "none")).told).toEqual([]);
    expect((await toldOf("import", "people", join(world.folder, "missing.csv"))).told).toEqual([]);
  });

  it("takes effect at once though there are two administrators, and says by whom in the record", async () => {
    const serving = ["--agency", "2.16.886.101.20003"];
    const { code } = await toldOf("user", "grant", "wang.ming", "hr-supervisor", ...serving);
    expect(code).toBe(0);
    const [row] = await world.store.records.auditOf({ act: "role.granted" }, 1);
    expect(row).toMatchObject({ actorKind: "console", detail: { role: "hr-supervisor" } });
    expect(row?.actorId).toBeTruthy();
    expect((await toldOf("user", "revoke", "wang.ming", "hr-supervisor")).told).toEqual(both("user revoke"));
  });

  it("goes for trust too, and for breaking the glass, of which auditors hear as well", async () => {
    const added = await toldOf("trust", "add", root(), "--purpose", "agency");
    expect([added.code, added.told]).toEqual([0, both("trust add")]);
    const [pinned] = await world.store.trust.certificates();
    const removed = await toldOf("trust", "remove", pinned?.sha256 ?? "", "--reason", "test");
    expect([removed.code, removed.told]).toEqual([0, both("trust remove")]);

    const { told } = await toldOf(
      ...["user", "add", inventNationalId(world.random), "--name", "林新", "--email", "lin@agency.example"],
      ...["--agency", "2.16.886.101.20003", "--account", "lin.xin", "--role", "auditor"],
    );
    expect(told).toEqual(
      expect.arrayContaining([
        ...both("user add"),
        ["break-glass", undefined, administrator.email],
        ["break-glass", undefined, auditor.email],
      ]),
    );
  });
});
