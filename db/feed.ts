import type { Change } from "./change";

/** What a commit changed of the things that processes keep in memory. */
export interface News {
  calendar: boolean;
  trust: boolean;
}

/** Hears what others, of whatever host, commit to the same database. */
export interface Feed {
  /** It is to be looked at as often at least, in milliseconds, and when it rings. */
  beatMs: number;
  /**
   * Has told what others committed since the last look; everything at the first, and where something may have been missed. What
   * was not heard to the end is told again.
   *
   * @throws where the database is not reached
   */
  look: (hear: (news: News) => Promise<void>) => Promise<void>;
  close: () => Promise<void>;
}

/** What may have been missed is all that is kept. */
export const everything: News = { calendar: true, trust: true };

/** The numbers of the lists that verdicts rested on are settings. */
const trustTables: readonly string[] = ["trustCertificates", "crls", "settings"];

/** What a change touches of what processes keep. */
export function newsOf({ writes }: Pick<Change, "writes">): News {
  const tables = writes.map((write) => (write.op === "openTicket" ? "tickets" : write.table));
  return {
    calendar: tables.includes("calendarDays"),
    trust: tables.some((table) => trustTables.includes(table)),
  };
}

/** What both tell of. */
export function together(one: News | undefined, other: News): News {
  return { calendar: other.calendar || one?.calendar === true, trust: other.trust || one?.trust === true };
}
