import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCertificate } from "../../../certificates/x509/certificate";
import { checkCertificate } from "../../../certificates/verdict/certificate-check";
import { ocspRequestFor } from "../../../certificates/revocation/ocsp-request";
import { verifyCardSignature } from "../../../certificates/verdict/card-signature";
import type { Evidence } from "../../../db/queries/tickets";
import { archiveOf } from "../../../workflows/cards/evidence-archive";
import { revocationKept } from "../../../workflows/cards/evidence";
import {
  type Attempt,
  cardSerial,
  content,
  forge,
  now,
  responderCertificate,
} from "../../support/forge/forge";
import { keyOf, type KeyName } from "../../support/forge/keys";
import { pemOf } from "../../support/cards/pem";

const run = promisify(execFile);
/** Long enough for openssl's responder, which knows no time but its own. */
const long = { notBeforeAt: Date.UTC(2000, 0, 1), notAfterAt: Date.UTC(2049, 0, 1) };
const made = forge({
  root: long,
  authority: long,
  card: long,
  rootCrl: { thisUpdateAt: long.notBeforeAt, nextUpdateAt: long.notAfterAt },
});

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ocsp-"));
  const certificates = { ca: made.authority, card: made.certificate, responder: responderCertificate(long) };
  for (const [name, der] of Object.entries(certificates))
    await writeFile(join(folder, `${name}.pem`), pemOf("CERTIFICATE", der));
  for (const name of ["agency", "responder"] satisfies KeyName[])
    await writeFile(
      join(folder, `${name}.key`),
      keyOf(name).privateKey.export({ format: "pem", type: "pkcs8" }),
    );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Has openssl answer our request as a responder would that knows the card as `status`. */
async function answerOf(
  request: Uint8Array,
  { status = "V", by = "responder" }: { status?: string; by?: "responder" | "agency" },
): Promise<Uint8Array> {
  const revokedAt = status === "R" ? "200101000000Z,keyCompromise" : "";
  const line = [
    status,
    "490101000000Z",
    revokedAt,
    cardSerial.toString(16).toUpperCase(),
    "unknown",
    "/CN=card",
  ];
  await writeFile(join(folder, "index.txt"), `${line.join("\t")}\n`);
  await writeFile(join(folder, "request.der"), request);
  await run(
    "openssl",
    [
      ["ocsp", "-index", "index.txt", "-CA", "ca.pem", "-reqin", "request.der", "-respout", "response.der"],
      [
        "-rsigner",
        by === "agency" ? "ca.pem" : "responder.pem",
        "-rkey",
        `${by}.key`,
        "-rmd",
        "sha256",
        "-ndays",
        "1",
      ],
    ].flat(),
    { cwd: folder },
  );
  return readFile(join(folder, "response.der"));
}

describe("OCSP beside openssl", () => {
  const card = readCertificate(made.certificate);
  const issuer = readCertificate(made.authority);
  const judge = (der: Uint8Array, nonce: Uint8Array | null) => {
    const trust = { ...made.trust, crls: made.trust.crls.slice(0, 1) };
    const verdict = checkCertificate(made.certificate, {
      trust,
      purpose: "agency",
      at: Date.now(),
      ocsp: [{ der, nonce }],
    });
    return verdict.accepted ? "accepted" : verdict.code;
  };

  it.each([
    { hash: "sha1", by: "responder" },
    { hash: "sha256", by: "responder" },
    { hash: "sha1", by: "agency" },
  ] as const)(
    "its responder understands our request and we its answer ($hash, signed by $by)",
    async ({ hash, by }) => {
      const nonce = randomBytes(32);
      const answer = await answerOf(ocspRequestFor(card, issuer, { hash, nonce }), { by });
      expect(judge(answer, nonce)).toBe("accepted");
      expect(judge(answer, randomBytes(32))).toBe("ocsp-nonce-differs");
    },
  );

  it("its responder says that the card is revoked", async () => {
    const answer = await answerOf(ocspRequestFor(card, issuer), { status: "R" });
    expect(judge(answer, null)).toBe("certificate-revoked");
  });

  it("its responder does not know the card of another", async () => {
    const other = readCertificate(forge({ card: { serial: 5n } }).certificate);
    const answer = await answerOf(ocspRequestFor(other, issuer), {});
    expect(judge(answer, null)).toBe("ocsp-other-certificate");
  });

  it.each<[string, Partial<Attempt>]>([
    ["the issuer's own", {}],
    ["a delegated responder's", { responder: {} }],
  ])("checks an answer kept as evidence with the README's command: %s", async (_whose, attempt) => {
    const signed = forge({ crl: null, ocsp: {}, ...attempt });
    const verdict = verifyCardSignature(signed);
    if (!verdict.accepted) throw new Error(verdict.code);
    const kept: Evidence = {
      id: "e",
      ticketId: "t",
      personId: null,
      bindingId: null,
      purpose: "prove-card",
      content: Buffer.from(content),
      cms: Buffer.from(signed.cms),
      chain: verdict.chain.map((der) => Buffer.from(der).toString("base64")),
      revocation: { checkedAt: now, ...revocationKept(verdict.revocation) },
      at: now,
    };
    await writeFile(join(folder, "evidence.tar"), archiveOf("R1151123-0001", [kept], now));
    await run("tar", ["-xf", "evidence.tar"], { cwd: folder });
    const archive = join(folder, "R1151123-0001");
    const readme = await readFile(join(archive, "README.txt"), "utf8");
    const [cms = "", ocsp = ""] = readme.match(/^openssl (?:.*\\\n)+.*$/gm) ?? [];
    expect((await run("sh", ["-c", cms], { cwd: archive })).stderr).toMatch(/Verification successful/i);
    const { stdout, stderr } = await run("sh", ["-c", ocsp], { cwd: archive });
    expect(stderr).toContain("Response verify OK");
    expect(stdout).toContain("Cert Status: good");
    expect(stdout).toContain(`Serial Number: ${cardSerial.toString(16).toUpperCase()}`);
  });
});
