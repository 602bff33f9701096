import { context, contextConstructed, type Der } from "../asn1/der";
import { only } from "../asn1/der-values";
import { type DistinguishedName, readName } from "./distinguished-name";

/** A `GeneralName` (RFC 5280 section 4.2.1.6), told apart by the kinds that name constraints distinguish. */
export type GeneralName =
  | { kind: "email" | "dns" | "uri"; text: string }
  | { kind: "directory"; name: DistinguishedName }
  | { kind: "ip"; octets: Uint8Array }
  | { kind: "other"; tag: number };

export function readGeneralName(element: Der): GeneralName {
  const text = () => Buffer.from(element.value).toString("latin1");
  switch (element.tag) {
    case context(1):
      return { kind: "email", text: text() };
    case context(2):
      return { kind: "dns", text: text() };
    case contextConstructed(4):
      return { kind: "directory", name: readName(only(element)) };
    case context(6):
      return { kind: "uri", text: text() };
    case context(7):
      return { kind: "ip", octets: element.value };
    default:
      return { kind: "other", tag: element.tag };
  }
}

/** Reads `GeneralNames`, whatever tag stands in for its SEQUENCE. */
export function readGeneralNames(list: Der): GeneralName[] {
  return list.children.map(readGeneralName);
}
