import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  hkdfSync,
  randomBytes,
  sign,
  verify,
  type KeyObject,
} from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Random } from "../types";

/** What a code of the record is for; each use has a key of its own. */
export type RecordUse = "audit-row" | "mask" | "state" | "journal";

/** The keys of the record: all come from one secret that never lies in the database. */
export interface RecordKeys {
  /** HMAC-SHA-256 of a text under the key of that use. */
  mac(use: RecordUse, text: string): Buffer;
  /** HMAC-SHA-512 of a row: one half is kept beside it, the other is nobody's to see. */
  rowMac(text: string): Buffer;
  /** An Ed25519 signature (RFC 8032) in base64. */
  sign(text: string): string;
  /** The public key in PEM (SubjectPublicKeyInfo), for whoever checks signatures without a secret. */
  readonly publicPem: string;
}

/** Names within the record's folder. */
export const recordFiles = {
  key: "key",
  publicKey: "public-key.pem",
  heads: "heads.jsonl",
  journal: "revocations.jsonl",
  lock: "lock",
  /** There while a migration has rows sealed anew. */
  resealing: "resealing.json",
} as const;

/** PKCS#8 around the 32 bytes of an Ed25519 private key (RFC 8410). */
const ed25519Prefix = Buffer.from("302e020100300506032b657004220420", "hex");

/** Derives the keys of the record from its secret, by HKDF-SHA-256 (RFC 5869). */
export function recordKeysOf(secret: Uint8Array): RecordKeys {
  const derive = (info: string) => Buffer.from(hkdfSync("sha256", secret, "recovery-desk record", info, 32));
  const keys = new Map<RecordUse | "row", KeyObject>();
  const keyOf = (use: RecordUse | "row") => {
    const key = keys.get(use) ?? createSecretKey(derive(use));
    keys.set(use, key);
    return key;
  };
  const privateKey = createPrivateKey({
    key: Buffer.concat([ed25519Prefix, derive("signature")]),
    format: "der",
    type: "pkcs8",
  });
  return {
    mac: (use, text) => createHmac("sha256", keyOf(use)).update(text).digest(),
    rowMac: (text) => createHmac("sha512", keyOf("row")).update(text).digest(),
    sign: (text) => sign(null, Buffer.from(text), privateKey).toString("base64"),
    publicPem: createPublicKey(privateKey).export({ format: "pem", type: "spki" }).toString(),
  };
}

/** Whether a signature in base64 is by the owner of that public key. Never throws. */
export function isSignedBy(publicPem: string, text: string, signature: string): boolean {
  try {
    return verify(null, Buffer.from(text), createPublicKey(publicPem), Buffer.from(signature, "base64"));
  } catch {
    return false;
  }
}

/** Keys that nobody else has and nothing keeps: of a database in memory. */
export const passingRecordKeys = (random: Random): RecordKeys => recordKeysOf(random(32));

/**
 * The keys of the record in that folder; made at random when there are none, with the public one beside them. The secret is
 * readable by its owner only (0600, folder 0700).
 *
 * @throws Error when the key's file holds something else than a key
 */
export function keepRecordKeys(folder: string, random: Random): RecordKeys {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, recordFiles.key);
  if (!existsSync(file)) writeWhole(file, Buffer.from(random(32)).toString("base64url"));
  const keys = recordKeysOf(secretIn(file));
  const publicFile = join(folder, recordFiles.publicKey);
  if (!existsSync(publicFile) || readFileSync(publicFile, "utf8") !== keys.publicPem)
    writeFileSync(publicFile, keys.publicPem, { mode: 0o644 });
  return keys;
}

/** The keys in that folder, where there are some. */
export function recordKeysIn(folder: string): RecordKeys | undefined {
  const file = join(folder, recordFiles.key);
  return existsSync(file) ? recordKeysOf(secretIn(file)) : undefined;
}

/** Appears whole or not at all, and never in another's place: of two processes that begin at once, one makes the key. */
function writeWhole(file: string, text: string): void {
  const own = `${file}-${process.pid}-${randomBytes(4).toString("hex")}`;
  writeFileSync(own, text, { mode: 0o600, flush: true });
  try {
    linkSync(own, file);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    rmSync(own);
  }
}

function secretIn(file: string): Uint8Array {
  const secret = Buffer.from(readFileSync(file, "utf8").trim(), "base64url");
  if (secret.length !== 32)
    throw new Error(
      `${file}：不是紀錄的金鑰，請由備份放回原檔。  ${file}: this is no key of a record; put the file back from where it is kept.`,
    );
  return secret;
}
