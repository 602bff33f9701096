import type { HistoryRow, Ticket } from "../../../db/queries/tickets";
import type { Calendar, Locale } from "../../../language/locale";
import { formatDateTime } from "../../../language/minguo";
import type { Actor } from "../../../workflows/desk/actor";
import { pathPicture, type PictureStep } from "../../../workflows/machines/path-line";
import { contextOf } from "../../../workflows/machines/stored";
import type { EventType } from "../../../workflows/machines/types";
import { stepLabel } from "../../../workflows/reading/words";
import type { PathStep } from "./path-line";
import { applicantStepText } from "./applicant-steps.text";
import { applicantHistory, type HistoryLine } from "./applicant-history";
import type { Services } from "../../../services/services";
import type { Preferences } from "../../web/preferences";

/** A ticket as the person it is about may see it: no names of staff, no notes, no checks. */
export interface ApplicantView {
  number: string;
  state: string;
  open: boolean;
  /** Until when an answer is promised. */
  dueAt: number | null;
  /** Until when the temporary password in the mail may be used. */
  usableUntil: number | null;
  /** A one-time link was mailed in place of a password. */
  byLink: boolean;
  /** What the helpdesk asks and waits for. */
  question: string | null;
  steps: PathStep[];
  history: HistoryLine[];
  /** What the machine lets this person do now. */
  allowed: EventType[];
}

/** Draws a ticket for its applicant, from the machine and its history. */
export async function applicantView(
  { store, desk }: Pick<Services, "store" | "desk">,
  ticket: Ticket,
  actor: Actor,
  { locale, calendar }: Pick<Preferences, "locale" | "calendar">,
): Promise<ApplicantView> {
  const rows = await store.tickets.historyOf(ticket.id);
  const issued = ticket.personId === null ? undefined : await store.passwords.latestOf(ticket.personId);
  const { expiresAt, opensUntil = null } = contextOf(ticket);
  const usable: Partial<Record<string, number | null>> = {
    "passwordHandover.mailed": expiresAt,
    "passwordHandover.firstLogin": opensUntil,
  };
  const usableUntil = usable[ticket.state] ?? null;
  return {
    number: ticket.number,
    state: ticket.state,
    open: ticket.closedAt === null,
    dueAt: ticket.closedAt === null ? ticket.dueAt : null,
    usableUntil,
    byLink: issued?.ticketId === ticket.id && issued.linkHash !== null,
    question: ticket.state === "awaitingAnswer" ? questionIn(rows) : null,
    steps: pathPicture(ticket, rows).map((step) =>
      pathStep(step, { locale, calendar, dueAt: ticket.dueAt, usableUntil }),
    ),
    history: applicantHistory(rows, locale),
    allowed: await desk.allowedEvents(ticket.number, actor),
  };
}

function questionIn(rows: readonly HistoryRow[]): string | null {
  const asked = rows.findLast(({ type }) => type === "ASK_APPLICANT");
  return typeof asked?.event.text === "string" ? asked.event.text : null;
}

interface Surroundings {
  locale: Locale;
  calendar: Calendar;
  dueAt: number | null;
  usableUntil: number | null;
}

/** One step with its caption: when it was done, or until when it will be. */
export function pathStep(
  step: PictureStep,
  { locale, calendar, dueAt, usableUntil }: Surroundings,
): PathStep {
  const text = applicantStepText(locale);
  const labels: Partial<Record<PictureStep["key"], string>> = {
    received: text.received,
    "first-login": text.firstLogin,
    solved: text.solved,
  };
  const time = (at: number) => formatDateTime(at, calendar, locale);
  const until = step.key === "first-login" ? usableUntil : dueAt;
  const caption = {
    done: step.at === null ? undefined : time(step.at),
    failed: step.at === null ? undefined : time(step.at),
    now: until === null ? undefined : text.latest(time(until)),
    ahead: step.key === "first-login" ? text.withinADay : undefined,
  }[step.state];
  return {
    label: labels[step.key] ?? stepLabel(step, locale),
    caption,
    state: step.state,
    person: step.person,
  };
}
