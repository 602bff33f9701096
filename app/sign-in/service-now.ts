import type { OfficeTime } from "../../accounts/office/office-time";

/** Whether the helpdesk is there now, and until or from when. Instants are epoch milliseconds. */
export type ServiceNow = { open: true; until: number } | { open: false; from: number };

/** A noon break is shorter than this; a night is longer. */
const longestBreakMs = 3 * 60 * 60_000;

/** 客服服務中，今日至 17:30: the end of the day, not of the morning. */
export function serviceNow(office: OfficeTime, at: number): ServiceNow {
  const closes = office.closesAt(at);
  if (closes === null) return { open: false, from: office.opensAt(at) };
  const next = office.opensAt(closes);
  const later = next - closes < longestBreakMs ? office.closesAt(next) : null;
  return { open: true, until: later ?? closes };
}
