import { isIP } from "node:net";

/**
 * Whom a limit by address means: an IPv4 address, however it is written, or the /64 that a household or office is given in
 * IPv6.
 */
export function addressBlock(address: string): string {
  const bare = (address.split("%", 1)[0] ?? "").replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, "");
  if (isIP(bare) !== 6) return bare;
  const [head = "", tail = ""] = bare.toLowerCase().split("::");
  const front = head === "" ? [] : head.split(":");
  const back = tail === "" ? [] : tail.split(":");
  const gap = bare.includes("::")
    ? Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => "0")
    : [];
  const groups = [...front, ...gap, ...back].map((group) => group.replace(/^0+(?=.)/, ""));
  return mappedIpv4(groups) ?? `${groups.slice(0, 4).join(":")}::/64`;
}

/** The IPv4 address of `::ffff:c000:207` (RFC 4291, 2.5.5.2). */
function mappedIpv4(groups: readonly string[]): string | null {
  const [high, low] = groups.slice(6).map((group) => Number.parseInt(group, 16));
  if (groups.slice(0, 6).join(":") !== "0:0:0:0:0:ffff" || high === undefined || low === undefined)
    return null;
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}
