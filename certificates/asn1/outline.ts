import type { BerElement } from "./ber";
import { DerError, readElement, tags } from "./der";
import { dotted, hex, textOf } from "./der-values";
import { oidName } from "./oid-names";

/** One element of a message, for reading: how deep it lies, where (in bytes), and what it is. */
export interface OutlineLine {
  depth: number;
  at: number;
  length: number;
  what: string;
}

const names = new Map<number, string>([
  [tags.boolean, "BOOLEAN"],
  [tags.integer, "INTEGER"],
  [tags.bitString, "BIT STRING"],
  [tags.octetString, "OCTET STRING"],
  [tags.octetString | 0x20, "OCTET STRING in pieces"],
  [tags.nil, "NULL"],
  [tags.objectIdentifier, "OBJECT IDENTIFIER"],
  [tags.enumerated, "ENUMERATED"],
  [tags.utf8String, "UTF8String"],
  [tags.printableString, "PrintableString"],
  [tags.ia5String, "IA5String"],
  [tags.utcTime, "UTCTime"],
  [tags.generalizedTime, "GeneralizedTime"],
  [tags.bmpString, "BMPString"],
  [tags.sequence, "SEQUENCE"],
  [tags.set, "SET"],
]);

/** Of values longer than this only the beginning is shown. Bytes. */
const shown = 32;

/** Every element of a message, from the outermost inwards. */
export function outlineOf(source: Uint8Array, root: BerElement, depth = 0): OutlineLine[] {
  const { at, contentAt, end, children } = root;
  const remarks = [
    ...(root.indefinite ? ["indefinite length"] : []),
    ...(root.longForm ? ["overlong length"] : []),
  ];
  const value = children ? "" : valueOf(source, root);
  const what = [nameOf(root.tag), value, ...remarks.map((remark) => `(${remark})`)].filter(Boolean).join(" ");
  return [
    { depth, at, length: end - contentAt, what },
    ...(children ?? []).flatMap((child) => outlineOf(source, child, depth + 1)),
  ];
}

function nameOf(tag: number): string {
  return names.get(tag) ?? ((tag & 0xc0) === 0x80 ? `[${tag & 0x1f}]` : `tag ${tag.toString(16)}`);
}

function valueOf(source: Uint8Array, { tag, at, contentAt, end }: BerElement): string {
  const bytes = source.subarray(contentAt, end);
  try {
    if (tag === tags.objectIdentifier) return oidName(dotted(bytes));
    if (tag === tags.utcTime || tag === tags.generalizedTime) return Buffer.from(bytes).toString("latin1");
    const text = textOf(readElement(source, at, source.length));
    if (text !== null) return JSON.stringify(text);
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
  }
  return `${hex(bytes.subarray(0, shown))}${bytes.length > shown ? "…" : ""}`;
}
