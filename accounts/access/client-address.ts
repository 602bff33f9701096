import { isIP } from "node:net";

/** Whom a limit by address means: an IPv4 address, or the /64 that a household or office is given in IPv6. */
export function addressBlock(address: string): string {
  const bare = (address.split("%", 1)[0] ?? "").replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, "");
  if (isIP(bare) !== 6) return bare;
  const [head = "", tail = ""] = bare.toLowerCase().split("::");
  const front = head === "" ? [] : head.split(":");
  const back = tail === "" ? [] : tail.split(":");
  const gap = bare.includes("::")
    ? Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => "0")
    : [];
  const groups = [...front, ...gap, ...back].slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ""));
  return `${groups.join(":")}::/64`;
}
