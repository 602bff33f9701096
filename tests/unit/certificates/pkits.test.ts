import { describe, expect, test } from "vitest";
import { checkCertificate } from "../../../certificates/verdict/certificate-check";
import { openTrustStore, type TrustEntry } from "../../../certificates/revocation/trust-store";
import {
  allRefusedOnPurpose,
  expectedTo,
  listPkits,
  pkitsAnchor,
  pkitsMoment,
  readPkits,
  refusedOnPurpose,
} from "../../support/cards/pkits";

const authorities = listPkits("certs").map((name): TrustEntry => ({
  role: name === pkitsAnchor ? "anchor" : "intermediate",
  purpose: "agency",
  der: readPkits(`certs/${name}`),
}));
const trust = openTrustStore({
  authorities,
  crls: listPkits("crls").map((name) => readPkits(`crls/${name}`)),
});

const check = (name: string) => {
  const verdict = checkCertificate(readPkits(`certs/${name}.crt`), {
    trust,
    purpose: "any",
    at: pkitsMoment,
  });
  return verdict.accepted ? "accepted" : verdict.code;
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

  test.each(expectedTo("accept").filter((name) => !(name in allRefusedOnPurpose)))("accepts %s", (name) => {
    expect(check(name)).toBe("accepted");
  });

  describe.each(Object.entries(refusedOnPurpose))("refuses, because %s,", (_why, names) => {
    test.each(Object.entries(names))("%s with %s", (name, code) => {
      expect(check(name)).toBe(code);
    });
  });

  test("refuses at most 26 good paths, the measure set by openssl", () => {
    expect(Object.keys(allRefusedOnPurpose).length).toBeLessThanOrEqual(26);
  });
});
