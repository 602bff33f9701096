const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?(\.\d+)?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * A moment in ISO 8601, to the day, minute or second; without an offset it is UTC, as certificates tell time.
 *
 * @returns epoch milliseconds, or `null` for anything else, a day that does not exist included
 */
export function momentOf(text: string): number | null {
  const [, date = "", minutes = "00:00", seconds = ":00", fraction = "", offset = "Z"] =
    iso.exec(text.trim()) ?? [];
  const day = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(day) || new Date(day).toISOString().slice(0, 10) !== date) return null;
  const zone = offset.toUpperCase().replace(/^(.\d{2})(\d{2})$/, "$1:$2");
  const at = Date.parse(`${date}T${minutes}${seconds}${fraction.slice(0, 4)}${zone}`);
  return Number.isNaN(at) ? null : at;
}
