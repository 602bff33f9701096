import { BlockList, isIP } from "node:net";

/** Decides whether an address is a proxy that may tell the visitor's. */
export type TrustedProxies = (address: string) => boolean;

/**
 * Reads `TRUSTED_PROXIES`: addresses and CIDR ranges, IPv4 and IPv6.
 *
 * @throws RangeError naming the first entry that is neither
 */
export function readTrustedProxies(ranges: readonly string[]): TrustedProxies {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = "", bits, ...rest] = range.trim().split("/");
    const family = isIP(address);
    const width = family === 4 ? 32 : 128;
    const prefix = bits === undefined ? width : /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN;
    if (family === 0 || rest.length > 0 || !(prefix >= 0 && prefix <= width)) {
      throw new RangeError(`TRUSTED_PROXIES: ${range} is neither an address nor a CIDR range`);
    }
    list.addSubnet(address, prefix, family === 4 ? "ipv4" : "ipv6");
  }
  return (address) => {
    const family = isIP(address);
    return family !== 0 && list.check(address, family === 4 ? "ipv4" : "ipv6");
  };
}

/**
 * The visitor's address: the one that connected, or, where that is a trusted proxy, the right-most in X-Forwarded-For
 * that is not. Anything further left may have been made up by the visitor and is not looked at.
 *
 * @param connected the address at the other end of the connection
 * @param forwardedFor the header as received, several joined by commas
 */
export function clientAddress(
  connected: string,
  forwardedFor: string | null,
  trusts: TrustedProxies,
): string {
  let address = plainAddress(connected) ?? connected;
  const hops = (forwardedFor ?? "").split(",").reverse();
  for (const hop of hops) {
    const next = plainAddress(hop.trim());
    if (!trusts(address) || next === null) return address;
    address = next;
  }
  return address;
}

/** Whom a limit by address means: an IPv4 address, or the /64 that a household or office is given in IPv6. */
export function addressBlock(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = "", tail = ""] = address.toLowerCase().split("::");
  const front = head === "" ? [] : head.split(":");
  const back = tail === "" ? [] : tail.split(":");
  const gap = address.includes("::")
    ? Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => "0")
    : [];
  const groups = [...front, ...gap, ...back].slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ""));
  return `${groups.join(":")}::/64`;
}

/** Strips what servers and proxies add: a port, brackets, a zone, the IPv6 form of an IPv4 address. */
function plainAddress(text: string): string | null {
  const bare =
    /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(text)?.[1] ?? text;
  const [beforeZone = ""] = bare.split("%", 1);
  const unzoned = beforeZone.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, "");
  return isIP(unzoned) === 0 ? null : unzoned;
}
