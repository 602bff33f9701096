import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { checkCertificate } from "../../../certificates/certificate-check";
import { openTrustStore, type TrustEntry } from "../../../certificates/trust";

const folder = new URL("../../vectors/pkits/", import.meta.url);
const read = (path: string) => new Uint8Array(readFileSync(new URL(path, folder)));
const list = (path: string) => readdirSync(new URL(path, folder)).sort();

const anchor = "TrustAnchorRootCertificate.crt";
const authorities = list("certs/").map((name): TrustEntry => ({
  role: name === anchor ? "anchor" : "intermediate",
  purpose: "agency",
  der: read(`certs/${name}`),
}));
const trust = openTrustStore({ authorities, crls: list("crls/").map((name) => read(`crls/${name}`)) });
const at = Date.UTC(2026, 10, 23);

const cases = readFileSync(new URL("expected.tsv", folder), "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.split("\t") as [string, "accept" | "reject"]);

const expectedTo = (what: "accept" | "reject") =>
  cases.filter(([, expected]) => expected === what).map(([name]) => name.replace(".crt", ""));

const check = (name: string) => {
  const verdict = checkCertificate(read(`certs/${name}.crt`), { trust, purpose: "any", at });
  return verdict.accepted ? "accepted" : verdict.code;
};

/**
 * Good paths that this product refuses on purpose. Each group says why that is right here.
 */
const refusedOnPurpose: Record<string, Record<string, string>> = {
  "CRLs count only when signed by the very key that issued the certificate: the government's CAs keep their name over generations":
    {
      ValidBasicSelfIssuedOldWithNewTest1EE: "crl-other-key",
      ValidBasicSelfIssuedNewWithOldTest4EE: "crl-out-of-scope",
      ValidBasicSelfIssuedCRLSigningKeyTest6EE: "crl-out-of-scope",
      ValidDNnameConstraintsTest19EE: "crl-other-key",
      ValidSelfIssuedinhibitAnyPolicyTest7EE: "crl-other-key",
      ValidSelfIssuedinhibitAnyPolicyTest9EE: "crl-other-key",
      ValidSelfIssuedinhibitPolicyMappingTest7EE: "crl-other-key",
      ValidSelfIssuedpathLenConstraintTest15EE: "crl-other-key",
      ValidSelfIssuedpathLenConstraintTest17EE: "crl-other-key",
      ValidSelfIssuedrequireExplicitPolicyTest6EE: "crl-other-key",
      ValidSeparateCertificateandCRLKeysTest19EE: "crl-other-key",
    },
  "indirect CRLs are signed by another key, for the same reason": {
    ValidIDPwithindirectCRLTest22EE: "crl-indirect",
    ValidIDPwithindirectCRLTest24EE: "revocation-unknown",
    ValidIDPwithindirectCRLTest25EE: "revocation-unknown",
    ValidcRLIssuerTest28EE: "crl-indirect",
    ValidcRLIssuerTest29EE: "crl-indirect",
    ValidcRLIssuerTest30EE: "revocation-unknown",
    ValidcRLIssuerTest33EE: "revocation-unknown",
  },
  "DSA with SHA-1 is not accepted: RSA of 2048 bits or NIST curves, SHA-256 or better": {
    ValidDSASignaturesTest4EE: "key-not-accepted",
    ValidDSAParameterInheritanceTest5EE: "certificate-unreadable",
  },
  "the end of the path must be a person's or an agency's certificate, not a CA's": {
    ValidonlyContainsCACertsTest13EE: "leaf-is-a-ca",
    ValidpathLenConstraintTest8EE: "leaf-is-a-ca",
    ValidpathLenConstraintTest14EE: "leaf-is-a-ca",
  },
};

describe("NIST PKITS", () => {
  test("holds 115 paths to refuse and 88 to accept", () => {
    expect(expectedTo("reject")).toHaveLength(115);
    expect(expectedTo("accept")).toHaveLength(88);
  });

  test.each(expectedTo("reject"))("refuses %s", (name) => {
    expect(check(name)).not.toBe("accepted");
    expect(check(name)).not.toBe("check-failed");
  });

  const onPurpose = Object.assign({}, ...Object.values(refusedOnPurpose)) as Record<string, string>;
  test.each(expectedTo("accept").filter((name) => !(name in onPurpose)))("accepts %s", (name) => {
    expect(check(name)).toBe("accepted");
  });

  describe.each(Object.entries(refusedOnPurpose))("refuses, because %s,", (_why, names) => {
    test.each(Object.entries(names))("%s with %s", (name, code) => {
      expect(check(name)).toBe(code);
    });
  });

  test("refuses at most 26 good paths, the measure set by openssl", () => {
    expect(Object.keys(onPurpose).length).toBeLessThanOrEqual(26);
  });
});
