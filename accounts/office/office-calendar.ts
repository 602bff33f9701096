import { csvRecords } from "../files/csv";
import { fileError } from "../files/file-refused";

/** One day of the 政府行政機關辦公日曆表. */
export interface CalendarDay {
  /** `YYYYMMDD`, as in the file. */
  date: string;
  off: boolean;
  /** What the day is: 春節, 補行上班. */
  note: string;
}

const columns = ["西元日期", "星期", "是否放假", "備註"] as const;

/**
 * Reads the DGPA's office calendar in its official CSV form: UTF-8 with BOM, 是否放假 `0` work or `2` off, one row a day.
 *
 * @throws FileRefused naming the line, when it is not such a file or a day is missing or twice
 */
export async function readOfficeCalendar(source: AsyncIterable<Uint8Array>): Promise<CalendarDay[]> {
  const days: CalendarDay[] = [];
  for await (const { line, values } of csvRecords(source, (header) =>
    columns.every((name, place) => header[place] === name),
  )) {
    const [date = "", , off = "", note = ""] = values;
    const previous = days.at(-1);
    if (!isDate(date)) throw fileError("calendar-date", line, date);
    if (off !== "0" && off !== "2") throw fileError("calendar-off", line, off);
    if (previous && instantOf(date) - instantOf(previous.date) !== 24 * 60 * 60 * 1000) {
      throw fileError("calendar-order", line, date);
    }
    days.push({ date, off: off === "2", note: note.trim() });
  }
  if (days.length === 0) throw fileError("no-rows", 1);
  return days;
}

function instantOf(date: string): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6, 8)));
}

function isDate(text: string): boolean {
  if (!/^\d{8}$/.test(text)) return false;
  return new Date(instantOf(text)).toISOString().slice(0, 10).replaceAll("-", "") === text;
}
