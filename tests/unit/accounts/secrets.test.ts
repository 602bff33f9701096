import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hashToken, newToken, readSecrets, SealBroken } from "../../../accounts/access/secrets";
import { seededRandom } from "../../support/desk/seeded-random";

const older = "an older secret, long enough to be one";
const newer = "a newer secret, long enough to be one";
const random = seededRandom(1);

describe("what is sealed", () => {
  it("opens again, whatever it is", () => {
    const secrets = readSecrets([newer], random);
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string(), (text, row) => {
        expect(secrets.open(secrets.seal(text, "national-id", row), "national-id", row)).toBe(text);
      }),
    );
  });

  it("never looks the same twice", () => {
    const secrets = readSecrets([newer], random);
    expect(secrets.seal("A123456789", "national-id", "p1")).not.toBe(
      secrets.seal("A123456789", "national-id", "p1"),
    );
  });

  it("opens neither in another row nor for another purpose", () => {
    const secrets = readSecrets([newer], random);
    const sealed = secrets.seal("A123456789", "national-id", "p1");
    expect(() => secrets.open(sealed, "national-id", "p2")).toThrow(SealBroken);
    expect(() => secrets.open(sealed, "claim", "p1")).toThrow(SealBroken);
  });

  it("does not open once a single character was changed", () => {
    const secrets = readSecrets([newer], random);
    const sealed = secrets.seal("A123456789", "national-id", "p1");
    for (let place = 0; place < sealed.length - 1; place += 1) {
      const changed = sealed.slice(0, place) + (sealed[place] === "A" ? "B" : "A") + sealed.slice(place + 1);
      expect(() => secrets.open(changed, "national-id", "p1")).toThrow(SealBroken);
    }
  });

  it("under the older secret still opens after a new one came first, and new seals are under the new one", () => {
    const sealedBefore = readSecrets([older], random).seal("A123456789", "national-id", "p1");
    const rotated = readSecrets([newer, older], random);
    expect(rotated.open(sealedBefore, "national-id", "p1")).toBe("A123456789");
    expect(rotated.seal("A123456789", "national-id", "p1")).toContain(`.${rotated.keyId}.`);
    expect(sealedBefore).toContain(`.${rotated.keyIds[1]}.`);
  });

  it("says that no secret opens it when its secret is gone", () => {
    const sealed = readSecrets([older], random).seal("A123456789", "national-id", "p1");
    expect(() => readSecrets([newer], random).open(sealed, "national-id", "p1")).toThrow("unknown-key");
  });
});

describe("a keyed hash", () => {
  it("finds what any of the secrets hashed", () => {
    const storedBefore = readSecrets([older], random).keyedHash("national-id", "A123456789");
    expect(readSecrets([newer, older], random).keyedHashes("national-id", "A123456789")).toContain(
      storedBefore,
    );
  });

  it("differs by secret, purpose and value", () => {
    const one = readSecrets([older], random);
    const other = readSecrets([newer], random);
    const hashes = [
      one.keyedHash("national-id", "A123456789"),
      other.keyedHash("national-id", "A123456789"),
      one.keyedHash("throttle", "A123456789"),
      one.keyedHash("national-id", "A123456788"),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});

describe("a token", () => {
  it("has 256 bits and is kept as a hash that does not contain it", () => {
    const token = newToken(random);
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
    expect(hashToken(token)).toMatch(/^[0-9a-f]{64}$/);
  });
});

it("without a secret there are no keys", () => {
  expect(() => readSecrets([], random)).toThrow(RangeError);
});
