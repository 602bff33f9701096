import { oids } from "./oids";

const known = new Map<string, string>(Object.entries(oids).map(([name, oid]) => [oid, name]));

/** Identifiers that signed messages carry and no verdict asks about. */
const others = new Map([
  ["1.2.840.113549.1.9.5", "signingTime"],
  ["1.2.840.113549.1.9.15", "smimeCapabilities"],
  ["1.2.840.113549.1.9.52", "cmsAlgorithmProtection"],
  ["1.2.840.113549.1.9.16.2.14", "timeStampToken"],
  ["1.2.840.113549.1.9.25.3", "randomNonce"],
  ["1.2.840.113549.1.1.5", "sha1WithRsa"],
  ["1.2.840.113549.1.1.10", "rsassaPss"],
  ["1.2.840.113549.2.5", "md5"],
]);

/** The name of an object identifier where one is known, else its dotted form. */
export function oidName(oid: string): string {
  const name = known.get(oid) ?? others.get(oid);
  return name ? `${oid} ${name}` : oid;
}
