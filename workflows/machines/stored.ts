import { AppError } from "../../language/app-error";
import type { TicketContext, TicketPath } from "./types";

/** What is stored of a snapshot: plain JSON. */
export interface StoredSnapshot {
  value: unknown;
  context: unknown;
  status: string;
}

/** As much of a ticket's row as its snapshot is read from. */
export interface StoredTicket {
  path: TicketPath;
  snapshot: StoredSnapshot;
  machineVersion: number;
}

type Migration = (stored: StoredSnapshot) => StoredSnapshot;

/** What a version stored made into what the next one stores: the first from version 1 to 2, and so on. */
const migrations: readonly Migration[] = [
  /** Cases from before messages that come in were counted. */
  ({ context, ...stored }) => ({ ...stored, context: { unread: 0, ...(context as object) } }),
  /** Cases from before it was kept what a decision was made on. */
  ({ context, ...stored }) => ({ ...stored, context: { decidedOn: null, ...(context as object) } }),
];

/** The version that is stored with every snapshot; grows by one with each migration. */
export const machineVersion = migrations.length + 1;

/**
 * A stored snapshot as this version of the machines stores it.
 *
 * @throws AppError `machines`, `newer-version` where a later release wrote it
 */
export function migrated({ snapshot, machineVersion: from }: Omit<StoredTicket, "path">): StoredSnapshot {
  if (from > machineVersion)
    throw new AppError(
      "machines",
      "newer-version",
      "misused",
      { from, known: machineVersion },
      `案件由較新的版本寫入（狀態機第 ${from} 版），此程式只讀得到第 ${machineVersion} 版，請改用較新的程式。` +
        ` A later release wrote this case (machines of version ${from}); this one reads up to ${machineVersion}. Please run the later release.`,
    );
  return migrations.slice(from - 1).reduce((stored, migrate) => migrate(stored), snapshot);
}

/** What a ticket's machine remembers, where its state is not asked. */
export function contextOf(ticket: Omit<StoredTicket, "path">): TicketContext {
  return migrated(ticket).context as TicketContext;
}
