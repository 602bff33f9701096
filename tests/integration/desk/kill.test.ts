import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { PersonWithAgency } from "../../../db/queries/people";
import { apiClient } from "../../support/desk/api";
import { serveDesk, type DeskProcess } from "../../support/desk/desk-process";
import { passwordMails } from "../../support/mail/password-mail";
import { productionEnv } from "../../support/desk/production";
import { spawnSmtp, type SmtpProcess } from "../../support/mail/spawn-smtp";
import { createWorld, type World } from "../../support/desk/population";

const patience = { timeout: 30_000, interval: 50 };

describe("a desk killed by SIGKILL, with a mail server of its own process", { timeout: 120_000 }, () => {
  let world: World;
  let folder: string;
  let smtp: SmtpProcess;
  let person: PersonWithAgency;
  let supervisor: PersonWithAgency;
  let env: Record<string, string>;
  let running: DeskProcess | null;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "desk-smtp-"));
    smtp = await spawnSmtp(folder);
    const production = productionEnv(smtp.url);
    world = await createWorld({ at: Date.now(), env: { APP_SECRET: production.APP_SECRET } });
    env = { ...production, DATABASE_URL: `file:${join(world.folder, "desk.db")}`, LOG_LEVEL: "silent" };
    const agency = await world.agency("法務部人事處");
    person = await world.person("王明", { agency });
    supervisor = await world.supervisor("林怡君", { agency });
    running = null;
  });
  afterEach(async () => {
    await running?.end("SIGKILL");
    await world.close();
    await smtp.close();
    rmSync(folder, { recursive: true });
  });

  async function serve(): Promise<DeskProcess> {
    return (running = await serveDesk(env));
  }

  async function kill(): Promise<void> {
    await running?.end("SIGKILL");
    running = null;
  }

  /** Has a password made for the person; answered only once it is committed. */
  async function reset(desk: DeskProcess): Promise<string> {
    const hr = await apiClient(world, desk.url, supervisor);
    const answer = await hr.post("/api/v1/tickets", {
      path: "hr-supervisor",
      kind: "recovery",
      personId: person.id,
      proof: "in-person",
    });
    expect(answer.status).toBe(201);
    return String(answer.body.number);
  }

  async function signIn(password: string | undefined): Promise<string> {
    const attempt = { login: person.account ?? "", password: password ?? "", address: "192.0.2.1" };
    return (await world.services.signIn.signIn(attempt)).outcome;
  }

  const stateOf = async (number: string) => (await world.store.tickets.byNumber(number))?.state;

  it("between the 250 and its record, with a first login before the restart: the password is not mailed again", async () => {
    smtp.fail("message", "take-and-hang");
    const number = await reset(await serve());
    const [first] = await passwordMails(smtp, person.email, 1);
    await kill();
    expect(await signIn(first?.password)).toBe("set-password");
    expect(await stateOf(number)).toBe("passwordHandover.firstLogin");
    smtp.recover();
    await serve();
    await vi.waitFor(async () => expect(await world.store.work.listMail("waiting")).toEqual([]), patience);
    expect(await passwordMails(smtp, person.email, 1)).toHaveLength(1);
    expect(await stateOf(number)).toBe("passwordHandover.firstLogin");
  });
});
