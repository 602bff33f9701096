import type { OfficeClock } from "./context";
import { timetable } from "../machines/timetable";
import type { TicketPath } from "../machines/types";

/** Until when a path promises an answer to a request that comes to it at that instant; the card's path promises none. */
export function responseDueAt(
  office: OfficeClock,
  path: Exclude<TicketPath, "agency-certificate">,
  at: number,
): number;
export function responseDueAt(office: OfficeClock, path: TicketPath, at: number): number | null;
export function responseDueAt(office: OfficeClock, path: TicketPath, at: number): number | null {
  if (path === "agency-certificate") return null;
  const { officeMinutes } = path === "helpdesk" ? timetable.response : timetable.decision;
  return office.addMinutes(at, officeMinutes);
}
