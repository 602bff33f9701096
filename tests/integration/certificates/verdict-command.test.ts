import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askDesk, runDesk } from "../../support/desk/desk-process";
import { type Attempt, content, forge, now } from "../../support/forge/forge";
import { pemOf } from "../../support/cards/pem";

let folder: string;
const path = (...names: string[]) => join(folder, ...names);
const put = (name: string, bytes: string | Uint8Array) => writeFile(path(name), bytes);

const truthful = forge({});
const crls = truthful.trust.crls.map(({ der }) => der);
const responseOf = (attempt: Partial<Attempt>) =>
  forge({ crl: null, ocsp: {}, ...attempt }).ocsp[0]?.der ?? Buffer.of();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "verdict-"));
  await mkdir(path("between"));
  await mkdir(path("lists"));
  await mkdir(path("cards"));
  await mkdir(path("empty"));
  const card = truthful.certificate;
  const revoked = forge({ card: { serial: 5n } }).certificate;
  await put("root.crt", truthful.root);
  await put("root.pem", `# The root, with words around it\n${pemOf("CERTIFICATE", truthful.root)}`);
  await put("between/authority.pem", pemOf("CERTIFICATE", truthful.authority));
  await put("between/card.crt", card);
  await put("between/README", "nothing of use");
  await put("lists/all.pem", crls.map((der) => pemOf("X509 CRL", der)).join("\n"));
  await put("root.crl", crls[0] ?? "");
  await put(
    "revoked.crl",
    forge({ crl: { revoked: [{ serial: 5n, revokedAt: now }] } }).trust.crls[1]?.der ?? "",
  );
  await put("good.ocsp", responseOf({}));
  await put("cards/1.crt", card);
  await put("cards/2.pem", pemOf("CERTIFICATE", card));
  await put("revoked.crt", revoked);
  await put("two.pem", pemOf("CERTIFICATE", card) + pemOf("CERTIFICATE", truthful.authority));
  await put("noise.crt", "no certificate");
  await put("content.json", content);
  await put("other.json", "{}");
  await put("attached.p7s", truthful.cms);
  await put("detached.pem", pemOf("CMS", forge({ message: { attached: null } }).cms));
  await put("base64.txt", Buffer.from(truthful.cms).toString("base64"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const at = ["--at", new Date(now).toISOString()];
const desk = (parameters: string[], locale = "en_US.UTF-8") => askDesk(parameters, { LANG: locale });
const trust = () => ["--anchor", path("root.crt"), "--intermediate", path("between"), ...at];
const check = (...parameters: string[]) => desk(["certificate", "check", ...trust(), ...parameters]);
/** The same, but as a process of its own: each exit code and each command is seen once at what was built. */
const run = (command: "certificate" | "signature", ...parameters: string[]) =>
  runDesk([command, "check", ...trust(), ...parameters], { LANG: "en_US.UTF-8" });
const sign = (...parameters: string[]) =>
  desk(["signature", "check", ...trust(), "--crl", path("lists"), ...parameters]);
const objects = (out: string) =>
  out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe("desk certificate check", { timeout: 120_000 }, () => {
  it("accepts good cards, DER and PEM and folders alike, a line each, and ends with 0", async () => {
    const [der, pem] = await Promise.all([
      run("certificate", "--crl", path("lists"), "--json", path("cards")),
      desk(
        [
          "certificate",
          "check",
          "--anchor",
          path("root.pem"),
          "--intermediate",
          path("between"),
          ...at,
          "--crl",
          path("lists"),
          path("cards", "1.crt"),
        ],
        "zh_TW.UTF-8",
      ),
    ]);
    expect(der.code).toBe(0);
    expect(objects(der.out)).toEqual(
      ["1.crt", "2.pem"].map((name) => ({
        file: path("cards", name),
        accepted: true,
        code: null,
        reason: null,
      })),
    );
    expect(pem).toMatchObject({ code: 0, out: `${path("cards", "1.crt")}：接受\n` });
    expect(pem.err).toContain(`略過 ${path("between", "README")}`);
  });

  it("refuses a revoked card and what is no certificate, each with its code, and ends with 1", async () => {
    const { code, out, err } = await run(
      "certificate",
      ...["--crl", path("root.crl"), "--crl", path("revoked.crl"), "--json"],
      ...[path("revoked.crt"), path("noise.crt"), path("two.pem"), path("cards", "1.crt")],
    );
    expect(code).toBe(1);
    expect(objects(out).map(({ accepted, code }) => [accepted, code])).toEqual([
      [false, "certificate-revoked"],
      [false, "certificate-unreadable"],
      [false, "certificate-unreadable"],
      [true, null],
    ]);
    expect(err).toContain("3 of 4 refused.");
  });

  it("refuses where nothing shows that the card is not revoked, and takes an OCSP response for it", async () => {
    const [nothing, response] = await Promise.all([
      check("--json", path("cards", "1.crt")),
      check("--crl", path("root.crl"), "--ocsp", path("good.ocsp"), "--json", path("cards", "1.crt")),
    ]);
    expect([nothing.code, objects(nothing.out)[0]?.code]).toEqual([1, "revocation-unknown"]);
    expect([response.code, objects(response.out)[0]?.accepted]).toEqual([0, true]);
  });

  it("asks a citizen's card for a citizen's name, and judges at the moment it is told", async () => {
    const [citizen, agency, later] = await Promise.all([
      check("--crl", path("lists"), "--purpose", "citizen", "--json", path("cards", "1.crt")),
      check("--crl", path("lists"), "--purpose", "agency", "--json", path("cards", "1.crt")),
      check("--crl", path("lists"), "--at", "2030-01-01", "--json", path("cards", "1.crt")),
    ]);
    expect(objects(citizen.out)[0]?.code).toBe("purpose-wrong");
    expect(agency.code).toBe(0);
    expect(objects(later.out)[0]?.code).toBe("authority-expired");
  });

  it("ends with 2 and one clear sentence when it is used wrongly", async () => {
    const card = path("cards", "1.crt");
    const answers = await Promise.all([
      desk(["certificate", "check", card]),
      run("certificate", path("nowhere.crt"), path("neither.crt")),
      check("--crl", path("nowhere"), card),
      check("--at", "2026-02-30", card),
      check("--purpose", "dog", card),
      check(path("empty")),
      desk(["certificate", "check", "--anchor", path("noise.crt"), card]),
    ]);
    expect(answers.map(({ code, out }) => [code, out])).toEqual(answers.map(() => [2, ""]));
    expect(answers[1]?.err).toContain(`There is no ${path("nowhere.crt")}, ${path("neither.crt")}.`);
    expect(answers[3]?.err).toContain("ISO 8601");
    expect(answers[6]?.err).toContain("--anchor holds no certificate");
    expect(answers.some(({ err }) => /^\s+at /m.test(err))).toBe(false);
  });
});

describe("desk signature check", { timeout: 120_000 }, () => {
  it("accepts attached and detached signatures over the content, in any armour", async () => {
    const files = [path("attached.p7s"), path("detached.pem"), path("base64.txt")];
    const { code, out } = await run(
      "signature",
      ...["--crl", path("lists"), "--content", path("content.json"), "--json", ...files],
    );
    expect(code).toBe(0);
    expect(objects(out)).toEqual(files.map((file) => ({ file, accepted: true, code: null, reason: null })));
  });

  it("refuses them over any other content, and what is no signature", async () => {
    const files = [path("attached.p7s"), path("detached.pem"), path("noise.crt")];
    const { code, out } = await sign("--content", path("other.json"), "--json", ...files);
    expect(code).toBe(1);
    expect(objects(out).map((line) => line.code)).toEqual([
      "content-differs",
      "message-digest-wrong",
      "message-not-der",
    ]);
  });

  it("ends with 2 without its content", async () => {
    const answers = await Promise.all([
      sign(path("attached.p7s")),
      sign("--content", path("nowhere"), path("attached.p7s")),
    ]);
    expect(answers.map(({ code }) => code)).toEqual([2, 2]);
  });
});

describe("desk signature explain", { timeout: 120_000 }, () => {
  it("prints the structure and where it departs, for people and programs", async () => {
    const [people, programs, noise] = await Promise.all([
      desk(["signature", "explain", path("detached.pem")], "zh_TW.UTF-8"),
      desk(["signature", "explain", "--json", path("attached.p7s")]),
      desk(["signature", "explain", path("noise.crt")]),
    ]);
    expect(people.code).toBe(0);
    expect(people.out).toContain("與系統所接受格式不同之處:\n  （無）");
    expect(people.out).toMatch(/OBJECT IDENTIFIER 1\.2\.840\.113549\.1\.7\.2 signedData/);
    expect(objects(programs.out)).toMatchObject([{ file: path("attached.p7s"), departures: [] }]);
    expect([noise.code, noise.out]).toEqual([1, ""]);
    expect(noise.err).toContain("no CMS inside");
  });
});
