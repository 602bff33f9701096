/** Control characters but tab and line ends, and the marks by which text turns its direction round (Unicode UAX #9). */
const unseen = /[^\P{Cc}\t\n\r]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * What somebody typed, without what nobody can see: a name that shows another one beside it, a byte that a database refuses
 * (NUL), half a surrogate pair.
 */
export function withoutUnseen(text: string): string {
  return text.toWellFormed().replaceAll(unseen, "");
}

/** The beginning of a text, at most so many UTF-16 units long and without half a surrogate pair at its end. */
export function beginningOf(text: string, most: number): string {
  const end = /[\ud800-\udbff]/.test(text.charAt(most - 1)) ? most - 1 : most;
  return text.length <= most ? text : text.slice(0, end);
}

/** A name, an address or a number: on one line, its blanks single. */
export function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

/** The same of a value as JSON has it: of every text in it, names of fields excepted. */
export function withoutUnseenIn(value: unknown): unknown {
  if (typeof value === "string") return withoutUnseen(value);
  if (Array.isArray(value)) return value.map(withoutUnseenIn);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withoutUnseenIn(each)]));
}
