import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readComponentMessage } from "../../../certificates/card/card-component";
import { verifyCardSignature } from "../../../certificates/verdict/card-signature";
import { checkCertificate } from "../../../certificates/verdict/certificate-check";
import { readCrl } from "../../../certificates/revocation/crl";
import { octetString, sequence } from "../../../certificates/asn1/der-writer";
import { extension } from "../../../certificates/demo/issuing";
import { readOcspResponse } from "../../../certificates/revocation/ocsp";
import { oids } from "../../../certificates/asn1/oids";
import { type Refusal, verdictOf } from "../../../certificates/errors/refusal";
import { refusalWords } from "../../../certificates/errors/refusal-words";
import { content, forge, now } from "../../support/forge/forge";
import { mutated } from "../../support/cards/mutations";

const truthful = forge({
  ocsp: { nonce: Buffer.alloc(16, 1) },
  responder: {},
  crl: { revoked: [{ serial: 5n, revokedAt: now, reason: 1 }] },
});
const { trust, purpose, at, cms, certificate } = truthful;
const [rootList, list] = trust.crls;
if (!rootList || !list) throw new Error("the forge made no lists");
const response = truthful.ocsp[0]?.der ?? new Uint8Array();
/** Each kind's own bytes first; pieces of all are spliced in. */
const seeds = (first: Uint8Array) => [first, certificate, list.der, cms, response, truthful.authority];

const codes = new Set(Object.keys(refusalWords("en")));
const isSame = (one: Uint8Array | undefined, other: Uint8Array) =>
  one !== undefined && Buffer.compare(one, other) === 0;

/** No answer may take longer than this, on the slowest machine that tests. Milliseconds. */
const patience = 5000;

/** Runs a verdict on 10,000 inputs, the same ones every time. */
function attack<T>(inputs: fc.Arbitrary<T>, judge: (input: T) => Refusal | null, numRuns = 10_000): void {
  fc.assert(
    fc.property(inputs, (input) => {
      const started = performance.now();
      const refusal = judge(input);
      if (performance.now() - started > patience) throw new Error("too slow");
      if (!refusal) return;
      if (refusal.code === "check-failed" || !codes.has(refusal.code))
        throw new Error(`${refusal.code}: ${refusal.reason}`);
    }),
    { seed: 20261123, numRuns },
  );
}

const must = (holds: boolean, what: string) => {
  if (!holds) throw new Error(what);
};

describe("10,000 hostile inputs end in coded refusals, never in an exception", { timeout: 60_000 }, () => {
  test("as certificates", () => {
    attack(mutated(seeds(certificate)), (bytes) => {
      const verdict = checkCertificate(bytes, { trust, purpose, at });
      if (!verdict.accepted) return verdict;
      must(isSame(bytes, certificate), "another certificate than ours was accepted");
      return null;
    });
  });

  test("as revocation lists", () => {
    attack(mutated(seeds(list.der)), (bytes) => {
      const read = verdictOf(() => readCrl(bytes));
      if (!read.accepted) return read.refusal;
      const store = { ...trust, crls: [rootList, read.value] };
      const verdict = checkCertificate(certificate, { trust: store, purpose, at });
      if (!verdict.accepted) return verdict;
      must(isSame(bytes, list.der), "a list that nobody signed was relied on");
      return null;
    });
  });

  test("as signed messages", () => {
    attack(mutated(seeds(cms)), (bytes) => {
      const verdict = verifyCardSignature({ cms: bytes, content, trust, purpose, at });
      if (!verdict.accepted) return verdict;
      // A few octets are outside the signature; changing them changes nobody's identity.
      must(isSame(verdict.signer.der, certificate), "somebody else was taken for the signer");
      return null;
    });
  });

  test("as OCSP responses", () => {
    const { tbs } = readOcspResponse(response);
    const store = { ...trust, crls: [rootList] };
    attack(mutated(seeds(response)), (bytes) => {
      const verdict = checkCertificate(certificate, { trust: store, purpose, at, ocsp: [{ der: bytes }] });
      if (!verdict.accepted) return verdict;
      must(isSame(verdict.ocsp[0]?.tbs, tbs), "a response that nobody signed was relied on");
      return null;
    });
  });

  test("as a card's reply to a challenge", () => {
    const reply = {
      func: "sign",
      ret_code: 0,
      last_error: 0,
      signature: Buffer.from(cms).toString("base64"),
    };
    const texts = fc.oneof(
      mutated([
        Buffer.from(JSON.stringify(reply)),
        cms,
        Buffer.from('{"func":"pkcs11info","slots":[{"token":{}}]}'),
      ]).map((bytes) => Buffer.from(bytes).toString("latin1")),
      fc.json(),
      mutated(seeds(cms)).map((bytes) =>
        JSON.stringify({ ...reply, signature: Buffer.from(bytes).toString("base64") }),
      ),
    );
    attack(texts, (text) => {
      const message = readComponentMessage(text);
      if (message?.func !== "sign") return null;
      const bytes = Buffer.from(message.signature ?? "", "base64");
      const verdict = verifyCardSignature({ cms: bytes, content, trust, purpose, at });
      if (!verdict.accepted) return verdict;
      must(isSame(verdict.signer.der, certificate), "somebody else was taken for the signer");
      return null;
    });
  });
});

test("a certificate truly signed by our authority, but with a mangled extension, gets a coded answer", () => {
  const extensionOids = {
    keyUsage: oids.keyUsage,
    basicConstraints: oids.basicConstraints,
    authorityKeyId: oids.authorityKeyIdentifier,
    directory: oids.subjectDirectoryAttributes,
  };
  const kinds = Object.keys(extensionOids) as (keyof typeof extensionOids)[];
  attack(
    fc.tuple(fc.constantFrom(...kinds), fc.uint8Array({ maxLength: 40 }), fc.boolean()),
    ([kind, noise, wrapped]) => {
      const value = wrapped ? sequence(octetString(noise)) : noise;
      const wish = forge({ card: { extensions: { [kind]: extension(extensionOids[kind], value) } } });
      const verdict = checkCertificate(wish.certificate, wish);
      return verdict.accepted ? null : verdict;
    },
    100,
  );
});

test("the attack would notice an exception that became a verdict", () => {
  const answering = (code: Refusal["code"]) => () =>
    attack(fc.constant(0), () => ({ code, reason: "a reason" }), 1);
  expect(answering("message-not-der")).not.toThrow();
  expect(answering("check-failed")).toThrow("Property failed");
});
