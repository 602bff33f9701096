import { pipeline } from "node:stream";
import { parse, type CsvError, type Info } from "csv-parse";
import { withoutUnseen } from "../../language/typed-text";
import { fileError } from "./file-refused";

/** No file that is read here has as many; the parser counts the letters of a record and not its fields. */
const mostColumns = 200;

/** One record of a CSV file. */
export interface CsvRecord {
  /** The line it begins on, counted from 1. */
  line: number;
  /** As in the file, not trimmed, but for what nobody can see. */
  values: string[];
}

/** No honest row is longer; a file without line ends would otherwise be read into memory whole. */
const longestRecord = 64 * 1024;

/**
 * Streams the records of a CSV file (RFC 4180, UTF-8 with or without BOM) after its header.
 *
 * @param accepts judges the header, trimmed
 * @throws FileRefused naming the line: not UTF-8, another header, a quotation mark left open, a line cut off or endless
 */
export async function* csvRecords(
  source: AsyncIterable<Uint8Array>,
  accepts: (header: string[]) => boolean,
): AsyncGenerator<CsvRecord> {
  // Counted as the parser goes: when it breaks, records that were not read out yet are lost.
  let parsedLines = 0;
  const parser = parse({
    bom: true,
    info: true,
    skip_empty_lines: true,
    max_record_size: longestRecord,
    on_record: (record: string[], { lines }: Info) => {
      parsedLines = lines;
      return record;
    },
  });
  // What goes wrong before the parser destroys it with that error, so it is heard below.
  pipeline(soundText(source), parser, () => undefined);
  let header: string[] | null = null;
  let next = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
      const line = next;
      next = info.lines + 1;
      if (header === null) {
        header = record.map((name) => name.trim());
        if (!accepts(header)) throw fileError("header", line, header.join(",").slice(0, 80));
        continue;
      }
      yield { line, values: record.map(withoutUnseen) };
    }
  } catch (error) {
    throw asRefusal(error, parsedLines + 1);
  }
  if (header === null) throw fileError("empty", 1);
}

/**
 * Checks on the way in what the parser would not: the encoding, for which it would put a replacement character and say
 * nothing, and how many fields a record has, which it would all keep.
 */
async function* soundText(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const firstTooMany = countColumns();
  let line = 1;
  for await (const chunk of source) {
    const text = decode(decoder, chunk, line);
    const tooMany = firstTooMany(text);
    line += lineEndsIn(tooMany < 0 ? text : text.slice(0, tooMany));
    if (tooMany >= 0) throw fileError(line === 1 ? "header" : "columns", line, `> ${mostColumns}`);
    yield text;
  }
  decode(decoder, undefined, line);
}

const characters = { quote: 0x22, comma: 0x2c, lineFeed: 0x0a, carriageReturn: 0x0d };

/** Counts the fields of each record over the pieces of a file; says where in a piece one begins that is too many, or -1. */
function countColumns(): (text: string) => number {
  let isQuoted = false;
  let columns = 1;
  return (text) => {
    for (let at = 0; at < text.length; at += 1) {
      const character = text.charCodeAt(at);
      if (character === characters.quote) isQuoted = !isQuoted;
      else if (isQuoted) continue;
      else if (character === characters.comma) columns += 1;
      else if (character === characters.lineFeed || character === characters.carriageReturn) columns = 1;
      if (columns > mostColumns) return at;
    }
    return -1;
  };
}

function decode(decoder: TextDecoder, chunk: Uint8Array | undefined, line: number): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined });
  } catch {
    throw fileError("encoding", line + linesBeforeBreak(chunk));
  }
}

/** How many lines of a chunk are sound before its first broken byte. */
function linesBeforeBreak(chunk: Uint8Array | undefined): number {
  return lineEndsIn(new TextDecoder("utf-8").decode(chunk).split("\uFFFD")[0] ?? "");
}

function lineEndsIn(text: string): number {
  let count = 0;
  for (let place = text.indexOf("\n"); place >= 0; place = text.indexOf("\n", place + 1)) count += 1;
  return count;
}

function asRefusal(error: unknown, line: number): unknown {
  const code = error instanceof Error && "code" in error ? (error as CsvError).code : undefined;
  switch (code) {
    case "CSV_MAX_RECORD_SIZE":
      return fileError("line-too-long", line);
    case "CSV_QUOTE_NOT_CLOSED":
    case "CSV_INVALID_CLOSING_QUOTE":
    case "INVALID_OPENING_QUOTE":
      return fileError("quote", line);
    case "CSV_RECORD_INCONSISTENT_FIELDS_LENGTH":
    case "CSV_RECORD_INCONSISTENT_COLUMNS":
      return fileError("columns", line);
    default:
      return error;
  }
}
