import type { Connection } from "../../database";
import { auditBatches, hashOf, sealedNumber, type RawAuditRow } from "../audit-rows";
import type { AuditFinding, Span } from "./findings";
import type { Head } from "../head";
import type { RecordKeys } from "../keys";

/** Rows that stand where they were put one after the other: their places, and by how much their own numbers differ. */
interface Run {
  from: number;
  to: number;
  offset: number;
}

/** A row whose MAC is not of its hash: nobody with the key wrote it so. */
interface Loose {
  place: number;
  kind: "changed" | "rehashed";
}

/** Of each kind that many are told one by one; more say nothing new. */
const told = 1000;

interface Walked {
  rows: number;
  runs: Run[];
  /** Rows with a MAC of their own that say something else than was sealed, by their own number. */
  changed: number[];
  loose: Loose[];
  /** Numbers that no row has because a restored database was joined by a row past both heads. */
  bridged: Span[];
  /** Rows that do not follow the one before them, though both are genuine: of two different pasts. */
  forked: number[];
  /** Whether the row that was sealed as the head is there. */
  hasHead: boolean;
  /** Whether a restore joined the database to a record that stood at the head. */
  joinsHead: boolean;
}

/** What the audit proves of itself, and how many rows it has. Reads a batch at a time and lets others work in between. */
export async function verifyAuditRows(
  connection: Connection,
  keys: RecordKeys,
  head: Head | null | undefined,
  pause: () => Promise<void>,
): Promise<{ rows: number; findings: AuditFinding[]; joinsHead: boolean }> {
  const walked = emptyWalk(head ?? undefined);
  let last: { row: RawAuditRow; own: number } | undefined;
  for await (const rows of auditBatches(connection)) {
    for (const row of rows) last = take(walked, keys, head ?? undefined, row, last);
    await pause();
  }
  const { rows, joinsHead } = walked;
  return { rows, findings: findingsOf(walked, head?.seq ?? 0), joinsHead };
}

const emptyWalk = (head: Head | undefined): Walked => ({
  rows: 0,
  runs: [],
  changed: [],
  loose: [],
  bridged: [],
  forked: [],
  hasHead: (head?.seq ?? 0) === 0,
  joinsHead: false,
});

/** Notes one row. @returns the genuine row that the next one should follow */
function take(
  walked: Walked,
  keys: RecordKeys,
  head: Head | undefined,
  row: RawAuditRow,
  last: { row: RawAuditRow; own: number } | undefined,
): { row: RawAuditRow; own: number } | undefined {
  walked.rows += 1;
  const own = sealedNumber(keys, row);
  if (own === null) {
    if (walked.loose.length < told)
      walked.loose.push({ place: row.seq, kind: hashOf(row) === row.hash ? "rehashed" : "changed" });
    return last;
  }
  if (hashOf(row, own) !== row.hash) walked.changed.push(own);
  else if (last?.own === own - 1 && row.previousHash !== last.row.hash) walked.forked.push(own);
  if (row.mac === head?.mac) walked.hasHead = true;
  if (row.act === "record.joined") {
    const { restored, before } = JSON.parse(row.detail) as JoinedDetail;
    walked.bridged.push([(restored?.seq ?? own - 1) + 1, own - 1]);
    if (before && before.seq === head?.seq && before.hash === head.hash) walked.joinsHead = true;
  }
  const run = walked.runs.at(-1);
  if (run?.to === row.seq - 1 && run.offset === own - row.seq) run.to = row.seq;
  else walked.runs.push({ from: row.seq, to: row.seq, offset: own - row.seq });
  return { row, own };
}

/** What the row says that joins a restored database, as `joinRecord` writes it. */
interface JoinedDetail {
  restored?: { seq: number };
  before?: { seq: number; hash: string } | null;
}

function findingsOf(walked: Walked, headSeq: number): AuditFinding[] {
  const { runs, loose, changed, bridged } = walked;
  if (walked.rows === 0) return headSeq > 0 ? [{ kind: "emptied", rows: [[1, headSeq]] }] : [];
  const owned = runs.map(({ from, to, offset }): Span => [from + offset, to + offset]);
  const top = owned.reduce((most, [, to]) => Math.max(most, to), headSeq);
  let missing = without(without([[1, top]], owned), bridged);

  const found: Record<"changed" | "rehashed" | "added", number[]> = {
    changed: [...changed],
    rehashed: [],
    added: [],
  };
  for (const { place, kind } of loose) {
    const offset = runs.findLast(({ from }) => from <= place)?.offset ?? 0;
    const number = [place, place + offset].find((one) => isWithin(missing, one));
    if (number === undefined) found.added.push(place);
    else {
      found[kind].push(number);
      missing = without(missing, [[number, number]]);
    }
  }

  // Whoever removes or puts in a row may number the later ones anew: they are where they belong for all that.
  const swapped = runs.filter(({ from, offset }) => {
    const before = missing.reduce(
      (sum, [low, high]) => sum + Math.max(0, Math.min(high, from + offset - 1) - low + 1),
      0,
    );
    const between = found.added.filter((place) => place < from).length;
    return offset !== 0 && offset !== before - between;
  });
  const newest = missing.at(-1);
  const isCut = newest?.[1] === top;
  return [
    finding("changed", found.changed.map(alone)),
    finding("missing", isCut ? missing.slice(0, -1) : missing),
    finding(
      "swapped",
      swapped.map(({ from, to, offset }): Span => [from + offset, to + offset]),
    ),
    finding("added", found.added.map(alone)),
    finding("rehashed", found.rehashed.map(alone)),
    finding("cut", isCut && newest ? [newest] : []),
    finding("older", [
      ...walked.forked.map(alone),
      ...(!walked.hasHead && isWithin(owned, headSeq) && !changed.includes(headSeq) ? [alone(headSeq)] : []),
    ]),
  ].flatMap((one) => one ?? []);
}

const alone = (number: number): Span => [number, number];

function finding(kind: AuditFinding["kind"], rows: Span[]): AuditFinding | null {
  return rows.length === 0 ? null : { kind, rows: gathered(rows) };
}

/** The numbers in order, neighbours in one span. */
function gathered(spans: readonly Span[]): Span[] {
  const result: [number, number][] = [];
  for (const [from, to] of [...spans].sort(([one], [other]) => one - other)) {
    const last = result.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}

/** What is left of some numbers without others. */
function without(spans: readonly Span[], taken: readonly Span[]): Span[] {
  let left = [...spans];
  for (const [from, to] of gathered(taken)) {
    left = left.flatMap(([low, high]): Span[] => {
      if (to < low || from > high) return [[low, high]];
      return [[low, from - 1] as const, [to + 1, high] as const].filter(([one, other]) => one <= other);
    });
  }
  return left;
}

const isWithin = (spans: readonly Span[], number: number) =>
  spans.some(([from, to]) => from <= number && number <= to);
