import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runDesk } from "../../support/desk/desk-process";
import { pemOf } from "../../support/cards/pem";
import {
  allRefusedOnPurpose,
  checkEveryPkits,
  expectedTo,
  listPkits,
  onlyWeAccept,
  pkitsAnchor,
  pkitsFolder,
  pkitsMoment,
  readPkits,
  refusedOnPurpose,
} from "../../support/cards/pkits";

interface Line {
  file: string;
  accepted: boolean;
  code: string | null;
  reason: string | null;
}

/** Debian's command; not a program that npm would bring. */
const openssl = "openssl";
const names = [...expectedTo("reject"), ...expectedTo("accept")];
const fileOf = (name: string) => join(pkitsFolder, "certs", `${name}.crt`);
const nameIn = (file: string) => /([^/]+)\.crt/.exec(file)?.[1] ?? file;

let folder: string;
let ours: { code: number; err: string; lines: Map<string, Line> };
let theirs: Set<string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pkits-"));
  const junk = join(folder, "junk");
  await mkdir(join(junk, "deeper"), { recursive: true });
  await writeFile(join(junk, "empty.crt"), "");
  await writeFile(join(junk, "notes.txt"), "憑證放在這裡 certificates go here");
  await writeFile(join(junk, "deeper", "half.crt"), readPkits(`certs/${pkitsAnchor}`).subarray(0, 200));
  ours = await checkAll(junk);
  theirs = await opensslAccepts();
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** As a stranger would: the folder of everything as intermediates, end entities and junk included. */
async function checkAll(junk: string) {
  const { code, out, err } = await runDesk([...checkEveryPkits, "--intermediate", junk], { LANG: "en" });
  const lines = out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);
  return { code, err, lines: new Map(lines.map((line) => [nameIn(line.file), line])) };
}

/** Which end entities `openssl verify` accepts with every authority and list at hand. */
async function opensslAccepts(): Promise<Set<string>> {
  const authorities = listPkits("certs").filter((name) => !name.endsWith("EE.crt"));
  // openssl stops at the first file it cannot load; nothing good hangs on this one but the DSA case, which we refuse too.
  const loadable = authorities.filter((name) => name !== "DSAParametersInheritedCACert.crt");
  const bundle = async (file: string, label: string, paths: string[]) => {
    await writeFile(join(folder, file), paths.map((path) => pemOf(label, readPkits(path))).join(""));
    return join(folder, file);
  };
  const anchor = await bundle("anchor.pem", "CERTIFICATE", [`certs/${pkitsAnchor}`]);
  const untrusted = await bundle(
    "untrusted.pem",
    "CERTIFICATE",
    loadable.map((name) => `certs/${name}`),
  );
  const lists = await bundle(
    "lists.pem",
    "X509 CRL",
    listPkits("crls").map((name) => `crls/${name}`),
  );
  const parameters = [
    ...["verify", "-crl_check_all", "-extended_crl", "-use_deltas", "-policy_check"],
    ...["-attime", String(pkitsMoment / 1000), "-no-CApath", "-no-CAstore"],
    ...["-CAfile", anchor, "-untrusted", untrusted, "-CRLfile", lists, ...names.map(fileOf)],
  ];
  // It ends with 2 because some are refused; a line that ends in OK is an acceptance.
  const out = await new Promise<string>((done) => execFile(openssl, parameters, (_, stdout) => done(stdout)));
  return new Set([...out.matchAll(/^(.*): OK$/gm)].map(([, file = ""]) => nameIn(file)));
}

const accepts = (name: string) => ours.lines.get(name)?.accepted === true;

describe("desk certificate check on all of PKITS, in one process", () => {
  it("has a line for each of the 203, and ends with 1", () => {
    expect(ours.lines.size).toBe(203);
    expect(ours.code).toBe(1);
  });

  it("accepts none of the 115 bad ones, and refuses each with a code and a reason", () => {
    const refusals = expectedTo("reject").map((name) => ours.lines.get(name));
    expect(refusals.filter((line) => line?.accepted !== false || !line.code || !line.reason)).toEqual([]);
    expect(refusals.filter((line) => line?.code === "check-failed")).toEqual([]);
  });

  it("accepts the good ones but those refused on purpose, whose list it prints", () => {
    const refused = expectedTo("accept").filter((name) => !accepts(name));
    expect(Object.fromEntries(refused.map((name) => [name, ours.lines.get(name)?.code]))).toEqual(
      allRefusedOnPurpose,
    );
    process.stdout.write(`${refused.length} of 88 good paths are refused on purpose:\n`);
    for (const [why, group] of Object.entries(refusedOnPurpose))
      process.stdout.write(
        `- ${why}:\n    ${Object.entries(group)
          .map((pair) => pair.join(" "))
          .join("\n    ")}\n`,
      );
  });

  it("skips junk among the intermediates with a note", () => {
    for (const name of ["empty.crt", "notes.txt", "half.crt"]) expect(ours.err).toContain(name);
    expect(ours.err).toContain("138 of 203 refused.");
  });
});

describe("openssl beside ours on PKITS", () => {
  it("accepts none of the 115 bad ones either", () => {
    expect(expectedTo("reject").filter((name) => theirs.has(name))).toEqual([]);
  });

  it("accepts nothing that we refuse without a listed reason", () => {
    expect(theirs.size).toBeGreaterThan(60);
    expect(
      names.filter((name) => theirs.has(name) && !accepts(name) && !(name in allRefusedOnPurpose)),
    ).toEqual([]);
  });

  it("refuses just those good ones that are listed with the section of RFC 5280 by which we accept them", () => {
    expect(names.filter((name) => accepts(name) && !theirs.has(name)).sort()).toEqual(
      Object.keys(onlyWeAccept).sort(),
    );
  });
});
