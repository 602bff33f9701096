import { insert, type Write } from "../../db/change";
import { newId } from "../../db/ids";
import type { PersonChange, PersonWithAgency } from "../../db/queries/people";
import { decidersOf } from "./authority";
import type { Context } from "./context";
import type { EffectSituation } from "./effect-situation";
import { promiseOf } from "./response-due";
import { limits, timetable } from "../machines/timetable";
import type { Notice, TicketContext, TicketKind, TicketPath } from "../machines/types";

const noticeAgeMs = 3 * 24 * 60 * 60_000;

/** What a letter belongs to: a ticket, or none. */
interface About {
  ticketId: string | null;
  at: number;
}

interface Letter {
  to: PersonWithAgency[];
  template: string;
  params: Record<string, unknown>;
}

/**
 * The mails of a notice, as outbox rows: template and parameters, never rendered mail. The ticket's number and the links
 * join when the mail is sent, because neither is known before the commit or may lie in the database.
 */
export async function noticesOf(
  parts: Pick<Context, "store" | "random" | "office">,
  notice: Notice,
  situation: EffectSituation,
): Promise<Write[]> {
  const { subject } = situation.snapshot.context;
  const person = subject && situation.facts.people.get(subject.personId);
  if (!person) return [];
  if (notice === "password-changed") {
    const params = {
      account: person.account ?? person.nationalIdMasked,
      changedAt: situation.at,
      how: "after-temporary",
    };
    const changes = situation.facts.changes.get(person.id) ?? [];
    return toEveryAddress(parts, situation, { person, changes }, "password-changed", params);
  }
  const letters = await lettersOf(parts, notice, situation, person);
  return letters.flatMap(({ to, template, params }) =>
    to
      .filter((recipient) => recipient.email !== null)
      .map((recipient) =>
        letter(parts, situation, {
          template,
          params,
          personId: recipient.id,
          address: recipient.email ?? "",
          locale: recipient.locale,
        }),
      ),
  );
}

/** To every address on record, the older ones too: news that the account's owner must be able to object to. */
export function toEveryAddress(
  parts: Pick<Context, "random">,
  situation: About,
  { person, changes }: { person: PersonWithAgency; changes: readonly PersonChange[] },
  template: string,
  params: Record<string, unknown>,
): Write[] {
  const older = changes.filter((change) => change.field === "email").map((change) => change.oldValue);
  const addresses = new Set(
    [person.email, ...older].filter((address): address is string => address !== null),
  );
  return [...addresses].map((address) =>
    letter(parts, situation, { template, params, personId: person.id, address, locale: person.locale }),
  );
}

/** 申請已收件, to the address on record, with the link that shows the whole path. */
export function requestReceived(
  parts: Pick<Context, "random">,
  person: PersonWithAgency,
  { ticketId, at, ...params }: About & { kind: TicketKind; path: TicketPath; promisedAt: number },
): Write[] {
  const { id: personId, email: address, locale } = person;
  if (address === null) return [];
  return [
    letter(parts, { ticketId, at }, { template: "request-received", params, personId, address, locale }),
  ];
}

/** One mail to one address, as an outbox row. */
export function letter(
  { random }: Pick<Context, "random">,
  { ticketId, at }: About,
  to: {
    template: string;
    params: Record<string, unknown>;
    personId: string;
    address: string;
    locale: "zh-Hant-TW" | "en";
  },
): Write {
  return insert("outbox", {
    id: newId(random),
    ticketId,
    ...to,
    state: "waiting",
    nextAttemptAt: at,
    giveUpAt: at + noticeAgeMs,
    createdAt: at,
  });
}

async function lettersOf(
  parts: Pick<Context, "store" | "random" | "office">,
  notice: Exclude<Notice, "password-changed">,
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
  const applicant = (template: string, params: Record<string, unknown>): Letter => ({
    to: [person],
    template,
    params,
  });

  switch (notice) {
    case "request-received": {
      const promisedAt = promiseOf(parts.office, context.path, at);
      if (promisedAt === null) return [];
      return [applicant("request-received", { kind: context.kind, path: context.path, promisedAt })];
    }
    case "more-information-needed": {
      const answerByAt = at + timetable.answer.minutes * 60_000;
      return [applicant("more-information-needed", { question: reason ?? "", answerByAt })];
    }
    case "reply":
      return [applicant("reply", { text: reason ?? "", writtenBy: actorName ?? "" })];
    case "approved": {
      // Who did not ask hears of it with the password, whose mail follows at once.
      if (!["web", "phone", "mail"].includes(context.channel)) return [];
      const secondPerson = context.subject?.privileged === true;
      return [applicant("approved", { decidedBy: actorName ?? "", secondPerson })];
    }
    case "locked":
      return [applicant("locked", { lockedAt: at })];
    case "decision-waiting":
      // Where HR starts a case, the decision comes in the same commit; a case that goes up is told of by its own mail.
      if (context.channel === "hr" && context.involved.length === 0) return [];
      if (context.escalation !== "supervisor") return [];
      return [
        { to: await named(deciders.supervisors), template: "decision-waiting", params: { ...about, dueAt } },
      ];
    case "escalated-to-deputy":
      return [
        {
          to: await named(deciders.deputies),
          template: "escalated",
          params: { ...about, from: "supervisor", dueAt },
        },
      ];
    case "escalated-to-superior":
      return [
        {
          to: await named(deciders.superiors),
          template: "escalated",
          params: { ...about, from: "deputy", dueAt },
        },
      ];
    case "second-person-waiting":
      return [
        {
          to: await named([...deciders.supervisors, ...deciders.superiors]),
          template: "second-person-waiting",
          params: { ...about, startedBy: actorName ?? "", dueAt },
        },
      ];
    case "returned":
      return [applicant("returned", { reason: reason ?? "", decidedBy: actorName ?? "" })];
    case "refused":
      return [applicant("refused", { path: context.path, reason: reason ?? "" })];
    case "handed-over":
      return [
        applicant("handed-over", {
          from: context.path,
          to: context.goesTo,
          promisedAt: promiseOf(parts.office, context.goesTo ?? context.path, at),
          reason,
        }),
      ];
    case "lapsing-soon":
      return [applicant("lapsing-soon", { validUntilAt: context.expiresAt ?? at })];
    case "lapsed":
      return [
        applicant("lapsed", { lapsedAt: at, resendsLeft: resendsLeft(context, at), resendUntilAt: null }),
      ];
    case "password-exposed":
      return [applicant("password-exposed", { foundAt: at })];
    case "undeliverable":
      return [
        {
          to: await named(deciders.supervisors),
          template: "undeliverable",
          params: { agency: about.agency, person: about.person, response: reason ?? "", failedAt: at },
        },
      ];
    case "disputed":
      return [
        {
          to: await named([...deciders.supervisors]),
          template: "disputed",
          params: { agency: about.agency, person: about.person, disputedAt: at },
        },
        {
          to: await store.people.holders("administrator", at),
          template: "disputed",
          params: { agency: about.agency, person: about.person, disputedAt: at },
        },
      ];
    case "withdrawn":
      return [applicant("withdrawn", { by: "applicant", withdrawnAt: at })];
    case "glass-broken":
      return [
        {
          to: await store.people.holders("administrator", at),
          template: "break-glass",
          params: {
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
          template: "card-reset-notice",
          params: { agency: about.agency, person: about.person, keeper: context.keeper, orderedAt: at },
        },
      ];
  }
}

/** How often the person may still have the password sent again, within the time that counts. */
function resendsLeft({ resentAt }: Pick<TicketContext, "resentAt">, at: number): number {
  return Math.max(0, limits.resends - resentAt.filter((one) => at - one < limits.resendWindowMs).length);
}
