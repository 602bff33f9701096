import { describe, expect, test } from "vitest";
import {
  integer,
  namedBitString,
  nil,
  sequence,
  tagged,
  taggedPrimitive,
} from "../../../certificates/asn1/der-writer";
import { authorityKeyId, extension, keyUsage } from "../../../certificates/demo/issuing";
import { oids } from "../../../certificates/asn1/oids";
import { refuses, verdictOn } from "../../support/forge/attacks";
import { type Attempt, cardSerial, day, now } from "../../support/forge/forge";
import type { CrlWish } from "../../support/forge/forged-crl";
import { keyOf } from "../../support/forge/keys";

const line = (reason?: number) => ({ serial: cardSerial, revokedAt: now - day, reason });
const number = (value: number) => extension(oids.crlNumber, integer(value));
const scope = (...fields: Uint8Array[]) =>
  extension(oids.issuingDistributionPoint, sequence(...fields), true);
const flag = (tag: number) => taggedPrimitive(tag, Uint8Array.of(0xff));
const point = (uri: string) => tagged(0, tagged(0, taggedPrimitive(6, Buffer.from(uri))));
const atPoint = (uri: string) => extension(oids.crlDistributionPoints, sequence(sequence(point(uri))));
const reasons = (...bits: number[]) => taggedPrimitive(3, namedBitString(...bits).subarray(2));
const delta = (revoked: CrlWish["revoked"], base = 100): Partial<CrlWish> => ({
  revoked,
  extensions: { number: number(101), base: extension(oids.deltaCrlIndicator, integer(base), true) },
});
const released: Partial<Attempt> = { crl: { revoked: [line(6)] }, moreCrls: [delta([line(8)])] };

describe("a card that is not revoked", () => {
  test("is accepted though others of its authority are", () => {
    const many = Array.from({ length: 500 }, (_, index) => ({
      serial: 10_000n + BigInt(index),
      revokedAt: now - day,
    }));
    expect(verdictOn({ crl: { revoked: many } })).toMatchObject({ accepted: true });
  });

  test("is accepted after its suspension was lifted in a newer list", () => {
    expect(
      verdictOn({ crl: { revoked: [line(6)] }, moreCrls: [{ extensions: { number: number(101) } }] }),
    ).toMatchObject({
      accepted: true,
      revocation: [{ crlNumber: "101" }, {}],
    });
  });

  test("is accepted after a delta lifted its suspension, and both lists are evidence", () => {
    expect(verdictOn(released)).toMatchObject({
      accepted: true,
      revocation: [{ crlNumber: "100" }, { crlNumber: "101" }, {}],
    });
  });

  test("is accepted where two lists share the reasons between them", () => {
    const attempt: Partial<Attempt> = {
      crl: { extensions: { scope: scope(reasons(1, 2)) } },
      moreCrls: [{ extensions: { scope: scope(reasons(3, 4, 5, 6, 7, 8)) } }],
    };
    expect(verdictOn(attempt)).toMatchObject({ accepted: true });
  });
});

refuses("a card that", [
  { does: "is revoked", code: "certificate-revoked", change: { crl: { revoked: [line()] } } },
  {
    does: "is revoked for a stolen key",
    code: "certificate-revoked",
    change: { crl: { revoked: [line(1)] } },
  },
  { does: "is suspended", code: "certificate-on-hold", change: { crl: { revoked: [line(6)] } } },
  {
    does: "is revoked in a newer list only",
    code: "certificate-revoked",
    change: { moreCrls: [{ revoked: [line()], extensions: { number: number(101) } }] },
  },
  {
    does: "is revoked in a delta only",
    code: "certificate-revoked",
    twin: { moreCrls: [delta([])] },
    change: { moreCrls: [delta([line(1)])] },
  },
  {
    does: "was suspended and then revoked",
    code: "certificate-revoked",
    twin: released,
    change: { moreCrls: [delta([line(1)])] },
  },
  {
    does: "was revoked for good, whatever a delta says",
    code: "certificate-revoked",
    twin: released,
    change: { crl: { revoked: [line(1)] } },
  },
  {
    does: "is revoked in the list for that reason",
    code: "certificate-revoked",
    twin: {
      crl: { extensions: { scope: scope(reasons(1, 2)) } },
      moreCrls: [{ extensions: { scope: scope(reasons(3, 4, 5, 6, 7, 8)) } }],
    },
    change: { crl: { revoked: [line(1)], extensions: { scope: scope(reasons(1, 2)) } } },
  },
  {
    does: "comes from a revoked authority",
    code: "authority-revoked",
    change: { rootCrl: { revoked: [{ serial: 7n, revokedAt: now - day }] } },
  },
]);

refuses("a list that", [
  { does: "is missing", code: "revocation-unknown", change: { crl: null } },
  { does: "is missing for the authority", code: "revocation-unknown", change: { rootCrl: null } },
  {
    does: "cannot be read",
    code: "revocation-unknown",
    change: { crl: { mangle: (der) => der.subarray(0, -1) } },
  },
  { does: "is overdue", code: "crl-stale", change: { crl: { nextUpdateAt: now - 1000 } } },
  {
    does: "does not say when the next one comes",
    code: "crl-stale",
    change: { crl: { nextUpdateAt: null } },
  },
  { does: "is of tomorrow", code: "crl-not-yet-valid", change: { crl: { thisUpdateAt: now + 1000 } } },
  { does: "has no number", code: "crl-number-missing", change: { crl: { extensions: { number: null } } } },
  {
    does: "is older than one seen before",
    code: "crl-older-than-seen",
    twin: { seen: "100" },
    change: { seen: "101" },
  },
  {
    does: "is signed by the older generation of the same name",
    code: "crl-other-key",
    change: { crl: { signedBy: "agencyOlder" } },
  },
  {
    does: "is signed by the older generation under the newer one's key identifier",
    code: "crl-signature-wrong",
    change: {
      crl: {
        signedBy: "agencyOlder",
        extensions: { authorityKeyId: authorityKeyId(keyOf("agency").publicKey) },
      },
    },
  },
  {
    does: "is signed by the older generation and does not name its key",
    code: "crl-signature-wrong",
    twin: { crl: { extensions: { authorityKeyId: null } } },
    change: { crl: { signedBy: "agencyOlder" } },
  },
  {
    does: "is signed with SHA-1",
    code: "crl-algorithm-not-accepted",
    change: { crl: { algorithm: "rsa-sha1" } },
  },
  {
    does: "comes from a key that may not sign lists",
    code: "crl-signer-not-authorised",
    change: { authority: { extensions: { keyUsage: keyUsage(5) } } },
  },
  {
    does: "has a critical extension nobody knows",
    code: "crl-extension-critical-unknown",
    twin: { crl: { extensions: { unknown: extension("1.2.3.4.5", nil()) } } },
    change: { crl: { extensions: { unknown: extension("1.2.3.4.5", nil(), true) } } },
  },
  {
    does: "has a critical extension nobody knows in somebody else's line",
    code: "crl-extension-critical-unknown",
    twin: { crl: { revoked: [{ serial: 5n, revokedAt: now, extensions: [extension("1.2.3.4.5", nil())] }] } },
    change: {
      crl: { revoked: [{ serial: 5n, revokedAt: now, extensions: [extension("1.2.3.4.5", nil(), true)] }] },
    },
  },
  {
    does: "is for authorities only",
    code: "crl-out-of-scope",
    twin: { crl: { extensions: { scope: scope(flag(1)) } } },
    change: { crl: { extensions: { scope: scope(flag(2)) } } },
  },
  {
    does: "is for attribute certificates only",
    code: "crl-out-of-scope",
    change: { crl: { extensions: { scope: scope(flag(5)) } } },
  },
  {
    does: "is for users only, and the authority's status rests on it",
    code: "crl-out-of-scope",
    twin: { rootCrl: { extensions: { scope: scope(flag(2)) } } },
    change: { rootCrl: { extensions: { scope: scope(flag(1)) } } },
  },
  {
    does: "belongs to another distribution point",
    code: "crl-out-of-scope",
    twin: {
      card: { extensions: { points: atPoint("http://crl.example/1") } },
      crl: { extensions: { scope: scope(point("http://crl.example/1")) } },
    },
    change: { crl: { extensions: { scope: scope(point("http://crl.example/2")) } } },
  },
  {
    does: "covers some reasons only",
    code: "crl-reasons-incomplete",
    change: { crl: { extensions: { scope: scope(reasons(1, 2)) } } },
  },
  { does: "is indirect", code: "crl-indirect", change: { crl: { extensions: { scope: scope(flag(4)) } } } },
  {
    does: "is a delta without its base",
    code: "crl-delta-without-base",
    twin: released,
    change: { crl: null },
  },
  {
    does: "is a delta built on a newer base than ours, so it lifts no suspension",
    code: "certificate-on-hold",
    twin: released,
    change: { moreCrls: [delta([line(8)], 101)] },
  },
]);
