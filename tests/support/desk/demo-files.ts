import { openDemoFile } from "../../../accounts/demo/files";

/** The real registry of 8,189 agencies. */
export const openRegistry = () => openDemoFile("agencies-20180128.csv");

/** The real office calendar of a year from 2024 to 2027. */
export const openCalendar = (year: number) => openDemoFile(`office-calendar-${year}.csv`);

/** A file with this content, in chunks that break anywhere, even inside a character. */
export async function* fileOf(content: string | Uint8Array, chunk = 7): AsyncGenerator<Uint8Array> {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  for (let place = 0; place < bytes.length; place += chunk) {
    yield bytes.subarray(place, place + chunk);
    await Promise.resolve();
  }
}
