import { type Der, tags } from "../asn1/der";
import { Fields, hex, oidOf, textOf } from "../asn1/der-values";
import { oids } from "../asn1/oids";

/** One attribute of a name: its type, its text where it is a text, and the form in which it is compared. */
export interface NameAttribute {
  type: string;
  text: string | null;
  key: string;
}

/** A distinguished name: relative distinguished names from the country downwards, each a set of attributes. */
export interface DistinguishedName {
  rdns: NameAttribute[][];
  /** Each relative name in its compared form, sorted within; equal keys are equal names (RFC 5280 section 7.1). */
  keys: string[];
}

/** Reads a `Name` (RFC 5280 section 4.1.2.4). */
export function readName(name: Der): DistinguishedName {
  return nameOf(name.expect(tags.sequence).children.map((rdn) => readRelativeName(rdn.expect(tags.set))));
}

/** Reads one `RelativeDistinguishedName`, whatever tag stands in for its SET. */
export function readRelativeName(rdn: Der): NameAttribute[] {
  return rdn.children.map((attribute) => {
    const fields = new Fields(attribute.expect(tags.sequence));
    const type = oidOf(fields.next());
    const value = fields.next();
    fields.done();
    const text = textOf(value);
    return { type, text, key: `${type}=${text === null ? `#${hex(value.raw)}` : comparable(text)}` };
  });
}

export function nameOf(rdns: NameAttribute[][]): DistinguishedName {
  return {
    rdns,
    keys: rdns.map((rdn) =>
      rdn
        .map(({ key }) => key)
        .sort()
        .join("+"),
    ),
  };
}

/** RFC 5280 section 7.1 with RFC 4518: compatibility-normalised, case folded, inner spaces one, outer spaces none. */
function comparable(text: string): string {
  return text.normalize("NFKC").toLowerCase().trim().replace(/\s+/gu, " ");
}

export function sameName(one: DistinguishedName, other: DistinguishedName): boolean {
  return one.keys.length === other.keys.length && isWithin(one, other);
}

/** Is `name` the same as `base` or below it? An empty base holds every name. */
export function isWithin(name: DistinguishedName, base: DistinguishedName): boolean {
  return base.keys.length <= name.keys.length && base.keys.every((key, index) => key === name.keys[index]);
}

/** The texts of all attributes of one type, from the country downwards. */
export function attributesOf(name: DistinguishedName, type: string): string[] {
  return name.rdns
    .flat()
    .flatMap((attribute) => (attribute.type === type && attribute.text !== null ? [attribute.text] : []));
}

const shortNames = new Map<string, string>([
  [oids.commonName, "cn"],
  [oids.serialNumberAttribute, "serialNumber"],
  [oids.countryName, "c"],
  [oids.localityName, "l"],
  [oids.stateOrProvinceName, "st"],
  [oids.organizationName, "o"],
  [oids.organizationalUnitName, "ou"],
  [oids.domainComponent, "dc"],
  [oids.emailAddress, "emailAddress"],
]);

/** RFC 4514, most specific first and with the agency registry's small letters: `ou=人事行政總處,o=行政院,c=TW`. */
export function formatName(name: DistinguishedName): string {
  return [...name.rdns]
    .reverse()
    .map((rdn) => rdn.map(formatAttribute).join("+"))
    .join(",");
}

/** The part of a name that places an agency: country, locality, organisation and units, nothing personal. */
export function agencyPart(name: DistinguishedName): DistinguishedName {
  const placing: string[] = [
    oids.countryName,
    oids.stateOrProvinceName,
    oids.localityName,
    oids.organizationName,
    oids.organizationalUnitName,
  ];
  return nameOf(name.rdns.filter((rdn) => rdn.every(({ type }) => placing.includes(type))));
}

function formatAttribute({ type, text, key }: NameAttribute): string {
  const label = shortNames.get(type) ?? type;
  if (text === null) return `${label}=${key.slice(key.indexOf("=") + 1)}`;
  const escaped = text
    .replace(/[,+"\\<>;]/g, "\\$&")
    .replace(/^[ #]/, "\\$&")
    .replace(/ $/, "\\ ")
    .replace(/\p{Cc}/gu, (control) => `\\${control.charCodeAt(0).toString(16).padStart(2, "0")}`);
  return `${label}=${escaped}`;
}
