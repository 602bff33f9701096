import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { PersonWithAgency } from "../../db/queries/people";
import { suitsEverybody } from "../support/browser/browser";
import { nationalIdEnding } from "../support/cards/cards";
import { openCitizenSite, type CitizenAtDoor, type CitizenSite } from "../support/browser/citizen-site";
import { as, signInAt } from "../support/desk/desk-office";
import { ownPassword } from "../support/desk/population";

/** One citizen for each story, so that one world serves them all. */
const citizens = [
  { name: "王明", lastFour: "6789" },
  { name: "王明", lastFour: "6780" },
  { name: "林怡君", lastFour: null },
  { name: "林怡君", lastFour: "4093" },
  { name: "張志豪", lastFour: null },
  { name: "李淑芬", lastFour: "2468" },
  { name: "吳建宏", lastFour: "1357", also: ["revoked"] as const },
  { name: "陳美玲", lastFour: "4321" },
  { name: "黃雅琪", lastFour: "7531" },
  { name: "周淑惠", lastFour: null },
];

let site: CitizenSite;
let citizen: CitizenAtDoor;
let hr: PersonWithAgency;

beforeAll(async () => {
  site = await openCitizenSite(citizens);
  hr = await site.world.supervisor("許雅惠", { agency: await agency(), account: "yahui.hsu" });
});
afterAll(() => site.close());

beforeEach(async () => {
  citizen = await site.visit();
});
afterEach(async () => {
  expect(await citizen.leave()).toEqual([]);
});

async function agency() {
  const [known] = await site.world.store.agencies.search("財政部關務署");
  return known ?? site.world.agency("財政部關務署");
}

async function employee(name: string, account: string | null, lastFour: string): Promise<PersonWithAgency> {
  return site.world.person(name, {
    agency: await agency(),
    account,
    nationalId: nationalIdEnding(lastFour),
    password: account === null ? undefined : ownPassword,
  });
}

const arrives = (place: string) => citizen.page.waitForURL(`**${place}`);
const main = () => citizen.page.innerText("main");

/** Confirms a waiting certificate by the link that was mailed, wherever the mail is read. */
async function confirmByMail(whose: PersonWithAgency): Promise<void> {
  await site.world.settle();
  const mail = site.world.mailTo(whose.email).find(({ subject }) => subject.includes("請確認"));
  const reader = await (await site.browser.visitor({ javaScript: false })).newPage();
  await reader.goto(/https?:\S+\/certificate\/confirm\/\S+/.exec(mail?.text ?? "")?.[0] ?? "");
  await reader.click('button:has-text("是我的，確認")');
  expect(await reader.innerText('[role="status"]')).toContain("已確認");
  await reader.context().close();
}

describe("two people of one name, each with a card", () => {
  it("come in as themselves, and not as each other", async () => {
    const [ming, other] = [
      await employee("王明", "ming.wang", "6789"),
      await employee("王明", "wang.ming", "6780"),
    ];
    await citizen.insert("citizen-王明-6789");
    await citizen.name("wang.ming");
    await citizen.page.waitForSelector('.public-main [role="alert"]');
    expect(await citizen.alert()).toContain("無法以這張憑證驗證您輸入的帳號");
    await citizen.name("ming.wang");
    await arrives("/identity");
    expect(await main()).toContain("ming.wang");

    await citizen.page.context().clearCookies();
    await citizen.insert("citizen-王明-6780");
    await citizen.name("wang.ming");
    await arrives("/identity");
    expect(await main()).toContain("wang.ming");
    for (const one of [ming, other])
      expect(await site.world.store.records.sessionsOf(one.id)).toHaveLength(1);
  });
});

describe("one person with two cards", () => {
  it("is told of the first, unbinds it in 我的專區, and binds the second", async () => {
    const person = await employee("林怡君", "yichun.lin", "4093");
    await citizen.insert("citizen-林怡君-none");
    await citizen.name("yichun.lin");
    await arrives("/certificate/waiting");
    await confirmByMail(person);

    await citizen.insert("citizen-林怡君-4093");
    await citizen.name("yichun.lin");
    await citizen.page.waitForSelector('.public-main [role="alert"]');
    expect(await citizen.alert()).toContain("已綁定另一張憑證");
    expect(await citizen.alert()).toContain("在「我的專區」解除");

    await citizen.insert("citizen-林怡君-none");
    await arrives("/identity");
    await citizen.page.goto(`${site.url}/me/certificate`);
    await citizen.page.click('button:has-text("解除綁定")');
    await citizen.page.waitForURL(/\/\?next=/);

    await citizen.insert("citizen-林怡君-4093");
    await citizen.name("yichun.lin");
    await arrives("/identity");
  });
});

describe("two people claiming one card", () => {
  it("get one binding between them; whoever comes second is told and may begin anew", async () => {
    const [one, other] = [
      await employee("張志豪", "chihhao.one", "1112"),
      await employee("張志豪", "chihhao.two", "1113"),
    ];
    const second = await site.visit();
    await second.insert("citizen-張志豪-none");
    await second.page.waitForURL("**/certificate/identify");
    await citizen.insert("citizen-張志豪-none");
    await citizen.name("chihhao.one");
    await arrives("/certificate/waiting");

    await second.name("chihhao.two");
    await second.page.waitForSelector('.public-main [role="alert"]');
    expect(await second.alert()).toContain("剛在另一個視窗辦理過");
    const bindings = await Promise.all([one, other].map(({ id }) => site.world.store.bindings.ofPerson(id)));
    expect(bindings.map(({ length }) => length)).toEqual([1, 0]);

    // It was the second's card all along: the claim that waits is given up for it.
    await second.insert("citizen-張志豪-none");
    await second.page.waitForURL("**/certificate/waiting");
    await second.page.click('button:has-text("重新輸入帳號")');
    await second.name("chihhao.two");
    await second.page.waitForURL("**/certificate/waiting");
    await confirmByMail(other);
    await second.insert("citizen-張志豪-none");
    await second.page.waitForURL("**/identity");
    expect(await second.page.innerText("main")).toContain("chihhao.two");
    expect(await second.leave()).toEqual([]);
  });
});

describe("a name that was changed", () => {
  it("is said with its remedy; once HR has put the record right, the card signs in", async () => {
    const person = await employee("李淑芳", "shufen.li", "2468");
    await citizen.insert("citizen-李淑芬-2468");
    await citizen.name("shufen.li");
    await citizen.page.waitForSelector('.public-main [role="alert"]');
    expect(await citizen.alert()).toContain("憑證上的姓名與人事資料不同");

    const office = await site.colleague(hr);
    await office.goto(`${site.url}/hr/people/${person.id}/record?purpose=record&field=name`);
    await office.fill('input[name="value"]', "李淑芬");
    await office.check('input[name="proof"]');
    await office.click('form:has(input[name="value"]) button');
    await office.waitForURL("**recorded=name");
    await office.context().close();

    await citizen.name("shufen.li");
    await arrives("/identity");
  });
});

describe("five failures", () => {
  it("to name the account end the card's day, and a request for help is filled in", async () => {
    await employee("吳建宏", "chienhung.wu", "1357");
    await citizen.insert("citizen-吳建宏-1357");
    for (let left = 4; left > 0; left -= 1) {
      await citizen.name(`guess.${left}`);
      await citizen.page.waitForSelector(`text=還可以驗證 ${left} 次`);
    }
    await citizen.name("guess.0");
    await arrives("/certificate/refused**");
    expect(await citizen.alert()).toContain("驗證次數已滿 5 次");

    await citizen.insert("citizen-吳建宏-1357");
    await arrives("/certificate/refused**");
    expect(await citizen.alert()).toContain("今日不再受理帳號驗證");
    await citizen.page.click('button:has-text("申請登入協助")');
    await arrives("/ask?reason=certificate");
    await citizen.page.goto(`${site.url}/ask/details?reason=certificate&path=helpdesk&agency=unknown`);
    expect(await citizen.page.inputValue('input[name="name"]')).toBe("吳建宏");
  });

  it("of a card that is refused end the visit, with the ways on", async () => {
    for (let time = 0; time < 5; time += 1) {
      await citizen.insert("citizen-吳建宏-1357-revoked");
      await arrives("/certificate/refused**");
    }
    expect(await citizen.alert()).toContain("憑證已連續 5 次未通過驗證");
    await citizen.page.click("text=元件檢測");
    await arrives("/component-check");
  });
});

describe("a new person whose case waits for the first login", () => {
  it("comes in by card and 身分證字號; the case is solved, and the mailed password opens nothing more", async () => {
    const person = await employee("陳美玲", null, "4321");
    const { world } = site;
    const { number } = await world.desk.open(
      {
        kind: "first-login",
        path: "hr-supervisor",
        channel: "web",
        personId: person.id,
        claim: world.claimOf(person),
      },
      { kind: "visitor", address: "192.0.2.1" },
    );
    await world.desk.act(number, { type: "APPROVE", disableOldPassword: false }, as(hr));
    await world.settle();
    const password = world.passwordFor(person.email);

    await citizen.insert("citizen-陳美玲-4321");
    await citizen.name(nationalIdEnding("4321").toLowerCase());
    await arrives("/identity");
    expect((await world.store.tickets.byNumber(number))?.state).toBe("solved");

    await citizen.page.context().clearCookies();
    await signInAt(citizen.page, site.url, nationalIdEnding("4321"), password);
    expect(await citizen.alert()).toContain("這組一次性密碼已作廢");
    await world.settle();
    expect(
      world
        .mailTo(person.email)
        .map(({ subject }) => subject)
        .join(),
    ).toContain("已綁定自然人憑證");
  });
});

describe("HR", () => {
  it("unbinds a lost card with a reason; whoever it signed in is out", async () => {
    const person = await employee("黃雅琪", "yachi.huang", "7531");
    await citizen.insert("citizen-黃雅琪-7531");
    await citizen.name("yachi.huang");
    await arrives("/identity");

    const office = await site.colleague(hr);
    await office.goto(`${site.url}/hr/people/${person.id}/certificate?purpose=record`);
    await office.click('button:has-text("解除綁定")');
    expect(await office.innerText(".field-error")).toContain("請輸入解除的原因");
    await office.fill('input[name="reason"]', "卡片遺失");
    await office.click('button:has-text("解除綁定")');
    expect(await office.innerText('[role="status"]')).toContain("已解除");
    await office.context().close();

    await citizen.page.goto(`${site.url}/me`);
    await citizen.page.waitForURL(/\/\?next=/);
    await citizen.insert("citizen-黃雅琪-7531");
    await arrives("/certificate/identify");
  });
});

describe("a certificate that waits for its confirmation", () => {
  it.each(["zh-TW", "en-US"] as const)(
    "is told of in %s, pleasing axe and fitting a phone",
    async (locale) => {
      await citizen.leave();
      citizen = await site.visit({ locale });
      const account = locale === "zh-TW" ? "shuhui.chou" : "chou.shuhui";
      await employee("周淑惠", account, locale === "zh-TW" ? "1114" : "1115");
      await citizen.insert("citizen-周淑惠-none");
      if (locale === "en-US") await citizen.page.click('button:has-text("Enter the account again")');
      await citizen.name(account);
      await arrives("/certificate/waiting");
      await suitsEverybody(citizen.page, `citizen-waiting-${locale}`);
    },
  );
});
