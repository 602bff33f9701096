import type { Finding, Span } from "../../db/record/verify/findings";
import type { Locale } from "../../language/locale";
import { formatDateTime } from "../../language/minguo";
import type { TicketFinding } from "./verify-record";

interface InBoth {
  zh: string;
  en: string;
}

const say = (zh: string, en: string): InBoth => ({ zh, en });

/** What a verification found, in a sentence for people. */
export function findingWords(finding: Finding | TicketFinding): InBoth {
  switch (finding.kind) {
    case "changed":
      return say(`稽核第 ${zh(finding.rows)} 列遭變更。`, `Audit ${en(finding.rows)} changed.`);
    case "missing":
      return say(`稽核第 ${zh(finding.rows)} 列遭刪除。`, `Audit ${en(finding.rows)} removed.`);
    case "swapped":
      return say(
        `稽核第 ${zh(finding.rows)} 列遭對調。`,
        `Audit ${en(finding.rows)} put in another's place.`,
      );
    case "added":
      return say(
        `稽核第 ${zh(finding.rows)} 列為外加，非本系統所寫。`,
        `Audit ${en(finding.rows)} put in; the desk never wrote it.`,
      );
    case "rehashed":
      return say(
        `稽核第 ${zh(finding.rows)} 列遭變更並重算雜湊。`,
        `Audit ${en(finding.rows)} changed, and the chain hashed anew.`,
      );
    case "cut":
      return say(
        `稽核末尾第 ${zh(finding.rows)} 列遭截去。`,
        `The end of the audit is cut off: ${en(finding.rows)}.`,
      );
    case "emptied":
      return say(
        `稽核遭清空；已封存者為第 ${zh(finding.rows)} 列。`,
        `The audit was emptied; what was sealed is ${en(finding.rows)}.`,
      );
    case "older":
      return say(
        `資料庫為較舊的版本，非由 desk restore 還原${finding.rows.length > 0 ? `；封存後的第 ${zh(finding.rows)} 列不在或不同` : ""}。`,
        `An older database was put back, not by desk restore${finding.rows.length > 0 ? `; of what was sealed since, ${en(finding.rows)} missing or another` : ""}.`,
      );
    case "row-changed":
      return say(
        `資料表 ${finding.table} 的 ${finding.key} 遭變更。`,
        `In table ${finding.table}, row ${finding.key} was changed.`,
      );
    case "row-added":
      return say(
        `資料表 ${finding.table} 的 ${finding.key} 為外加，非本系統所寫。`,
        `In table ${finding.table}, row ${finding.key} was put in; the desk never wrote it.`,
      );
    case "row-missing":
      return say(
        `資料表 ${finding.table} 的 ${finding.key} 遭刪除。`,
        `In table ${finding.table}, row ${finding.key} was removed.`,
      );
    case "rows-older":
      return say(
        "部分資料列連同其封存碼遭換回較舊的內容，或一併刪除。",
        "Rows were put back to what they were earlier, or removed, together with their seals.",
      );
    case "state-forged":
      return say(
        "封存總和不在或遭偽造；資料庫可能遭替換或清空。",
        "What the seals come to is missing or forged; the database may have been exchanged or emptied.",
      );
    case "head-forged":
      return say(
        "紀錄資料夾中的封存首（heads.jsonl）非本系統的金鑰所簽。",
        "The sealed head (heads.jsonl) in the record's folder is not signed by the record's key.",
      );
    case "head-older":
      return say(
        `封存首遭換回較舊的；${when(finding.at, "zh-Hant-TW")} 的副本較新。`,
        `The sealed head was put back; the copy of ${when(finding.at, "en")} lies further on.`,
      );
    case "broken-since":
      return say(
        `自 ${when(finding.at, "zh-Hant-TW")} 起，資料庫已不接續先前封存的紀錄；請以 desk restore 還原可信的備份。`,
        `Since ${when(finding.at, "en")} the database does not go on from what was sealed; restore a backup that you trust with desk restore.`,
      );
    case "journal-broken":
      return say(
        `撤銷日誌自第 ${finding.line ?? 0} 行起不符。`,
        `The journal of revocations does not stand from line ${finding.line ?? 0} on.`,
      );
    case "ticket-differs":
      return say(
        `案件 ${finding.number} 與其歷程不符，資料遭變動。`,
        `Ticket ${finding.number} differs from its own history, so something was changed.`,
      );
    case "history-unrecorded":
      return say(
        `案件 ${finding.number} 歷程第 ${finding.step} 步在稽核中查無相符紀錄。`,
        `Step ${finding.step} in the history of ticket ${finding.number} is not in the audit, or otherwise.`,
      );
    case "act-without-history":
      return say(
        `稽核第 ${finding.row} 列的行為，${finding.number === null ? "其案件已不存在" : `在案件 ${finding.number} 的歷程中查無`}。`,
        `The act of audit row ${finding.row} is ${finding.number === null ? "on a ticket that is not there" : `not in the history of ticket ${finding.number}`}.`,
      );
  }
}

const spanText = ([from, to]: Span, dash: string) => (from === to ? String(from) : `${from}${dash}${to}`);
const zh = (rows: readonly Span[]) => rows.map((span) => spanText(span, "–")).join("、");
const en = (rows: readonly Span[]) =>
  `${rows.length === 1 && rows[0]?.[0] === rows[0]?.[1] ? "row" : "rows"} ${rows.map((span) => spanText(span, "–")).join(", ")}`;

/** An instant that is not known is that of the beginning. */
const when = (at: number | undefined, locale: Locale) =>
  formatDateTime(at ?? 0, locale === "en" ? "gregorian" : "minguo", locale);
