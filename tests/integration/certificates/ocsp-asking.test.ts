import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { takeList } from "../../../workflows/trust/list-intake";
import { addAuthority, type TrustContext } from "../../../workflows/trust/trust-keeping";
import {
  type Answer,
  type AuthorityServer,
  bytes,
  startAuthorityServer,
} from "../../support/cards/authority-server";
import { day, forge, now } from "../../support/forge/forge";
import { createWorld, hours, type World } from "../../support/desk/population";

const console = { kind: "console", operator: "test" } as const;
const good = forge({});
const answerOf = (ocsp: Parameters<typeof forge>[0]["ocsp"]) => {
  const [answer] = forge({ ocsp }).ocsp;
  if (!answer) throw new Error("no answer was forged");
  return bytes(answer.der, "application/ocsp-response");
};
const listOf = (key: "root" | "agency") => {
  const [anchor] = good.trust.authorities;
  const list = good.trust.crls.find(
    ({ authorityKeyId }) => (authorityKeyId === anchor?.keyId) === (key === "root"),
  );
  return list?.der ?? new Uint8Array();
};

let world: World;
let server: AuthorityServer;
let parts: TrustContext;

beforeAll(async () => {
  server = await startAuthorityServer();
});
afterAll(() => server.close());

beforeEach(async () => {
  world = await createWorld({ at: now });
  parts = { ...world.services, trust: world.services.card.trust };
  server.asked.length = 0;
  await addAuthority(parts, { file: good.root, purposes: ["agency"], crlUrls: [], ocspUrl: null }, console);
  await addAuthority(
    parts,
    { file: good.authority, purposes: ["agency"], crlUrls: [], ocspUrl: `${server.url}/ocsp` },
    console,
  );
  await takeList(parts, listOf("root"), { source: "imported", address: null, at: now });
});
afterEach(() => world.close());

async function verdict(): Promise<string> {
  const { cms, content } = good;
  const said = await parts.trust.judge({ cms, content, purpose: "agency", at: world.clock.now });
  return said.accepted ? `accepted by ${said.revocation.map(({ kind }) => kind).join(" and ")}` : said.code;
}

const state = async () => (await world.store.trust.addresses()).find(({ kind }) => kind === "ocsp");

describe("A card of an authority with an OCSP address", () => {
  it("is asked about there by POST, and accepted on a good answer, which is kept until it ends", async () => {
    server.answer("/ocsp", answerOf({ nextUpdateAt: now + hours(3) }));
    expect(await verdict()).toBe("accepted by crl and ocsp");
    expect(await verdict()).toBe("accepted by crl and ocsp");
    expect(server.asked).toEqual(["POST /ocsp"]);
    expect(await state()).toMatchObject({ failure: null, okAt: now });
    world.clock.now += hours(4);
    expect(await verdict()).toBe("ocsp-stale");
    expect(server.asked).toHaveLength(2);
  });

  it("is refused when the answer says revoked, whatever a list says, and asked about anew the next time", async () => {
    await takeList(parts, listOf("agency"), { source: "imported", address: null, at: now });
    server.answer("/ocsp", answerOf({ says: { revokedAt: now - day, reason: 1 } }));
    expect(await verdict()).toBe("certificate-revoked");
    server.answer("/ocsp", answerOf({}));
    expect(await verdict()).toBe("accepted by crl and crl and ocsp");
  });

  const silent: Record<string, Answer> = {
    "answers nothing but an error": (_, response) => response.writeHead(500).end(),
    "leads elsewhere": (_, response) => response.writeHead(301, { location: "http://127.0.0.1:9/" }).end(),
    "cuts the connection": (request) => request.socket.destroy(),
    "answers without end": (_, response) => response.writeHead(200).end(Buffer.alloc(100_000)),
    "answers with a web page": (_, response) =>
      response.writeHead(200, { "content-type": "text/html" }).end("<p>Sign in"),
  };
  it.each(Object.entries(silent))(
    "is refused as unknown when the responder %s, and judged by the list where there is one",
    async (_, answer) => {
      server.answer("/ocsp", answer);
      expect(await verdict()).toBe("revocation-unknown");
      expect(await state()).toMatchObject({ failures: 1, okAt: null });
      await takeList(parts, listOf("agency"), { source: "imported", address: null, at: now });
      expect(await verdict()).toBe("accepted by crl and crl");
    },
  );

  it("is refused by its code when the answer itself is no good", async () => {
    server.answer("/ocsp", answerOf({ signedBy: "stranger" }));
    expect(await verdict()).toMatch(/^ocsp-/);
    server.answer("/ocsp", bytes(Buffer.from("not an answer"), "application/ocsp-response"));
    expect(await verdict()).toBe("ocsp-unreadable");
  });
});
