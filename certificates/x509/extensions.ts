import { type Der, DerError, readDer, tags } from "../asn1/der";
import { booleanOf, Fields, octetsOf, oidOf, only } from "../asn1/der-values";
import { readOrRefuse, refuse } from "../errors/refusal";

/** An extension by its identifier: its criticality and the DER inside its OCTET STRING. */
export interface Extension {
  oid: string;
  critical: boolean;
  value: Der;
}

export type Extensions = ReadonlyMap<string, Extension>;

/** Reads the EXPLICITly tagged `Extensions` of a certificate or CRL (RFC 5280 section 4.1.2.9), each at most once. */
export function readExtensions(wrapper: Der | undefined): Extensions {
  return wrapper ? readExtensionList(only(wrapper)) : new Map();
}

/** Reads `Extensions` (RFC 5280 section 4.2: a certificate must not include more than one of a kind). */
export function readExtensionList(list: Der): Extensions {
  const elements = list.expect(tags.sequence).children;
  if (elements.length === 0) throw new DerError("an empty list of extensions");
  const extensions = new Map<string, Extension>();
  for (const element of elements) {
    const fields = new Fields(element.expect(tags.sequence));
    const oid = oidOf(fields.next());
    const criticality = fields.optional(tags.boolean);
    const value = readDer(octetsOf(fields.next()));
    fields.done();
    if (extensions.has(oid)) refuse("extension-repeated", oid);
    extensions.set(oid, { oid, critical: criticality ? booleanOf(criticality) : false, value });
  }
  return extensions;
}

/** The value of one extension, read by `read`, or `null` where the extension is absent. */
export function extensionValue<T>(extensions: Extensions, oid: string, read: (value: Der) => T): T | null {
  const extension = extensions.get(oid);
  return extension ? readOrRefuse("certificate-unreadable", () => read(extension.value)) : null;
}
