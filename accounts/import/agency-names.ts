/** One relative distinguished name of a registry's DN: `ou=人事處`. */
export interface NamePart {
  type: "ou" | "o" | "l" | "c";
  value: string;
}

/**
 * Reads a DN as the registry writes it (RFC 4514 order: the innermost first): `ou=人事處,ou=法務部,o=行政院,c=TW`.
 *
 * @returns its parts, or `null` when it is not one of a Taiwanese agency
 */
export function parseAgencyDn(dn: string): NamePart[] | null {
  const parts: NamePart[] = [];
  for (const piece of dn.split(/(?<!\\),/)) {
    const match = /^(ou|o|l|c)\s*=(.+)$/i.exec(piece.trim());
    if (!match?.[1] || !match[2]) return null;
    parts.push({
      type: match[1].toLowerCase() as NamePart["type"],
      value: match[2].trim().replaceAll(/\\(.)/g, "$1"),
    });
  }
  const country = parts.at(-1);
  return parts.length >= 2 && country?.type === "c" && country.value.toUpperCase() === "TW" ? parts : null;
}

/** Compares DNs whatever their spaces and the case of their types. */
export function dnKey(parts: readonly NamePart[]): string {
  return parts.map(({ type, value }) => `${type}=${value}`).join(",");
}

/** What agencies are called in the registry, and which have others below them. */
export interface KnownNames {
  /** The registry's name of the agency with this DN (`dnKey`). */
  nameOf(dn: string): string | undefined;
  hasSubordinates(dn: string): boolean;
}

/** Directly below a 院 these are known by their own names, with nothing before them: 內政部, 最高法院, 中央銀行. */
const standsAlone = /(部|院|館|銀行|政府|諮議會|法庭)$/;
/** These only where they are agencies with others below them; 監察院 and 考試院 have inner committees of such names. */
const mayStandAlone = /(委員會|局|署)$/;

/**
 * The name people recognise: 法務部人事處, where the registry says 人事處. The registry's own name is kept where somebody has
 * qualified it already (內政部警政署); otherwise the recognised name of the agency above goes before it, unless the name
 * already begins with it. Companies and whatever names its county stand by themselves.
 */
export function recognisedName(name: string, dn: readonly NamePart[], known: KnownNames): string {
  const [leaf, ...above] = dn;
  if (!leaf || leaf.type !== "ou") return leaf?.type === "o" && name === leaf.value ? nameByDn(dn) : name;
  const isQualified = name !== leaf.value || name.startsWith(placeOf(dn) || " ");
  if (/(?<!分)公司$/.test(name) || (!isQualified && isBelowYuan(above) && isKnownAlone(name, dn, known)))
    return name;
  const parent = nameOfAbove(above, known);
  const shared = sharedLength(parent, above[0]?.value ?? "", name);
  if (shared > 0) return parent + name.slice(shared);
  return isQualified || name.startsWith(parent) ? name : parent + name;
}

function nameOfAbove(dn: readonly NamePart[], known: KnownNames): string {
  const registered = known.nameOf(dnKey(dn));
  if (registered !== undefined) return recognisedName(registered, dn, known);
  const leaf = dn[0];
  return leaf?.type === "ou" ? recognisedName(leaf.value, dn, known) : nameByDn(dn);
}

/** `o=縣政府,l=彰化縣` is 彰化縣政府: the place's last character is the office's first. */
function nameByDn(dn: readonly NamePart[]): string {
  const place = placeOf(dn);
  const office = dn.find(({ type }) => type === "o")?.value ?? "";
  return place !== "" && office.startsWith(place.slice(-1)) ? place + office.slice(1) : place + office;
}

/** 苗栗縣三義鄉; empty for what is national. */
function placeOf(dn: readonly NamePart[]): string {
  const places = dn.filter(({ type }) => type === "l").map(({ value }) => value);
  return places.reverse().join("");
}

function isBelowYuan(above: readonly NamePart[]): boolean {
  return above[0]?.type === "o" && placeOf(above) === "";
}

function isKnownAlone(name: string, dn: readonly NamePart[], known: KnownNames): boolean {
  return standsAlone.test(name) || (mayStandAlone.test(name) && known.hasSubordinates(dnKey(dn)));
}

/** How much of a name's beginning is the end of its parent's: 國營事業委員會人力發展訓練班 below 經濟部國營事業委員會. */
function sharedLength(parent: string, parentLeaf: string, name: string): number {
  return parentLeaf.length >= 2 &&
    parent.endsWith(parentLeaf) &&
    name.startsWith(parentLeaf) &&
    name !== parentLeaf
    ? parentLeaf.length
    : 0;
}
