import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync } from "node:crypto";
import type { Random } from "../../db/types";

/** What a key is for; each purpose has a key of its own under each secret. */
export type Purpose =
  | "national-id"
  | "temporary-password"
  | "password-link"
  | "session"
  | "known-browser"
  | "status-link"
  | "binding-link"
  | "confirm-address"
  | "idempotency"
  | "cookie"
  | "claim"
  | "throttle"
  | "return-address"
  | "received-mail";

/** Thrown for a sealed value that none of the secrets opens, or that was changed or moved. */
export class SealBroken extends Error {
  constructor(reason: "shape" | "unknown-key" | "tampered") {
    super(`the sealed value cannot be opened: ${reason}`);
    this.name = "SealBroken";
  }
}

/** The keys that come from `APP_SECRET`: the first secret seals and hashes, all of them open and look up. */
export interface Secrets {
  /** The id of the first secret's keys. */
  readonly keyId: string;
  /** The ids of all secrets, the first one's first. */
  readonly keyIds: readonly string[];
  /**
   * Encrypts with AES-256-GCM; the value carries its key id.
   *
   * @param aad what the value belongs to, for example the row's id; opening it elsewhere fails
   */
  seal(plaintext: string, purpose: Purpose, aad: string): string;
  /** @throws SealBroken when no secret opens it, or it was changed or moved to another row. */
  open(sealed: string, purpose: Purpose, aad: string): string;
  /** HMAC-SHA-256 of a value under the first secret, with its key id: what is stored for look-up. */
  keyedHash(purpose: Purpose, value: string): string;
  /** The same under every secret, first one first: what is looked up. */
  keyedHashes(purpose: Purpose, value: string): string[];
  /** @throws SealBroken when no secret has this key id. */
  derivationKey(purpose: Purpose, keyId: string): Uint8Array;
}

interface KeyRing {
  id: string;
  key(use: "seal" | "hash" | "derive", purpose: Purpose): Uint8Array;
}

const version = "1";
const ivBytes = 12;
const tagBytes = 16;

/**
 * Derives one key for each use and purpose from each secret, by HKDF-SHA-256 (RFC 5869).
 *
 * @param secrets the first seals, all open
 * @throws RangeError when there is none
 */
export function readSecrets(secrets: readonly string[], random: Random): Secrets {
  const rings = secrets.map(keyRing);
  const [first] = rings;
  if (!first) throw new RangeError("at least one secret is needed");
  const ringOf = (id: string): KeyRing => {
    const ring = rings.find((one) => one.id === id);
    if (!ring) throw new SealBroken("unknown-key");
    return ring;
  };
  return {
    keyId: first.id,
    keyIds: rings.map((ring) => ring.id),
    seal(plaintext, purpose, aad) {
      const iv = random(ivBytes);
      const cipher = createCipheriv("aes-256-gcm", first.key("seal", purpose), iv);
      cipher.setAAD(bindingOf(purpose, aad));
      const body = Buffer.concat([iv, cipher.update(plaintext, "utf8"), cipher.final(), cipher.getAuthTag()]);
      return [version, first.id, body.toString("base64url")].join(".");
    },
    open(sealed, purpose, aad) {
      const [form, id, text] = sealed.split(".");
      const body = Buffer.from(text ?? "", "base64url");
      if (form !== version || id === undefined || body.length < ivBytes + tagBytes)
        throw new SealBroken("shape");
      const decipher = createDecipheriv(
        "aes-256-gcm",
        ringOf(id).key("seal", purpose),
        body.subarray(0, ivBytes),
      );
      decipher.setAAD(bindingOf(purpose, aad));
      decipher.setAuthTag(body.subarray(-tagBytes));
      try {
        return Buffer.concat([decipher.update(body.subarray(ivBytes, -tagBytes)), decipher.final()]).toString(
          "utf8",
        );
      } catch {
        throw new SealBroken("tampered");
      }
    },
    keyedHash: (purpose, value) => hashUnder(first, purpose, value),
    keyedHashes: (purpose, value) => rings.map((ring) => hashUnder(ring, purpose, value)),
    derivationKey: (purpose, keyId) => ringOf(keyId).key("derive", purpose),
  };
}

/** A new token for a link, session or API client: 256 random bits in base64url. */
export function newToken(random: Random): string {
  return Buffer.from(random(32)).toString("base64url");
}

/** How tokens are kept: SHA-256, in hexadecimal. They are random throughout, so no key or salt is needed. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

function keyRing(secret: string): KeyRing {
  const derive = (info: string, length: number) =>
    new Uint8Array(hkdfSync("sha256", secret, "recovery-desk", info, length));
  const keys = new Map<string, Uint8Array>();
  return {
    id: Buffer.from(derive("key-id", 4)).toString("hex"),
    key(use, purpose) {
      const name = `${use} ${purpose}`;
      const key = keys.get(name) ?? derive(name, 32);
      keys.set(name, key);
      return key;
    },
  };
}

function hashUnder(ring: KeyRing, purpose: Purpose, value: string): string {
  return `${ring.id}.${createHmac("sha256", ring.key("hash", purpose)).update(value).digest("base64url")}`;
}

function bindingOf(purpose: Purpose, aad: string): Buffer {
  return Buffer.from(`${purpose}\n${aad}`, "utf8");
}
