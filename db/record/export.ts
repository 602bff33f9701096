import { genesis } from "../audit-chain";
import type { Connection } from "../database";
import { auditBatches, hashOf, type RawAuditRow } from "./audit-rows";
import { readWrittenHead, writtenHead, type Head } from "./head";
import type { RecordKeys } from "./keys";

/** Which rows an export shows whole; of all others it carries number and hash alone. */
export interface ExportFilter {
  ticketId?: string;
  personId?: string;
}

/** What an export proves to whoever has the public key, and no secret. */
export interface ExportVerdict {
  /** The head that the chain of the export leads to; `null` where it is not signed by that key. */
  head: Head | null;
  /** Rows shown whole, and rows of which only the hash is there. */
  shown: number;
  hidden: number;
  /** The first row that does not fit; `null` where the chain leads to the head. */
  brokenAt: number | null;
}

/**
 * The audit up to a head as JSON lines: the signed head with the public key, then every row, or its number and hash where the
 * filter leaves it out.
 */
export async function* exportLines(
  connection: Connection,
  keys: RecordKeys,
  head: Head,
  { ticketId, personId }: ExportFilter,
): AsyncGenerator<string> {
  yield JSON.stringify({ head: JSON.parse(writtenHead(keys, head)) as unknown, publicKey: keys.publicPem });
  for await (const rows of auditBatches(connection)) {
    for (const { mac: _, ...row } of rows) {
      if (row.seq > head.seq) return;
      const isShown =
        (ticketId === undefined || row.ticketId === ticketId) &&
        (personId === undefined || row.personId === personId);
      yield JSON.stringify(isShown ? row : { seq: row.seq, hash: row.hash });
    }
  }
}

/**
 * Checks an export: each row shown has the hash it says and follows the one before it, and the last is the one that was signed.
 *
 * @param publicPem the key that is trusted; the one in the export proves nothing by itself
 */
export async function checkExport(lines: AsyncIterable<string>, publicPem?: string): Promise<ExportVerdict> {
  const verdict: ExportVerdict = { head: null, shown: 0, hidden: 0, brokenAt: null };
  let last = { seq: 0, hash: genesis };
  let isFirst = true;
  for await (const line of lines) {
    const read = parsed(line);
    if (isFirst) {
      isFirst = false;
      verdict.head = readWrittenHead(publicPem ?? String(read?.publicKey), JSON.stringify(read?.head));
      continue;
    }
    const row = read as (Partial<RawAuditRow> & { seq: number; hash: string }) | null;
    const isShown = row?.act !== undefined;
    const fits =
      row !== null &&
      row.seq > last.seq &&
      (!isShown ||
        (row.previousHash === last.hash && hashOf({ ...(row as RawAuditRow), mac: null }) === row.hash));
    if (!fits) return { ...verdict, brokenAt: row?.seq ?? last.seq + 1 };
    verdict[isShown ? "shown" : "hidden"] += 1;
    last = { seq: row.seq, hash: row.hash };
  }
  const { head } = verdict;
  const isEnd = head !== null && last.seq === head.seq && (head.seq === 0 || last.hash === head.hash);
  return { ...verdict, brokenAt: isEnd ? null : last.seq + 1 };
}

function parsed(line: string): Record<string, unknown> | null {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return null;
  }
}
