import { expect, test } from "vitest";
import {
  integer,
  objectIdentifier,
  sequence,
  tagged,
  taggedPrimitive,
} from "../../../certificates/asn1/der-writer";
import {
  basicConstraints,
  certificatePolicies,
  extension,
  keyUsage,
  nameOf,
  subjectKeyId,
} from "../../../certificates/demo/issuing";
import { oids } from "../../../certificates/asn1/oids";
import { refuses, verdictOn } from "../../support/forge/attacks";
import { type Attempt, day, names, now } from "../../support/forge/forge";
import { keyOf } from "../../support/forge/keys";

const unknownCritical = extension("1.2.3.4.5", integer(1), true);
const purposes = (...oid: string[]) =>
  extension(oids.extendedKeyUsage, sequence(...oid.map(objectIdentifier)));
const subtree = (name: Uint8Array) => sequence(tagged(4, name));
const executive = nameOf([oids.countryName, "TW"], [oids.organizationName, "行政院"]);
const legislative = nameOf([oids.countryName, "TW"], [oids.organizationName, "立法院"]);
const permitted = (name: Uint8Array) =>
  extension(oids.nameConstraints, sequence(tagged(0, subtree(name))), true);
const excluded = (name: Uint8Array) =>
  extension(oids.nameConstraints, sequence(tagged(1, subtree(name))), true);
const level3 = certificatePolicies(oids.gpkiAssuranceLevel3);
const explicitPolicy = extension(
  oids.policyConstraints,
  sequence(taggedPrimitive(0, Uint8Array.of(0))),
  true,
);
const mapping = (from: string, to: string) =>
  extension(oids.policyMappings, sequence(sequence(objectIdentifier(from), objectIdentifier(to))), true);

const withSub: Partial<Attempt> = { sub: {} };

test("a card of an authority below the issuing one is accepted where the path may be that long", () => {
  expect(verdictOn(withSub)).toMatchObject({ accepted: true });
});

refuses("a card that", [
  { does: "has expired", code: "certificate-expired", change: { card: { notAfterAt: now - 2000 } } },
  {
    does: "is not valid yet",
    code: "certificate-not-yet-valid",
    change: { card: { notBeforeAt: now + 1000 } },
  },
  {
    does: "is a CA",
    code: "leaf-is-a-ca",
    change: { card: { extensions: { basicConstraints: basicConstraints(true) } } },
  },
  {
    does: "may sign certificates",
    code: "leaf-is-a-ca",
    change: { card: { extensions: { keyUsage: keyUsage(0, 5) } } },
  },
  {
    does: "does not say what its key is for",
    code: "leaf-may-not-sign",
    change: { card: { extensions: { keyUsage: null } } },
  },
  {
    does: "is a web server's",
    code: "extended-key-usage-wrong",
    twin: { card: { extensions: { purposes: purposes(oids.clientAuth) } } },
    change: { card: { extensions: { purposes: purposes("1.3.6.1.5.5.7.3.1") } } },
  },
  {
    does: "is an OCSP responder's",
    code: "extended-key-usage-wrong",
    change: { card: { extensions: { purposes: purposes("1.3.6.1.5.5.7.3.9") } } },
  },
  {
    does: "has a critical extension nobody knows",
    code: "extension-critical-unknown",
    twin: { card: { extensions: { unknown: extension("1.2.3.4.5", integer(1)) } } },
    change: { card: { extensions: { unknown: unknownCritical } } },
  },
  {
    does: "repeats an extension",
    code: "extension-repeated",
    change: { card: { extensions: { again: keyUsage(0) } } },
  },
  { does: "is of version 1", code: "certificate-unreadable", change: { card: { version: 0 } } },
  { does: "is not DER", code: "message-not-der", change: { card: { mangle: (der) => der.subarray(0, -1) } } },
  {
    does: "has a key of 1024 bits",
    code: "key-not-accepted",
    change: { card: { key: "short" }, message: { signedBy: "short" } },
  },
  {
    does: "has a key with exponent 3",
    code: "key-not-accepted",
    change: { card: { key: "smallExponent" }, message: { signedBy: "smallExponent" } },
  },
  {
    does: "has a key on a small curve",
    code: "key-not-accepted",
    twin: { card: { key: "curve" }, message: { signedBy: "curve", signatureOid: oids.ecdsaWithSha256 } },
    change: { card: { key: "weakCurve" }, message: { signedBy: "weakCurve" } },
  },
  {
    does: "is signed with SHA-1",
    code: "certificate-algorithm-not-accepted",
    change: { card: { algorithm: "rsa-sha1" } },
  },
  {
    does: "states another algorithm inside",
    code: "algorithm-mismatch",
    change: { card: { statedAlgorithm: "rsa-sha384" } },
  },
]);

refuses("an issuer that", [
  {
    does: "is not named by key",
    code: "issuer-key-id-missing",
    change: { card: { extensions: { authorityKeyId: null } } },
  },
  { does: "is nobody's", code: "issuer-unknown", change: { card: { signedBy: "stranger" } } },
  {
    does: "is the older generation of the same name, not pinned",
    code: "issuer-unknown",
    change: { card: { signedBy: "agencyOlder" } },
  },
  {
    does: "is a stranger under the name and key identifier of ours",
    code: "certificate-signature-wrong",
    change: {
      authority: { key: "stranger", extensions: { subjectKeyId: subjectKeyId(keyOf("agency").publicKey) } },
    },
  },
  { does: "has another name", code: "issuer-name-mismatch", change: { card: { issuer: names.other } } },
  {
    does: "is not pinned",
    code: "issuer-unknown",
    change: { pinned: { root: true, authority: false, purpose: "agency" } },
  },
  {
    does: "leads to no pinned root",
    code: "anchor-unreachable",
    change: { pinned: { root: false, authority: true, purpose: "agency" } },
  },
  { does: "is pinned for another purpose", code: "purpose-wrong", change: { purpose: "citizen" } },
  { does: "has expired", code: "authority-expired", change: { authority: { notAfterAt: now - 2000 } } },
  {
    does: "is not valid yet",
    code: "authority-not-yet-valid",
    change: { authority: { notBeforeAt: now + day } },
  },
  {
    does: "hangs from an expired root",
    code: "authority-expired",
    change: { root: { notAfterAt: now - 2000 } },
  },
  {
    does: "is no CA",
    code: "authority-not-a-ca",
    change: { authority: { extensions: { basicConstraints: basicConstraints(false) } } },
  },
  {
    does: "does not say that it is a CA",
    code: "authority-not-a-ca",
    change: { authority: { extensions: { basicConstraints: null } } },
  },
  {
    does: "may not sign certificates",
    code: "authority-may-not-certify",
    change: { authority: { extensions: { keyUsage: keyUsage(6) } } },
  },
  {
    does: "has a critical extension nobody knows",
    code: "extension-critical-unknown",
    change: { authority: { extensions: { unknown: unknownCritical } } },
  },
  {
    does: "was itself signed with SHA-1",
    code: "certificate-algorithm-not-accepted",
    change: { authority: { algorithm: "rsa-sha1" } },
  },
  {
    does: "was signed by another root",
    code: "certificate-signature-wrong",
    change: { authority: { signedBy: "stranger" } },
  },
  {
    does: "is one CA too many below a CA",
    code: "path-too-long",
    twin: { ...withSub, authority: { extensions: { basicConstraints: basicConstraints(true, 1) } } },
    change: { authority: { extensions: { basicConstraints: basicConstraints(true, 0) } } },
  },
  {
    does: "is one CA too many below the root",
    code: "path-too-long",
    twin: { root: { extensions: { basicConstraints: basicConstraints(true, 1) } } },
    change: { root: { extensions: { basicConstraints: basicConstraints(true, 0) } } },
  },
]);

refuses("names and policies: a card", [
  {
    does: "outside the permitted names",
    code: "name-not-permitted",
    twin: { authority: { extensions: { names: permitted(executive) } } },
    change: { authority: { extensions: { names: permitted(legislative) } } },
  },
  {
    does: "among the excluded names",
    code: "name-excluded",
    twin: { authority: { extensions: { names: excluded(legislative) } } },
    change: { authority: { extensions: { names: excluded(executive) } } },
  },
  {
    does: "with a subtree of a length nobody defined",
    code: "name-constraint-unsupported",
    twin: { authority: { extensions: { names: permitted(executive) } } },
    change: {
      authority: {
        extensions: {
          names: extension(
            oids.nameConstraints,
            sequence(tagged(0, sequence(tagged(4, executive), taggedPrimitive(0, Uint8Array.of(1))))),
            true,
          ),
        },
      },
    },
  },
  {
    does: "without the policy its issuer requires",
    code: "policy-not-acceptable",
    twin: { authority: { extensions: { level3, explicitPolicy } }, card: { extensions: { level3 } } },
    change: { card: { extensions: { level3: null } } },
  },
  {
    does: "under another policy than its issuer's",
    code: "policy-not-acceptable",
    twin: { authority: { extensions: { level3, explicitPolicy } }, card: { extensions: { level3 } } },
    change: { card: { extensions: { level3: certificatePolicies("2.16.886.101.0.3.1") } } },
  },
  {
    does: "whose issuer maps any policy",
    code: "policy-mapping-not-allowed",
    twin: {
      authority: { extensions: { level3, mapping: mapping(oids.gpkiAssuranceLevel3, "1.2.3") } },
      card: { extensions: { level3: certificatePolicies("1.2.3") } },
    },
    change: { authority: { extensions: { mapping: mapping(oids.anyPolicy, "1.2.3") } } },
  },
]);
