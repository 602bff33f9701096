import type { Write } from "../../db/change";
import type { PersonChange, PersonWithAgency } from "../../db/queries/people";
import type { Store } from "../../db/store";
import { letter, type Occasion } from "../../emails/letter";
import type { OrderedMail } from "../../emails/templates/registry";
import { decidersOf } from "./reach";
import type { Context } from "./context";
import type { EffectSituation } from "./progress";
import { responseDueAt } from "./response-due";
import { limits, timetable } from "../machines/timetable";
import type { NotificationName, TicketContext } from "../machines/types";

/** A mail, and everybody to whom it goes. */
interface Letter {
  to: PersonWithAgency[];
  mail: OrderedMail;
}

/** The mails of a notice, as outbox rows. */
export async function notificationsOf(
  parts: Pick<Context, "store" | "random" | "office">,
  notice: NotificationName,
  situation: EffectSituation,
): Promise<Write[]> {
  const { subject } = situation.snapshot.context;
  const person = subject && situation.facts.people.get(subject.personId);
  if (!person) return [];
  if (notice === "password-changed") {
    const changes = situation.facts.changes.get(person.id) ?? [];
    return toEveryAddress(
      parts,
      situation,
      { person, changes },
      {
        template: "password-changed",
        account: person.account ?? person.nationalIdMasked,
        changedAt: situation.at,
        how: "after-temporary",
      },
    );
  }
  const letters = await lettersOf(parts, notice, situation, person);
  return letters.flatMap(({ to, mail }) => to.flatMap((one) => toAddressOf(parts, mail, one, situation)));
}

/** To the address on record, where there is one. */
export function toAddressOf(
  { random }: Pick<Context, "random">,
  mail: OrderedMail,
  { id: personId, email: address, locale }: PersonWithAgency,
  occasion: Occasion,
): Write[] {
  return address === null ? [] : [letter(random, mail, { personId, address, locale }, occasion)];
}

/** To every address on record, the older ones too: news that the account's owner must be able to object to. */
export function toEveryAddress(
  { random }: Pick<Context, "random">,
  occasion: Occasion,
  { person, changes }: { person: PersonWithAgency; changes: readonly PersonChange[] },
  mail: OrderedMail,
): Write[] {
  const older = changes.filter((change) => change.field === "email").map((change) => change.oldValue);
  const addresses = new Set(
    [person.email, ...older].filter((address): address is string => address !== null),
  );
  return [...addresses].map((address) =>
    letter(random, mail, { personId: person.id, address, locale: person.locale }, occasion),
  );
}

async function lettersOf(
  parts: Pick<Context, "store" | "random" | "office">,
  notice: Exclude<NotificationName, "password-changed">,
  situation: EffectSituation,
  person: PersonWithAgency,
): Promise<Letter[]> {
  const { store } = parts;
  const { at, facts, snapshot, dueAt, reason, actorName } = situation;
  const { context } = snapshot;
  const about = { kind: context.kind, agency: person.agencyName, person: person.name };
  const deciders = decidersOf(facts, person.agencyId);
  const named = async (ids: string[]) => [
    ...(await store.people.byIds(ids.filter((id) => id !== person.id))).values(),
  ];
  const applicant = (mail: OrderedMail): Letter => ({ to: [person], mail });

  switch (notice) {
    case "request-received": {
      const promisedAt = responseDueAt(parts.office, context.path, at);
      if (promisedAt === null) return [];
      return [
        applicant({ template: "request-received", kind: context.kind, path: context.path, promisedAt }),
      ];
    }
    case "more-information-needed": {
      const answerByAt = at + timetable.answer.minutes * 60_000;
      return [applicant({ template: "more-information-needed", question: reason ?? "", answerByAt })];
    }
    case "reply":
      return [applicant({ template: "reply", text: reason ?? "", writtenBy: actorName ?? "" })];
    case "approved": {
      // Who did not ask hears of it with the password, whose mail follows at once.
      if (!["web", "phone", "mail"].includes(context.channel)) return [];
      const secondPerson = context.subject?.privileged === true;
      return [applicant({ template: "approved", decidedBy: actorName ?? "", secondPerson })];
    }
    case "locked":
      return [applicant({ template: "locked", lockedAt: at })];
    case "decision-waiting":
      // Where HR starts a case, the decision comes in the same commit; a case that goes up is told of by its own mail.
      if (context.channel === "hr" && context.involved.length === 0) return [];
      if (context.escalation !== "supervisor") return [];
      return [
        {
          to: await named(deciders.supervisors),
          mail: { template: "decision-waiting", ...about, dueAt: known(dueAt) },
        },
      ];
    case "escalated-to-deputy":
      return [
        {
          to: await named(deciders.deputies),
          mail: { template: "escalated", ...about, from: "supervisor", dueAt: known(dueAt) },
        },
      ];
    case "escalated-to-superior":
      return [
        {
          to: await named(deciders.superiors),
          mail: { template: "escalated", ...about, from: "deputy", dueAt: known(dueAt) },
        },
      ];
    case "second-person-waiting":
      return [
        {
          to: await named([...deciders.supervisors, ...deciders.superiors]),
          mail: { template: "second-person-waiting", ...about, startedBy: actorName ?? "", dueAt },
        },
      ];
    case "returned":
      return [applicant({ template: "returned", reason: reason ?? "", decidedBy: actorName ?? "" })];
    case "refused":
      return [applicant({ template: "refused", path: context.path, reason: reason ?? "" })];
    case "handed-over":
      return [
        applicant({
          template: "handed-over",
          from: context.path,
          to: context.goesTo ?? context.path,
          promisedAt: responseDueAt(parts.office, context.goesTo ?? context.path, at),
          reason,
        }),
      ];
    case "lapsing-soon":
      return [applicant({ template: "lapsing-soon", validUntilAt: context.expiresAt ?? at })];
    case "lapsed":
      return [
        applicant({
          template: "lapsed",
          lapsedAt: at,
          resendsLeft: resendsLeft(context, at),
          resendUntilAt: null,
        }),
      ];
    case "password-exposed":
      return [applicant({ template: "password-exposed", foundAt: at })];
    case "undeliverable":
      return [
        {
          to: await named(deciders.supervisors),
          mail: {
            template: "undeliverable",
            agency: about.agency,
            person: about.person,
            response: reason ?? "",
            failedAt: at,
          },
        },
      ];
    case "disputed":
      return [
        {
          to: await named([...deciders.supervisors]),
          mail: { template: "disputed", agency: about.agency, person: about.person, disputedAt: at },
        },
        {
          to: await store.people.holders("administrator", at),
          mail: { template: "disputed", agency: about.agency, person: about.person, disputedAt: at },
        },
      ];
    case "withdrawn":
      return [applicant({ template: "withdrawn", by: "applicant", withdrawnAt: at })];
    case "glass-broken":
      return [
        {
          to: await watchers(store, at),
          mail: {
            template: "break-glass",
            operator: actorName ?? "",
            account: person.account ?? person.nationalIdMasked,
            reason: reason ?? "",
            brokenAt: at,
          },
        },
      ];
    case "card-reset":
      return [
        {
          to: await named(deciders.supervisors),
          mail: {
            template: "card-reset-notice",
            agency: about.agency,
            person: about.person,
            keeper: known(context.keeper),
            orderedAt: at,
          },
        },
      ];
  }
}

/** All administrators and auditors, each once: who hears of every act of the shell. */
export async function watchers({ people }: Pick<Store, "people">, at: number): Promise<PersonWithAgency[]> {
  const both = [...(await people.holders("administrator", at)), ...(await people.holders("auditor", at))];
  return [...new Map(both.map((one) => [one.id, one])).values()];
}

/** What the machine has set on the way to this notice: a decision has its time, an agency's order its keeper. */
function known<T>(fact: T | null): T {
  if (fact === null) throw new Error("a notice without the fact it tells of");
  return fact;
}

/** How often the person may still have the password sent again, within the time that counts. */
function resendsLeft({ resentAt }: Pick<TicketContext, "resentAt">, at: number): number {
  return Math.max(0, limits.resends - resentAt.filter((one) => at - one < limits.resendWindowMs).length);
}
