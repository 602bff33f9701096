import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { plainVisitor } from "../../support/desk/plain-visitor";
import { createWorld, type World } from "../../support/desk/population";

let world: World;
let site: string;

beforeEach(async () => {
  world = await createWorld();
  site = await world.serve();
});
afterEach(() => world.close());

type Language = "zh-Hant-TW" | "en";

async function pageAs(
  person: { id: string } | null,
  path: string,
  { language = "zh-Hant-TW", post }: { language?: Language; post?: Record<string, string> } = {},
) {
  const headers = person ? (await plainVisitor(world, site, person)).headers : {};
  const response = await fetch(site + path, {
    redirect: "manual",
    headers: { ...headers, "Accept-Language": language },
    ...(post && { method: "POST", body: new URLSearchParams(post) }),
  });
  const html = await response.text();
  return {
    status: response.status,
    location: response.headers.get("Location"),
    language: /<html lang="([^"]+)"/.exec(html)?.[1],
    title: /<title>([^<]*)<\/title>/.exec(html)?.[1],
    heading: /<h1[^>]*>([^<]*)<\/h1>/.exec(html)?.[1],
    /** Where one can go on within the areas. */
    links: [...html.matchAll(/<a [^>]*href="([^"#:]+)"/g)].map(([, href]) => href),
  };
}

const missing = { "zh-Hant-TW": "找不到這個網頁", en: "There is no such page" };

/** Says what it should, in its language, with the navigation of its area and under its title. */
async function expectNavigation(
  person: { id: string },
  path: string,
  expected: { status: number; heading: Record<Language, string>; links: string[] },
  post?: Record<string, string>,
) {
  for (const language of ["zh-Hant-TW", "en"] as const) {
    const {
      status,
      heading,
      title,
      links,
      language: spoken,
    } = await pageAs(person, path, { language, post });
    expect({ status, heading, spoken }).toEqual({
      status: expected.status,
      heading: expected.heading[language],
      spoken: language,
    });
    expect(title).toMatch(new RegExp(`^${expected.heading[language]} · `));
    expect(links).toEqual(expect.arrayContaining(expected.links));
  }
}

describe("What is refused in an area keeps the area's navigation", () => {
  const desk = ["/desk", "/desk?view=mine", "/desk?view=closed"];
  const hr = ["/hr", "/hr/people", "/hr/delegations"];
  const roleNeeded = { "zh-Hant-TW": "您的帳號沒有使用此頁的權限", en: "Your account may not use this page" };

  it("at the helpdesk", async () => {
    const agent = await world.staff("周志明", "agent", { agency: await world.agency("財政部") });
    const auditor = await world.staff("稽核員", "auditor", { agency: await world.agency("審計部") });
    await expectNavigation(agent, "/desk/nowhere", { status: 404, heading: missing, links: desk });
    await expectNavigation(auditor, "/desk/new", { status: 403, heading: roleNeeded, links: desk });
    const { status, links } = await pageAs(agent, "/desk/tickets/R0000000-0000");
    expect({ status, links }).toEqual({ status: 404, links: expect.arrayContaining(desk) });
  });

  it("for administrators and auditors", async () => {
    const administrator = await world.staff("管理員", "administrator", {
      agency: await world.agency("財政部"),
    });
    const links = ["/audit", "/admin", "/admin/mail"];
    await expectNavigation(administrator, "/admin/nowhere", { status: 404, heading: missing, links });
    await expectNavigation(administrator, "/audit/nowhere", { status: 404, heading: missing, links });
    await expectNavigation(administrator, "/desk", { status: 403, heading: roleNeeded, links });
    await expectNavigation(administrator, "/admin/wording/none/zh", { status: 404, heading: missing, links });
  });

  it("at HR", async () => {
    const supervisor = await world.supervisor("林怡君", { agency: await world.agency("財政部關務署") });
    await expectNavigation(supervisor, "/hr/nowhere", { status: 404, heading: missing, links: hr });
    const { status, links } = await pageAs(supervisor, "/hr/tickets/R0000000-0000");
    expect({ status, links }).toEqual({ status: 404, links: expect.arrayContaining(hr) });
  });

  it("on one's own pages, and for whoever strays into another area", async () => {
    const person = await world.person("王明", { agency: await world.agency("法務部") });
    await expectNavigation(person, "/me/nowhere", { status: 404, heading: missing, links: ["/me"] });
    await expectNavigation(person, "/hr", { status: 403, heading: roleNeeded, links: ["/me"] });
    await expectNavigation(person, "/desk", { status: 403, heading: roleNeeded, links: ["/me"] });
  });

  it("also where a form was refused", async () => {
    const agent = await world.staff("周志明", "agent", { agency: await world.agency("財政部") });
    const supervisor = await world.supervisor("林怡君", { agency: await world.agency("財政部關務署") });
    const incomplete = {
      status: 400,
      heading: { "zh-Hant-TW": "表單不完整，未執行", en: "The form was incomplete and nothing was done" },
    };
    const call = {
      act: "open",
      kind: "recovery",
      query: "王",
      who: "unknown",
      name: "王明",
      contact: "",
      story: "",
    };
    await expectNavigation(agent, "/desk/new", { ...incomplete, links: desk }, call);
    await expectNavigation(agent, "/desk/nowhere", { status: 404, heading: missing, links: desk }, {});
    await expectNavigation(supervisor, "/hr/delegations/none/revocation", { ...incomplete, links: hr }, {});
  });

  it("but nobody signed in has none to keep", async () => {
    const { status, heading, links } = await pageAs(null, "/desk/nowhere");
    expect({ status, heading }).toEqual({ status: 404, heading: missing["zh-Hant-TW"] });
    expect(links).not.toContain("/desk");
    expect(await pageAs(null, "/hr/people")).toMatchObject({
      status: 302,
      location: "/?next=%2Fhr%2Fpeople",
    });
  });
});
