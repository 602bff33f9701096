import { replace } from "../../db/change";
import type { Store } from "../../db/store";
import type { Clock } from "../../db/types";
import type { Importer } from "./import-report";
import { readOfficeCalendar } from "../office/office-calendar";

/**
 * Imports one file of the DGPA's office calendar. Days that were there before are replaced: the DGPA does correct them.
 *
 * @returns the first and last day, `YYYYMMDD`, and how many there are
 * @throws FileRefused when the file is broken; nothing has been changed
 */
export async function importCalendar(
  { store, clock, by }: { store: Store; clock: Clock; by: Importer },
  source: AsyncIterable<Uint8Array>,
): Promise<{ from: string; to: string; days: number }> {
  const days = await readOfficeCalendar(source);
  const range = { from: days[0]?.date ?? "", to: days.at(-1)?.date ?? "", days: days.length };
  await store.commit({
    at: clock(),
    writes: days.map((day) => replace("calendarDays", day)),
    audit: [{ ...by, act: "calendar.imported", detail: range }],
  });
  return range;
}
