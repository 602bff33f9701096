import { createHmac, timingSafeEqual } from "node:crypto";

/** What a signed address stands for: the mail that may come back, or the ticket that may be answered. */
export interface ReturnAddress {
  kind: "bounce" | "reply";
  /** Of the outbox row, or of the ticket. */
  id: string;
}

/** The addresses under which mail comes back, each good for one mail or ticket and for a time. */
export interface ReturnAddresses {
  domain: string;
  /**
   * @param id 128 bits in hexadecimal
   * @param writtenAt when the mail was ordered, so that a mail sent again carries the same address
   */
  sign(address: ReturnAddress, writtenAt: number): string;
  /** What the address stands for at that instant; `null` where it is not ours, was changed, or has run out. */
  read(address: string, at: number): ReturnAddress | null;
}

/** The keys that addresses are signed with: the first signs, all of them verify. */
export interface ReturnAddressKeys {
  readonly keyId: string;
  readonly keyIds: readonly string[];
  derivationKey(purpose: "return-address", keyId: string): Uint8Array;
}

const hourMs = 3_600_000;
/** Servers try for five days at most; a person may answer as long as a ticket may lie. */
const lifeHours = { bounce: 14 * 24, reply: 60 * 24 };
const bytesOf = { id: 16, expiry: 3, mac: 13 };
const alphabet = "abcdefghijklmnopqrstuvwxyz234567";

/**
 * Signs return addresses with a key of their own (HMAC-SHA-256, cut to 104 bits). The token is base32 in lower case and
 * read in any case, for some servers change it; with its word it takes 59 of the 64 octets of a local part (RFC 5321
 * §4.5.3.1.1).
 */
export function returnAddresses(secrets: ReturnAddressKeys, domain: string): ReturnAddresses {
  const seal = (kind: string, content: Buffer, keyId: string) =>
    createHmac("sha256", secrets.derivationKey("return-address", keyId))
      .update(`${kind}\n${domain.toLowerCase()}\n`)
      .update(content)
      .digest()
      .subarray(0, bytesOf.mac);
  return {
    domain,
    sign({ kind, id }, writtenAt) {
      const content = Buffer.alloc(bytesOf.id + bytesOf.expiry);
      content.write(id, "hex");
      content.writeUIntBE(Math.ceil(writtenAt / hourMs) + lifeHours[kind], bytesOf.id, bytesOf.expiry);
      const token = Buffer.concat([content, seal(kind, content, secrets.keyId)]);
      return `${kind}+${toBase32(token)}@${domain}`;
    },
    read(address, at) {
      const [, kind, token = "", host] = /^(bounce|reply)\+([a-z2-7]{52})@(.+)$/i.exec(address) ?? [];
      if (kind === undefined || host?.toLowerCase() !== domain.toLowerCase()) return null;
      const bytes = fromBase32(token.toLowerCase());
      const content = bytes.subarray(0, bytesOf.id + bytesOf.expiry);
      const mac = bytes.subarray(content.length);
      const named = kind.toLowerCase() === "bounce" ? "bounce" : "reply";
      const ours = secrets.keyIds.some((keyId) => timingSafeEqual(mac, seal(named, content, keyId)));
      if (!ours || content.readUIntBE(bytesOf.id, bytesOf.expiry) * hourMs < at) return null;
      return { kind: named, id: content.toString("hex", 0, bytesOf.id) };
    },
  };
}

/** RFC 4648 §6 without padding, in lower case. */
function toBase32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => alphabet[Number.parseInt(five.padEnd(5, "0"), 2)])
    .join("");
}

function fromBase32(text: string): Buffer {
  const bits = Array.from(text, (character) => alphabet.indexOf(character).toString(2).padStart(5, "0")).join(
    "",
  );
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
}
