import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyCardSignature } from "../../../certificates/verdict/card-signature";
import { type Cards, cardAgencies, makeCards } from "../../support/cards/cards";
import { askDesk, runDesk } from "../../support/desk/desk-process";
import { createWorld, type World } from "../../support/desk/population";

/** Commands know no clock but the machine's, so the cards and lists of this file are made at this moment. */
const at = Date.now();

let cards: Cards;
let world: World;
let folder: string;
let env: Record<string, string>;

beforeAll(async () => {
  cards = await makeCards({ at });
  world = await createWorld({ at });
  folder = mkdtempSync(join(tmpdir(), "trust-command-"));
  env = {
    DATABASE_URL: `file:${world.environment.databaseFile}`,
    APP_SECRET: world.environment.secrets[0],
    LANG: "en_US.UTF-8",
  };
});
afterAll(async () => {
  await world.close();
  await cards.remove();
  rmSync(folder, { recursive: true });
});

const desk = (...parameters: string[]) => askDesk(parameters, env);
/** The same, but as a process of its own, beside which the desk of this test goes on. */
const run = (...parameters: string[]) => runDesk(parameters, env);
const objects = (out: string) =>
  out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
const made = (...path: string[]) => join(cards.pki.cardsFolder, "..", ...path);

function file(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

async function verdict(): Promise<string> {
  const content = Buffer.from("a challenge");
  const cms = cards.sign(`agency-${cardAgencies.justice.oid}`, content.toString("base64"), at);
  await world.services.card.trust.reloadIfChanged();
  const current = await world.services.card.trust.current();
  const said = verifyCardSignature({ cms, content, purpose: "agency", at, ...current });
  return said.accepted ? "accepted" : said.code;
}

describe("Trust and lists from the shell, beside the process that serves", { timeout: 180_000 }, () => {
  it("an authority is added with its fingerprint shown, its lists imported, and both are taken up", async () => {
    expect(await verdict()).toBe("issuer-unknown");
    const root = await run(
      "trust",
      "add",
      made("authorities", "root.crt"),
      "--purpose",
      "agency",
      "citizen",
      "--json",
    );
    expect(objects(root.out)).toMatchObject([
      { role: "anchor", purposes: ["agency", "citizen"], sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
    const der = readFileSync(made("authorities", "agency-g2.crt")).toString("base64");
    const pem = file(
      "agency.pem",
      `some words before\n-----BEGIN CERTIFICATE-----\n${der}\n-----END CERTIFICATE-----\n`,
    );
    const agency = await desk(
      "trust",
      "add",
      pem,
      "--purpose",
      "agency",
      "--crl-url",
      "https://ca.example/agency.crl",
    );
    expect(agency).toMatchObject({ code: 0, out: expect.stringContaining("SHA-256") });
    expect(agency.out).toContain("key id");
    expect(await verdict()).toBe("revocation-unknown");

    const imported = await run(
      "crl",
      "import",
      made("crls", "root.crl"),
      made("crls", "agency-g2.crl"),
      "--json",
    );
    expect(imported.code).toBe(0);
    expect(objects(imported.out).map(({ done }) => done)).toEqual(["new", "new"]);
    expect(await verdict()).toBe("accepted");

    const list = await desk("trust", "list", "--json");
    expect(objects(list.out)).toMatchObject([
      { role: "anchor", purpose: "agency" },
      { role: "anchor", purpose: "citizen" },
      { role: "intermediate", purpose: "agency", crlUrls: ["https://ca.example/agency.crl"], ocspUrl: null },
    ]);
    const acts = (await world.store.records.auditOf({})).map(({ act, actorKind }) => `${actorKind} ${act}`);
    expect(acts.filter((act) => act === "console trust.added")).toHaveLength(2);
    expect(acts.filter((act) => act === "console crl.imported")).toHaveLength(2);
  });

  it("what is no authority, known already, or not in the file is refused in plain words, and ends with 1", async () => {
    const card = cards.pki.cards[0]?.certificates[0]?.certificate ?? "";
    const leaf = file("card.cer", Buffer.from(card, "base64"));
    const [noAuthority, known, nothing, missing, unknownList, address] = await Promise.all([
      desk("trust", "add", leaf, "--purpose", "agency"),
      desk("trust", "add", made("authorities", "root.crt"), "--purpose", "citizen"),
      desk("trust", "add", file("empty.pem", "nothing"), "--purpose", "agency"),
      desk("trust", "add", join(folder, "not-there.cer"), "--purpose", "agency"),
      desk("crl", "import", made("crls", "citizen-g1.crl")),
      desk(
        "trust",
        "add",
        made("authorities", "citizen-g1.crt"),
        "--purpose",
        "citizen",
        "--crl-url",
        "ldap://ca.example/",
      ),
    ]);
    expect(noAuthority).toMatchObject({
      code: 1,
      err: expect.stringContaining("no authority's certificate"),
    });
    expect(known).toMatchObject({
      code: 1,
      err: expect.stringContaining("trusted for this purpose already"),
    });
    expect(nothing).toMatchObject({ code: 1, err: expect.stringContaining("BEGIN CERTIFICATE") });
    expect(missing).toMatchObject({ code: 1, err: expect.stringContaining("ENOENT") });
    expect(unknownList).toMatchObject({ code: 1, out: expect.stringContaining("not among the trusted") });
    expect(address).toMatchObject({ code: 1, err: expect.stringContaining("ldap://ca.example/") });
  });

  it("an authority is removed with a reason, and its cards are refused at once; a list is not fetched from nowhere", async () => {
    const [{ sha256 = "" } = {}] = (await world.store.trust.certificates()).filter(
      ({ role }) => role === "intermediate",
    );
    const [refreshed, silent] = await Promise.all([
      askDesk(["crl", "refresh", "--json"], { ...env, HTTPS_PROXY: "http://127.0.0.1:9" }),
      desk("trust", "remove", sha256.slice(0, 10)),
    ]);
    expect(refreshed.code).toBe(1);
    expect(objects(refreshed.out)).toMatchObject([
      { url: "https://ca.example/agency.crl", done: "failed", code: "unreachable" },
    ]);
    expect(silent).toMatchObject({ code: 2, err: expect.stringContaining("--reason") });
    const removed = await run(
      "trust",
      "remove",
      sha256.slice(0, 10),
      "--reason",
      "key compromised",
      "--json",
    );
    expect(objects(removed.out)).toEqual([{ sha256, purposes: ["agency"] }]);
    expect(await verdict()).toBe("issuer-unknown");
  });
});
