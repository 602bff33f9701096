import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PersonWithAgency } from "../../../db/queries/people";
import { grantDelegation, revokeDelegation, type Grant } from "../../../workflows/hr/delegations";
import { onceOnly } from "../../../workflows/desk/idempotency";
import { as } from "../../support/desk/desk-office";
import { hrOffice } from "../../support/desk/hr-office";
import { createWorld, days, type World } from "../../support/desk/population";

let world: World;
let office: Awaited<ReturnType<typeof hrOffice>>;

beforeEach(async () => {
  world = await createWorld();
  office = await hrOffice(world);
});
afterEach(() => world.close());

const grant = (to: PersonWithAgency, more: Partial<Grant> = {}, key?: string) =>
  grantDelegation(
    world.services,
    as(office.supervisor),
    {
      delegateId: to.id,
      kind: "staff",
      level: "prepare",
      validFrom: world.clock.now,
      validTo: world.clock.now + days(90),
      ...more,
    },
    key === undefined
      ? undefined
      : onceOnly(world.services.secrets, { route: "/hr/delegations/new", key }, null),
  );
const mailsTo = async (someone: PersonWithAgency) => {
  await world.settle();
  return world.mailTo(someone.email);
};

describe("Whoever is given authority", () => {
  it("is told from whom, what for and until when, once however often the form is sent", async () => {
    await Promise.all([grant(office.employee, {}, "one-form"), grant(office.employee, {}, "one-form")]);
    const [mail, ...others] = await mailsTo(office.employee);
    expect(others).toEqual([]);
    expect(mail?.subject).toContain("您已獲授權協助辦理密碼申請");
    const words = mail?.text.replaceAll("\n", "") ?? "";
    expect(words).toContain("陳佳玲（法務部調查局）授權您承辦同仁的密碼申請");
    expect(words).toContain("115/11/23（一）09:41");
    expect(words).toContain("116/02/21（日）09:41");
  });

  it("is told as deputy that decisions fall to them", async () => {
    await grant(office.employee, { kind: "deputy" });
    const [mail] = await mailsTo(office.employee);
    expect(mail?.text.replaceAll("\n", "")).toContain("請您擔任職務代理人");
  });

  it("is told when it is taken back", async () => {
    const { id } = await grant(office.employee, { level: "decide" });
    await revokeDelegation(world.services, as(office.supervisor), id);
    const mails = await mailsTo(office.employee);
    expect(mails.map(({ subject }) => subject).sort()).toEqual([
      expect.stringContaining("您已獲授權"),
      expect.stringContaining("您的授權已收回"),
    ]);
  });

  it("is not told that something was taken back that was over anyway", async () => {
    const { id } = await grant(office.employee);
    world.clock.now += days(91);
    await revokeDelegation(world.services, as(office.supervisor), id);
    expect((await mailsTo(office.employee)).map(({ subject }) => subject)).toEqual([
      expect.stringContaining("您已獲授權"),
    ]);
  });

  it("without an address on record still has the authority", async () => {
    const silent = await world.person("無信箱", { agency: office.bureau, email: null });
    await grant(silent);
    expect(await world.store.people.delegationsTo(silent.id)).toHaveLength(1);
  });
});
