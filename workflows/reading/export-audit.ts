import { AppError, errorsOf } from "../../language/app-error";
import { actorColumns, type Actor } from "../desk/actor";
import type { Context } from "../desk/context";
import { findByLogin } from "../sign-in/find-by-login";

/** Of which case or person rows are wanted whole; without either, all. */
export interface ExportWish {
  ticket?: string;
  person?: string;
}

/**
 * Writes the audit out for somebody outside, line by line: what the filter leaves out is there by its hash, so that the chain can
 * be checked up to the signed head without a secret. Recorded itself.
 *
 * @returns how many lines were written
 * @throws ExportRefused `unknown` case or person; `not-sound` while the database does not go on from what was sealed
 */
export async function exportAudit(
  { store, clock, secrets }: Pick<Context, "store" | "clock" | "secrets">,
  actor: Actor,
  { ticket, person }: ExportWish,
  write: (line: string) => Promise<void>,
): Promise<number> {
  const found = {
    ticketId: ticket === undefined ? undefined : (await store.tickets.byNumber(ticket))?.id,
    personId: person === undefined ? undefined : (await findByLogin(store, secrets, person))?.id,
  };
  if ((ticket !== undefined && !found.ticketId) || (person !== undefined && !found.personId))
    throw exportRefused("unknown", "沒有這個案件或同仁。", "There is no such case or person.");
  const audit = [{ ...actorColumns(actor), act: "audit.exported", ...found, detail: {} }];
  await store.commit({ at: clock(), writes: [], audit });
  await store.sealed();
  return store.onSnapshot(async (snapshot) => {
    const lines = snapshot.exportAudit(found);
    if (!lines)
      throw exportRefused(
        "not-sound",
        "紀錄不完整，未匯出。請執行 desk audit verify。",
        "The record is not sound; nothing was exported. Please run desk audit verify.",
      );
    let written = 0;
    for await (const line of lines) {
      await write(`${line}\n`);
      written += 1;
    }
    return written;
  });
}

/** Why nothing was exported, in words. */
export type ExportRefused = AppError<"audit-export", "unknown" | "not-sound", { zh: string; en: string }>;

export const isExportRefused = errorsOf<ExportRefused>("audit-export");

const exportRefused = (code: ExportRefused["code"], zh: string, en: string): ExportRefused =>
  new AppError("audit-export", code, code === "unknown" ? "missing" : "conflict", { zh, en }, `${zh} ${en}`);
