import type { TicketSnapshot } from "../machines/machines";
import type { FactSet } from "./facts";

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
