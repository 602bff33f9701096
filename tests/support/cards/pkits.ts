import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** NIST's PKITS: where it lies (`tests/vectors/pkits/SOURCE.md`), what it expects, and what we refuse in spite of it. */
export const pkitsFolder = fileURLToPath(new URL("../../vectors/pkits/", import.meta.url));
export const pkitsAnchor = "TrustAnchorRootCertificate.crt";
/** PKITS is valid to the end of 2030. */
export const pkitsMoment = Date.UTC(2026, 10, 23);

export const readPkits = (path: string) => new Uint8Array(readFileSync(`${pkitsFolder}${path}`));
export const listPkits = (folder: "certs" | "crls") => readdirSync(`${pkitsFolder}${folder}`).sort();

const cases = readFileSync(`${pkitsFolder}expected.tsv`, "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.split("\t") as [string, "accept" | "reject"]);

/** Names of the end entities, without `.crt`. */
export const expectedTo = (what: "accept" | "reject") =>
  cases.filter(([, expected]) => expected === what).map(([name]) => name.replace(".crt", ""));

/** What `desk` is told so as to judge every end entity in one process, with every authority and list at hand. */
export const checkEveryPkits = [
  ...["certificate", "check", "--json", "--at", new Date(pkitsMoment).toISOString()],
  ...["--anchor", `${pkitsFolder}certs/${pkitsAnchor}`],
  ...["--intermediate", `${pkitsFolder}certs`, "--crl", `${pkitsFolder}crls`],
  ...cases.map(([name]) => `${pkitsFolder}certs/${name}`),
];

/** Good paths that this product refuses on purpose. Each group says why that is right here. */
export const refusedOnPurpose: Record<string, Record<string, string>> = {
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

export const allRefusedOnPurpose = Object.assign({}, ...Object.values(refusedOnPurpose)) as Record<
  string,
  string
>;

/** Good paths that we accept and `openssl verify` 3.0 does not, each with the section of RFC 5280 by which it is good. */
export const onlyWeAccept: Record<string, string> = {
  ValidPolicyMappingTest1EE: "6.1.4 (b)(1): the policy it was mapped to stands, and any policy is acceptable",
  ValidPolicyMappingTest3EE: "6.1.4 (b)(1), twice on the way down",
  ValidPolicyMappingTest5EE: "6.1.4 (b)(1), twice on the way down, from one policy to several",
  ValidPolicyMappingTest6EE: "6.1.4 (b)(1), twice on the way down, from one policy to several",
  ValidPolicyMappingTest9EE: "6.1.3 (d)(1)(ii): the policy stands under anyPolicy, whatever it is mapped to",
  ValidPolicyMappingTest11EE: "6.1.4 (b)(1), last sentence: mapped below anyPolicy",
  ValidPolicyMappingTest12EE: "6.1.4 (b)(1), with qualifiers",
  ValidPolicyMappingTest13EE: "6.1.4 (b)(1), beside anyPolicy",
  ValidPolicyMappingTest14EE: "6.1.3 (d)(1)(ii): the policy stands under anyPolicy, whatever it is mapped to",
  ValidinhibitAnyPolicyTest2EE: "6.1.3 (d)(1): a policy is named beside the anyPolicy that no longer counts",
  ValidinhibitPolicyMappingTest2EE: "6.1.4 (b)(1) and (i)(2): one step may still map",
  ValidinhibitPolicyMappingTest4EE: "6.1.4 (b)(1) and (i)(2): mapped while one step still might",
  ValidrequireExplicitPolicyTest4EE: "6.1.5 (g): an explicit policy is required, and one is left",
};
