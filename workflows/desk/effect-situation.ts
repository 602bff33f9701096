import type { OfficeTime } from "../../accounts/office/office-time";
import type { Store } from "../../db/store";
import type { Random } from "../../db/types";
import type { TicketSnapshot } from "../machines/machines";
import type { FactSet } from "./facts";

/** As much of office time as the desk counts with. */
export type OfficeClock = Pick<OfficeTime, "addMinutes" | "minutesBetween">;

/** What writing down an effect needs. */
export interface EffectParts {
  store: Store;
  random: Random;
  office: OfficeClock;
  passwordKeyId: string;
}

/** The act whose effects are written down. */
export interface EffectSituation {
  ticketId: string;
  at: number;
  /** About everybody the act concerns. */
  facts: FactSet;
  snapshot: TicketSnapshot;
  /** What was written or given as the reason, for the mails. */
  reason: string | null;
  /** Who did the act, by name, for the mails. */
  actorName: string | null;
  /** The promise before this act, and what was left of it while its clock was paused. */
  dueAt: number | null;
  pausedMinutes: number | null;
}
