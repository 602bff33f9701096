import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readComponentMessage } from "../../../certificates/card-component";
import { verifyCardSignature } from "../../../certificates/card-signature";
import { checkCertificate } from "../../../certificates/certificate-check";
import { octetString, sequence } from "../../../certificates/der-writer";
import { extension } from "../../../certificates/issuing";
import { oids } from "../../../certificates/oids";
import { openTrustStore } from "../../../certificates/trust";
import { content, forge } from "../../support/forge/forge";

const truthful = forge({});
const { trust, purpose, at, cms, certificate } = truthful;
const crls = trust.crls.map(({ der }) => der);
const authorities = trust.authorities.map(({ certificate: { der }, anchor }) => ({
  role: anchor ? ("anchor" as const) : ("intermediate" as const),
  purpose: "agency" as const,
  der,
}));

/** Truthful bytes with a few octets changed, taken out, doubled or put in. */
const mutated = (bytes: Uint8Array) =>
  fc
    .array(
      fc.record({
        position: fc.nat(bytes.length - 1),
        octet: fc.nat(255),
        change: fc.constantFrom(
          "set" as const,
          "remove" as const,
          "insert" as const,
          "cut" as const,
          "double" as const,
        ),
      }),
      { minLength: 1, maxLength: 4 },
    )
    .map((changes) =>
      changes.reduce<number[]>(
        (octets, { position, octet, change }) => {
          const next = [...octets];
          if (change === "set") next[position % next.length] = octet;
          if (change === "remove") next.splice(position, 1);
          if (change === "insert") next.splice(position, 0, octet);
          if (change === "cut") next.length = Math.max(1, Math.min(next.length, position));
          if (change === "double") next.splice(position, 0, ...next.slice(position, position + 40));
          return next;
        },
        [...bytes],
      ),
    )
    .map((octets) => Uint8Array.from(octets));

const extensionOids = {
  keyUsage: oids.keyUsage,
  basicConstraints: oids.basicConstraints,
  authorityKeyId: oids.authorityKeyIdentifier,
  directory: oids.subjectDirectoryAttributes,
};
const isSame = (one: Uint8Array, other: Uint8Array) => Buffer.compare(one, other) === 0;

describe("hostile bytes end in a coded refusal, never in an exception", () => {
  test("as a message of noise", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        const verdict = verifyCardSignature({ cms: bytes, content, trust, purpose, at });
        expect(["message-not-der", "message-not-signed-data"]).toContain(verdict.accepted || verdict.code);
      }),
      { numRuns: 300 },
    );
  });

  test("as a mutated message", () => {
    fc.assert(
      fc.property(mutated(cms), (bytes) => {
        const verdict = verifyCardSignature({ cms: bytes, content, trust, purpose, at });
        // A few octets are outside the signature; changing them changes nobody's identity.
        if (verdict.accepted) expect(isSame(verdict.signer.der, certificate)).toBe(true);
        else expect(verdict.code).not.toBe("check-failed");
      }),
      { numRuns: 300 },
    );
  });

  test("as a mutated certificate", () => {
    fc.assert(
      fc.property(mutated(certificate), (bytes) => {
        const verdict = checkCertificate(bytes, { trust, purpose, at });
        if (verdict.accepted) expect(isSame(bytes, certificate)).toBe(true);
        else expect(verdict.code).not.toBe("check-failed");
      }),
      { numRuns: 300 },
    );
  });

  test("as a certificate truly signed by our authority, but with a mangled extension", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          "keyUsage" as const,
          "basicConstraints" as const,
          "authorityKeyId" as const,
          "directory" as const,
        ),
        fc.uint8Array({ maxLength: 40 }),
        fc.boolean(),
        (name, noise, wrapped) => {
          const value = wrapped ? sequence(octetString(noise)) : noise;
          const wish = forge({ card: { extensions: { [name]: extension(extensionOids[name], value) } } });
          expect(checkCertificate(wish.certificate, wish)).not.toMatchObject({ code: "check-failed" });
        },
      ),
      { numRuns: 100 },
    );
  });

  test("as a mutated revocation list", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: crls.length - 1 }), fc.gen(), (index, gen) => {
        const broken = crls.map((der, position) => (position === index ? gen(mutated, der) : der));
        const store = openTrustStore({ authorities, crls: broken });
        const verdict = checkCertificate(certificate, { trust: store, purpose, at });
        if (verdict.accepted)
          expect(isSame(broken[index] ?? new Uint8Array(), crls[index] ?? new Uint8Array())).toBe(true);
        else expect(verdict.code).not.toBe("check-failed");
      }),
      { numRuns: 300 },
    );
  });

  test("as a message of the card component", () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        expect(() => readComponentMessage(text)).not.toThrow();
      }),
      { numRuns: 300 },
    );
  });
});
