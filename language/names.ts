/** A person's name as names are compared: compatible forms folded, without spaces and without case. */
export function foldName(name: string): string {
  return name.normalize("NFKC").replaceAll(/\s/g, "").toLowerCase();
}

/** Whether two texts give the same name of a person. */
export function sameName(one: string, other: string): boolean {
  return foldName(one) === foldName(other);
}
