import { endAccess } from "../../accounts/access/end-access";
import { insert, remove, update, type NewRow, type Write } from "../../db/change";
import { newId } from "../../db/ids";
import { letter } from "../../emails/letter";
import type { Context, OfficeClock } from "./context";
import type { EffectSituation } from "./progress";
import { notificationsOf } from "./notifications";
import type { Delay, DeadlineName, Effect, TicketKind } from "../machines/types";

/** What writing down an effect needs. */
export type EffectContext = Pick<Context, "store" | "random" | "secrets" | "office">;

export interface PlannedEffects {
  writes: Write[];
  dueAt: number | null;
  pausedMinutes: number | null;
}

const maximumMailAgeMs = 24 * 60 * 60_000;
const responseDeadlines: readonly DeadlineName[] = ["decision", "response"];

/** What the effects of a transition mean, as writes of the same commit. */
export async function planEffects(
  parts: EffectContext,
  effects: Effect[],
  situation: EffectSituation,
): Promise<PlannedEffects> {
  const plan: PlannedEffects = { writes: [], dueAt: situation.dueAt, pausedMinutes: situation.pausedMinutes };
  const { ticketId, at, facts, snapshot } = situation;
  const subject = snapshot.context.subject;

  for (const effect of effects) {
    switch (effect.type) {
      case "mailPassword": {
        const person = subject && facts.people.get(subject.personId);
        if (!person?.email) throw new Error("a password is mailed only to a person with an address");
        plan.writes.push(
          ...passwordMail(parts, {
            ticketId,
            at,
            issue: effect.issue,
            kind: snapshot.context.kind,
            person: { ...person, email: person.email },
          }),
        );
        break;
      }
      case "killPassword":
        plan.writes.push(...killPassword(ticketId));
        break;
      case "disableOldPassword":
        if (snapshot.context.disableOldPassword && subject) {
          plan.writes.push(
            update("people", { id: subject.personId }, { passwordDisabledAt: at, updatedAt: at }),
          );
          plan.writes.push(...endAccess(subject.personId, at));
        }
        break;
      case "startDeadline": {
        const dueAt = instantOf(effect.after, at, parts.office);
        plan.writes.push(
          insert("deadlines", {
            id: newId(parts.random),
            ticketId,
            name: effect.name,
            issue: effect.issue,
            dueAt,
            state: "pending",
          }),
        );
        if (responseDeadlines.includes(effect.name)) plan.dueAt = dueAt;
        break;
      }
      case "cancelDeadlines":
        plan.writes.push(update("deadlines", { ticketId, state: "pending" }, { state: "cancelled" }));
        break;
      case "revokeLinks":
        plan.writes.push(remove("statusLinks", { ticketId, level: "mail" }));
        plan.writes.push(update("outbox", { ticketId, state: "waiting" }, { state: "cancelled" }));
        break;
      case "notify":
        plan.writes.push(
          ...(await notificationsOf(parts, effect.notice, { ...situation, dueAt: plan.dueAt })),
        );
    }
  }
  return withResponseDue(plan, situation, parts.office);
}

/** The promise stops while the caller cannot be reached, and ends where the next move is not the desk's. */
function withResponseDue(
  plan: PlannedEffects,
  { at, snapshot }: EffectSituation,
  office: OfficeClock,
): PlannedEffects {
  if (snapshot.hasTag("clock-paused")) {
    const pausedMinutes = plan.dueAt === null ? plan.pausedMinutes : office.minutesBetween(at, plan.dueAt);
    return { ...plan, dueAt: null, pausedMinutes };
  }
  if (!snapshot.hasTag("desk-acts") && !snapshot.hasTag("person-decides"))
    return { ...plan, dueAt: null, pausedMinutes: null };
  if (plan.pausedMinutes === null) return plan;
  return { ...plan, dueAt: office.addMinutes(at, plan.pausedMinutes), pausedMinutes: null };
}

function instantOf(delay: Delay, at: number, office: OfficeClock): number {
  if ("at" in delay) return delay.at;
  return "minutes" in delay ? at + delay.minutes * 60_000 : office.addMinutes(at, delay.officeMinutes);
}

interface PasswordMail {
  ticketId: string;
  at: number;
  issue: number;
  kind: TicketKind;
  person: {
    id: string;
    email: string;
    account: string | null;
    agencyName: string;
    locale: NewRow<"outbox">["locale"];
  };
}

/** A seed and a mail that will carry what is derived from it; never the password itself. */
function passwordMail(
  { random, secrets }: EffectContext,
  { ticketId, at, issue, kind, person }: PasswordMail,
): Write[] {
  const temporaryPasswordId = newId(random);
  return [
    insert(
      "temporaryPasswords",
      {
        id: temporaryPasswordId,
        ticketId,
        personId: person.id,
        issue,
        seed: Buffer.from(random(32)),
        keyId: secrets.keyId,
        state: "live",
        issuedAt: at,
      },
      "another-password-live",
    ),
    letter(
      random,
      { template: "temporary-password", kind, agency: person.agencyName, account: person.account },
      { personId: person.id, address: person.email, locale: person.locale },
      { ticketId, at, tryForMs: maximumMailAgeMs, carries: { temporaryPasswordId, issue } },
    ),
  ];
}

/** The live password of a ticket dies with its seed, its unsent mail and the sessions that it opened. */
export function killPassword(ticketId: string): Write[] {
  return [
    update("temporaryPasswords", { ticketId, state: "live" }, { state: "dead", seed: null }),
    update("outbox", { ticketId, template: "temporary-password", state: "waiting" }, { state: "cancelled" }),
    remove("sessions", { ticketId, kind: "set-password" }),
  ];
}
