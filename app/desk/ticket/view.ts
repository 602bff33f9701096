import type { Services } from "../../../services/services";
import type { Actor } from "../../../workflows/desk/actor";
import { formatShort } from "../../../language/minguo";
import { ticketForDesk, type TicketForDesk } from "../../../workflows/helpdesk/ticket-page";
import { wordsOfCode } from "../../../workflows/desk/refusal-words";
import { stateLabel, stepLabel } from "../../../workflows/reading/words";
import type { PathStep } from "../../ui/ticket/path-line";
import { newFormKey } from "../../web/form-actions";
import type { Preferences } from "../../web/preferences";
import { dueOf, stateTone, type Due } from "../../ui/ticket/ticket-row";
import type { Tone } from "../../ui/elements";

/** A ticket on the desk's page: everything in words, times as short as the desk writes them. */
export interface DeskTicketView extends Omit<TicketForDesk, "steps" | "lines" | "recentChanges"> {
  formKey: string;
  now: number;
  state: string;
  tone: Tone;
  due: Due;
  steps: PathStep[];
  lines: (TicketForDesk["lines"][number] & { time: string })[];
  changes: {
    field: TicketForDesk["recentChanges"][number]["field"];
    who: string;
    when: string;
    before: string | null;
    own: boolean;
  }[];
  /** Why a button is disabled, in words; acts that are not of this state are absent. */
  disabledReasons: Partial<Record<keyof TicketForDesk["refused"], string>>;
}

/**
 * Reads a ticket for its page, and for the page that an act on it answers with when nothing was done.
 *
 * @throws a refusal where there is no such ticket
 */
export async function deskTicketView(
  context: Services,
  actor: Extract<Actor, { kind: "person" }>,
  number: string,
  preferences: Preferences,
): Promise<DeskTicketView> {
  const { locale } = preferences;
  const now = context.clock();
  const found = await ticketForDesk(context, actor, { number, locale });
  const { steps, lines, recentChanges, ...ticket } = found;
  const short = (at: number) => formatShort(at, now, preferences.calendar, locale);
  return {
    ...ticket,
    formKey: newFormKey(context),
    now,
    state: stateLabel(ticket.ticket.state, locale),
    tone: stateTone(ticket.ticket.state),
    due: dueOf(ticket.ticket, now, preferences),
    steps: steps.map((step) => pathStep(step, preferences, short)),
    lines: lines.map((line) => ({ ...line, time: short(line.at) })),
    changes: recentChanges.map(({ field, changedBy, at, before, own }) => ({
      ...{ field, before, own },
      who: changedBy,
      when: short(at),
    })),
    disabledReasons: disabledReasonsOf(found, locale),
  };
}

function pathStep(
  step: TicketForDesk["steps"][number],
  { locale }: Preferences,
  short: (at: number) => string,
): PathStep {
  const caption = [step.at === null ? null : short(step.at), step.actorName].filter(Boolean).join(" ");
  return {
    label: stepLabel(step, locale),
    caption: caption || undefined,
    state: step.state,
    person: step.person,
  };
}

function disabledReasonsOf(
  { refused }: TicketForDesk,
  locale: Preferences["locale"],
): DeskTicketView["disabledReasons"] {
  return Object.fromEntries(
    Object.entries(refused)
      .filter(([, code]) => code !== "not-now")
      .map(([act, code]) => [act, wordsOfCode(code).message[locale === "en" ? "en" : "zh"]]),
  );
}
