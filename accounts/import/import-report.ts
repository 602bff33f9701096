import { defineText } from "../../language/text";

/** What became of one line of an imported file. */
export type ImportOutcome = "added" | "changed" | "unchanged" | "refused";

export interface ImportLine {
  line: number;
  outcome: ImportOutcome;
  /** Whom or what the line is about, as an operator finds it again: never a national ID. */
  about: string;
  /** The fields that changed. */
  fields?: string[];
  /** Why the line was refused, and what to do, in both languages. */
  problem?: { column: string; zh: string; en: string };
}

export interface ImportCounts {
  added: number;
  changed: number;
  unchanged: number;
  refused: number;
}

/** How an import tells how it goes. Both are called in the order of the file. */
export interface ImportListener {
  onLine?: (line: ImportLine) => void;
  /** After every batch, with the lines done and all there are. */
  onProgress?: (done: number, total: number) => void;
}

/** Who imports, for the audit trail and the record of changes. */
export interface Importer {
  actorKind: string;
  actorId: string | null;
}

/** Counts lines as they are reported. */
export function countingReport(listener: ImportListener): {
  counts: ImportCounts;
  report: (line: ImportLine) => void;
} {
  const counts: ImportCounts = { added: 0, changed: 0, unchanged: 0, refused: 0 };
  return {
    counts,
    report(line) {
      counts[line.outcome] += 1;
      listener.onLine?.(line);
    },
  };
}

/** The counts as one sentence. */
export const importCountsWords = defineText({
  zh: {
    summary: ({ added, changed, unchanged, refused }: ImportCounts) =>
      `新增 ${added} 筆、變更 ${changed} 筆、未變更 ${unchanged} 筆、拒絕 ${refused} 筆。`,
  },
  en: {
    summary: ({ added, changed, unchanged, refused }: ImportCounts) =>
      `${added} added, ${changed} changed, ${unchanged} left alone, ${refused} refused.`,
  },
});
