import type { QueueRow } from "../../../db/queries/tickets";
import type { Locale } from "../../../language/locale";
import { formatShort } from "../../../language/minguo";
import { missingChecks } from "../../../workflows/machines/rules";
import { contextOf } from "../../../workflows/machines/stored";
import { channelWords, pathPartyWords, stateLabel } from "../../../workflows/reading/words";
import type { Tone } from "../elements";
import { ticketRowText } from "./ticket-row.text";
import type { Preferences } from "../../web/preferences";

/** A case in a list of the desk, in words. */
export interface TicketRowView {
  number: string;
  name: string;
  agency: string | null;
  privileged: boolean;
  path: string;
  state: string;
  tone: Tone;
  /** Mails that came in and nobody has seen to. */
  unread: number;
  /** Why it waits. */
  why: string | null;
  assignee: string | null;
  due: Due;
}

export interface Due {
  text: string;
  tone: "late" | "soon" | "plain";
}

const minuteMs = 60_000;
const soonMinutes = 30;

/** A row of the queue. */
export function ticketRowView(
  row: QueueRow,
  now: number,
  preferences: Pick<Preferences, "locale" | "calendar">,
): TicketRowView {
  const { locale } = preferences;
  const party = pathPartyWords(locale);
  return {
    number: row.number,
    name: row.personName ?? row.applicantName,
    agency: row.agencyName,
    privileged: row.privileged,
    path: row.previousPath ? `${party[row.previousPath]} → ${party[row.path]}` : party[row.path],
    state: stateLabel(row.state, locale),
    tone: stateTone(row.state),
    unread: contextOf(row).unread,
    why: whyItWaits(row, now, preferences),
    assignee: row.assigneeName,
    due: dueOf(row, now, preferences),
  };
}

/** When the answer is due, with its nearness: 逾時 12 分, 剩 18 分, 今日 16:10. */
export function dueOf(
  { dueAt, pausedMinutes }: Pick<QueueRow, "dueAt" | "pausedMinutes">,
  now: number,
  { locale, calendar }: Pick<Preferences, "locale" | "calendar">,
): Due {
  const text = ticketRowText(locale);
  if (dueAt === null) return { text: pausedMinutes === null ? text.noDue : text.paused, tone: "plain" };
  const left = Math.floor((dueAt - now) / minuteMs);
  if (dueAt < now) return { text: text.late(span(Math.max(1, -left), locale)), tone: "late" };
  if (left <= soonMinutes) return { text: text.left(span(left, locale)), tone: "soon" };
  return { text: formatShort(dueAt, now, calendar, locale), tone: "plain" };
}

function span(minutes: number, locale: Locale): string {
  const text = ticketRowText(locale);
  if (minutes < 60) return text.minutes(minutes);
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? text.hours(hours) : text.days(Math.floor(hours / 24));
}

/** The colour of a state: red only for what went wrong. */
export function stateTone(state: string): Tone {
  if (/undeliverable|lapsed|locked|disputed/.test(state)) return "seal";
  if (state === "solved") return "ok";
  if (state === "awaitingSecondPerson" || state === "awaitingCallBack" || state === "awaitingAnswer")
    return "warn";
  return /received|submitted|returned|withdrawn|refused|expired|joined/.test(state) ? "mute" : "brand";
}

function whyItWaits(
  row: QueueRow,
  now: number,
  { locale, calendar }: Pick<Preferences, "locale" | "calendar">,
): string | null {
  const text = ticketRowText(locale);
  const context = contextOf(row);
  switch (row.state) {
    case "received":
    case "submitted":
      return channelWords(locale)[row.channel];
    case "claimed":
      return context.subject === null ? stateLabel("submitted", locale) : null;
    case "verifyingCaller":
      return text.missing(missingChecks(context));
    case "awaitingCallBack":
      return text.notReached(context.callTries);
    case "awaitingDecision":
    case "awaitingConfirmation":
      return context.escalation === "supervisor" ? null : text[context.escalation];
    case "passwordHandover.mailed":
      return context.expiresAt === null
        ? null
        : text.usableUntil(formatShort(context.expiresAt, now, calendar, locale));
    default:
      return null;
  }
}
