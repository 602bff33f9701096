import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createOutside } from "../../../services/fetching";
import { verifyCardSignature } from "../../../certificates/verdict/card-signature";
import { integer } from "../../../certificates/asn1/der-writer";
import { authorityKeyId, extension } from "../../../certificates/demo/issuing";
import { oids } from "../../../certificates/asn1/oids";
import { insert } from "../../../db/change";
import type { AuthorityAddress } from "../../../db/queries/trust";
import { dropLooseParts } from "../../../workflows/trust/kept-lists";
import { takeList } from "../../../workflows/trust/list-intake";
import {
  pauseAfter,
  refreshDueLists,
  refreshLists,
  type RefreshContext,
} from "../../../workflows/trust/list-refresh";
import { refreshFailureWords } from "../../../workflows/trust/list-words";
import { addAuthority, removeAuthority } from "../../../workflows/trust/trust-keeping";
import {
  type Answer,
  type AuthorityServer,
  bytes,
  startAuthorityServer,
  startProxy,
} from "../../support/cards/authority-server";
import { day, forge, now } from "../../support/forge/forge";
import type { CrlWish } from "../../support/forge/forged-crl";
import { keyOf } from "../../support/forge/keys";
import { createWorld, hours, minutes, type World } from "../../support/desk/population";

const console = { kind: "console", operator: "test" } as const;
const good = forge({});
const numbered = (number: number) => extension(oids.crlNumber, integer(number));

/** A list of the cards' authority; number 100, in time and signed by its key, but for what is wished otherwise. */
function listOf(wish: Partial<CrlWish>): Uint8Array {
  const { trust } = forge({ crl: wish, rootCrl: null });
  const [list] = trust.crls;
  if (!list) throw new Error("the list cannot be read");
  return list.der;
}
const rootList = good.trust.crls.find(
  ({ authorityKeyId: key }) => key === good.trust.authorities[0]?.keyId,
)?.der;

let world: World;
let server: AuthorityServer;
let elsewhere: AuthorityServer;
let parts: RefreshContext;

beforeAll(async () => {
  server = await startAuthorityServer();
  elsewhere = await startAuthorityServer();
});
afterAll(() => Promise.all([server.close(), elsewhere.close()]));

beforeEach(async () => {
  world = await createWorld({ at: now });
  const { services } = world;
  parts = { ...services, trust: services.card.trust };
  server.asked.length = 0;
  elsewhere.asked.length = 0;
});
afterEach(() => world.close());

/** Pins the root and the authority of the forge's cards; the authority's list is at /agency.crl, the root's at /root.crl. */
async function pinBoth(): Promise<void> {
  const pin = (file: Uint8Array, path: string) =>
    addAuthority(
      parts,
      { file, purposes: ["agency"], crlUrls: [`${server.url}${path}`], ocspUrl: null },
      console,
    );
  await pin(good.root, "/root.crl");
  await pin(good.authority, "/agency.crl");
  server.answer("/root.crl", bytes(rootList ?? new Uint8Array()));
  server.answer("/agency.crl", bytes(listOf({})));
}

/** The code of the verdict on the forge's good card, by what is trusted now. */
async function verdict(): Promise<string> {
  const { cms, content, purpose } = good;
  const said = verifyCardSignature({
    cms,
    content,
    purpose,
    at: world.clock.now,
    ...(await parts.trust.current()),
  });
  return said.accepted ? "accepted" : said.code;
}

async function agencyAddress(): Promise<AuthorityAddress | undefined> {
  return (await world.store.trust.addresses()).find(({ url }) => url.endsWith("/agency.crl"));
}

const numbersInForce = async () => (await world.store.trust.lists()).map(({ number }) => number);

describe("Lists are fetched from the addresses of the pinned authorities", () => {
  it("and cards are accepted from then on, refused before", async () => {
    await pinBoth();
    expect(await verdict()).toBe("revocation-unknown");
    await refreshDueLists(parts);
    expect(server.asked.sort()).toEqual(["GET /agency.crl", "GET /root.crl"]);
    expect(await verdict()).toBe("accepted");
    expect(await agencyAddress()).toMatchObject({ okAt: now, failure: null, failures: 0 });
  });

  it("again before they end, not before half of their time has passed", async () => {
    await pinBoth();
    await refreshDueLists(parts);
    world.clock.now += hours(10);
    expect(await refreshDueLists(parts)).toBe(0);
    world.clock.now = now + day - hours(9);
    server.answer(
      "/agency.crl",
      bytes(listOf({ extensions: { number: numbered(101) }, nextUpdateAt: now + 2 * day })),
    );
    await refreshDueLists(parts);
    expect(await numbersInForce()).toContain("101");
    world.clock.now = now + day + hours(1);
    server.answer("/root.crl", bytes(new Uint8Array()));
    expect(await verdict()).toBe("crl-stale");
  });

  it("a new list takes the place of the old one, whose bytes go", async () => {
    await pinBoth();
    await refreshDueLists(parts);
    const before = (await world.store.trust.lists()).map(({ sha256 }) => sha256);
    server.answer(
      "/agency.crl",
      bytes(
        listOf({ extensions: { number: numbered(101) }, revoked: [{ serial: 0x1234n, revokedAt: now - 1 }] }),
      ),
    );
    await refreshLists(parts, console);
    expect(await verdict()).toBe("certificate-revoked");
    const after = (await world.store.trust.lists()).map(({ sha256 }) => sha256);
    const [gone = ""] = before.filter((sha256) => !after.includes(sha256));
    expect(after).toHaveLength(2);
    expect(await world.store.trust.partsOf(gone)).toEqual([]);
  });
});

describe("What an address gives instead of a good list is refused, told to administrators, and changes nothing", () => {
  const html: Answer = (_, response) =>
    response.writeHead(200, { "content-type": "text/html" }).end("<p>Sign in");
  const endless: Answer = (_, response) => {
    response.writeHead(200);
    const more = () =>
      void (
        response.writableEnded ||
        response.destroyed ||
        response.write(Buffer.alloc(4096), () => setImmediate(more))
      );
    more();
  };
  const cases: Record<string, { answer: Answer; code: string }> = {
    "a stale list": {
      answer: bytes(
        listOf({
          thisUpdateAt: now - 3 * day,
          nextUpdateAt: now - day,
          extensions: { number: numbered(101) },
        }),
      ),
      code: "crl-stale",
    },
    "a list without an end": {
      answer: bytes(listOf({ nextUpdateAt: null, extensions: { number: numbered(101) } })),
      code: "crl-stale",
    },
    "a list from the future": {
      answer: bytes(listOf({ thisUpdateAt: now + day / 2, extensions: { number: numbered(101) } })),
      code: "crl-not-yet-valid",
    },
    "an older number": {
      answer: bytes(listOf({ extensions: { number: numbered(99) } })),
      code: "crl-older-than-seen",
    },
    "no number": { answer: bytes(listOf({ extensions: { number: null } })), code: "crl-number-missing" },
    "a list by a key nobody trusts": {
      answer: bytes(listOf({ signedBy: "stranger" })),
      code: "list-of-no-authority",
    },
    "a list that only says it is by the authority's key": {
      answer: bytes(
        listOf({
          signedBy: "stranger",
          extensions: { authorityKeyId: authorityKeyId(keyOf("agency").publicKey), number: numbered(101) },
        }),
      ),
      code: "crl-signature-wrong",
    },
    "the list of another pinned authority": {
      answer: bytes(rootList ?? new Uint8Array()),
      code: "list-of-other-authority",
    },
    "bytes that are no list": { answer: bytes(Buffer.from("no list at all")), code: "list-unreadable" },
    "half a list": { answer: bytes(listOf({}).subarray(0, 200)), code: "list-unreadable" },
    "a web page": { answer: html, code: "a-web-page" },
    "an error": { answer: (_, response) => response.writeHead(503).end(), code: "status" },
    "a way elsewhere": {
      answer: (_, response) => response.writeHead(302, { location: `${elsewhere.url}/agency.crl` }).end(),
      code: "redirected",
    },
    "a length beyond the limit": {
      answer: (_, response) => response.writeHead(200, { "content-length": String(2 ** 40) }).write("x"),
      code: "too-large",
    },
    "bytes without an end": { answer: endless, code: "too-large" },
    "no byte at all": { answer: () => undefined, code: "too-slow" },
    "a connection that is cut": { answer: (request) => request.socket.destroy(), code: "unreachable" },
  };

  it.each(Object.entries(cases))("%s", async (_, { answer, code }) => {
    await pinBoth();
    await refreshDueLists(parts);
    const before = await numbersInForce();
    server.answer("/agency.crl", answer);
    elsewhere.answer("/agency.crl", bytes(listOf({ extensions: { number: numbered(101) } })));
    world.clock.now += minutes(1);
    const hasty: RefreshContext = {
      ...parts,
      ask: (wish) =>
        parts.ask({ ...wish, patience: code === "too-slow" ? 200 : 10_000, maximumBytes: 100_000 }),
    };
    const refreshed = await refreshLists(hasty, console);
    expect(refreshed.find(({ url }) => url.endsWith("/agency.crl"))).toMatchObject({
      done: "failed",
      failure: code,
    });
    expect(elsewhere.asked).toEqual([]);
    expect(await agencyAddress()).toMatchObject({
      failure: code,
      failures: 1,
      okAt: now,
      triedAt: now + minutes(1),
    });
    expect(await numbersInForce()).toEqual(before);
    expect(await verdict()).toBe("accepted");
    expect(refreshFailureWords(code, "en")).not.toBe(refreshFailureWords(code, "zh-Hant-TW"));
  });

  it("an address where nobody answers, tried again after growing pauses, and fresh again when it is back", async () => {
    const gone = await startAuthorityServer();
    await gone.close();
    await addAuthority(
      parts,
      { file: good.authority, purposes: ["agency"], crlUrls: [`${gone.url}/agency.crl`], ocspUrl: null },
      console,
    );
    const pauses: number[] = [];
    for (let time = 0; time < 9; time++) {
      expect(await refreshDueLists(parts)).toBe(1);
      const { nextTryAt = 0 } = (await agencyAddress()) ?? {};
      expect(await refreshDueLists(parts)).toBe(0);
      pauses.push(nextTryAt - world.clock.now);
      world.clock.now = nextTryAt;
    }
    expect(await agencyAddress()).toMatchObject({ failure: "unreachable", failures: 9 });
    pauses.forEach((pause, index) => {
      expect(pause).toBeGreaterThanOrEqual(pauseAfter(index + 1) * 0.9);
      expect(pause).toBeLessThanOrEqual(pauseAfter(index + 1) * 1.1);
    });
    expect(pauseAfter(1)).toBe(minutes(1));
    expect(pauseAfter(50)).toBe(hours(1));
  });
});

describe("A list that another process is just writing, or was writing when it was killed", () => {
  it("is not in force and goes at the next start; the list before it stays", async () => {
    await pinBoth();
    await refreshDueLists(parts);
    const half = insert("crlParts", { sha256: "cut", part: 3, bytes: Buffer.from("half a list") });
    await world.store.commit({ at: now, writes: [half], audit: [] });
    await parts.trust.reload();
    expect(await verdict()).toBe("accepted");
    await dropLooseParts(world.store, now);
    expect(await world.store.trust.partsOf("cut")).toEqual([]);
    expect(await verdict()).toBe("accepted");
  });
});

describe("An authority that is trusted no more", () => {
  it("has its cards refused from that moment, its lists gone, and an older list still refused when it comes back", async () => {
    await pinBoth();
    server.answer("/agency.crl", bytes(listOf({ extensions: { number: numbered(107) } })));
    await refreshDueLists(parts);
    const { trust, seenCrlNumbers } = await parts.trust.current();
    const said = verifyCardSignature({ ...good, trust, seenCrlNumbers });
    if (!said.accepted) throw new Error(said.code);
    await world.store.commit({ at: now, writes: parts.trust.seen(said.revocation, now), audit: [] });

    const sha256 = trust.authorities.find(({ anchor }) => !anchor)?.certificate.sha256 ?? "";
    await removeAuthority(parts, { sha256: sha256.slice(0, 12), reason: "憑證管理中心停止服務" }, console);
    expect(await verdict()).toBe("issuer-unknown");
    expect(await numbersInForce()).toEqual(["100"]);
    const older = listOf({ extensions: { number: numbered(106) } });
    await addAuthority(
      parts,
      { file: good.authority, purposes: ["agency"], crlUrls: [], ocspUrl: null },
      console,
    );
    await expect(
      takeList(parts, older, { source: "imported", address: null, at: now }),
    ).rejects.toMatchObject({
      code: "crl-older-than-seen",
    });
  });
});

describe("Through the proxy of an agency", () => {
  it("lists come from http: addresses without a tunnel, and past it from hosts of NO_PROXY", async () => {
    const proxy = await startProxy();
    server.answer("/list", bytes(Buffer.from("a list")));
    const wish = { url: `${server.url}/list`, maximumBytes: 100, patience: 5000 };
    const through = createOutside({ httpsProxy: proxy.url, noProxy: "" });
    const past = createOutside({ httpsProxy: proxy.url, noProxy: "127.0.0.1" });
    expect(Buffer.from(await through.ask(wish)).toString()).toBe("a list");
    expect(proxy.asked).toEqual([`GET ${server.url}/list`]);
    expect(Buffer.from(await past.ask(wish)).toString()).toBe("a list");
    expect(proxy.asked).toHaveLength(1);
    await Promise.all([through.close(), past.close(), proxy.close()]);
  });

  it("a proxy that refuses is named as what is in the way", async () => {
    const proxy = await startProxy({ refuses: true });
    const outside = createOutside({ httpsProxy: proxy.url, noProxy: "" });
    const wish = { maximumBytes: 100, patience: 5000 };
    await expect(outside.ask({ ...wish, url: `${server.url}/list` })).rejects.toMatchObject({
      code: "proxy-refuses",
    });
    await expect(outside.ask({ ...wish, url: "https://ca.example/list" })).rejects.toMatchObject({
      code: "proxy-refuses",
    });
    await expect(outside.ask({ ...wish, url: "ftp://ca.example/list" })).rejects.toMatchObject({
      code: "not-a-web-address",
    });
    await Promise.all([outside.close(), proxy.close()]);
  });
});
