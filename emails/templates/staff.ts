import { type Block, facts, link, type MailDocument, paragraph, quote } from "../document";
import type { StaffMail } from "../mail";
import type { Voice } from "./shared";
import { staffSignIn, staffWording } from "./staff.wording";

/** What staff are told. They act after signing in, so the only link is the bare address of the portal. */
export function staffMail(mail: StaffMail, voice: Voice): MailDocument {
  const { labels } = voice;
  const signIn = link(voice.say("staff-sign-in", staffSignIn)("signIn"), voice.url);
  const letter = (title: string, number: string | null, ...blocks: Block[]): MailDocument => ({
    subject: voice.subject(title, number),
    blocks: [voice.greeting, ...blocks, signIn, ...voice.closing],
  });

  switch (mail.template) {
    case "decision-waiting": {
      const say = voice.say(mail.template, staffWording[mail.template]);
      const urgentFirst = mail.items.toSorted((one, other) => one.dueAt - other.dueAt);
      const items = urgentFirst.map(({ number, kind, agency, person, dueAt }) =>
        say("item", { number, kind: voice.kind(kind), agency, person, until: voice.time(dueAt) }),
      );
      return letter(say("title", { count: items.length }), null, paragraph(say("waiting")), {
        kind: "list",
        items,
      });
    }
    case "escalated": {
      const say = voice.say(mail.template, staffWording[mail.template]);
      return letter(
        say("title"),
        mail.number,
        paragraph(say(mail.from)),
        facts(
          [labels.number, mail.number],
          [labels.kind, voice.kind(mail.kind)],
          [labels.agency, mail.agency],
          [labels.person, mail.person],
          [labels.due, voice.time(mail.dueAt)],
        ),
      );
    }
    case "second-person-waiting": {
      const say = voice.say(mail.template, staffWording[mail.template]);
      return letter(
        say("title"),
        mail.number,
        paragraph(say("second")),
        facts(
          [labels.number, mail.number],
          [labels.kind, voice.kind(mail.kind)],
          [labels.agency, mail.agency],
          [labels.person, mail.person],
          [labels.startedBy, mail.startedBy],
          ...(mail.dueAt === null ? [] : [[labels.due, voice.time(mail.dueAt)] as [string, string]]),
        ),
      );
    }
    case "card-reset-notice": {
      const say = voice.say(mail.template, staffWording[mail.template]);
      const { title, name, extension } = mail.keeper;
      return letter(
        say("title"),
        mail.number,
        paragraph(say("card")),
        facts(
          [labels.number, mail.number],
          [labels.agency, mail.agency],
          [labels.person, mail.person],
          [labels.keeper, labels.keeperIs(title, name, extension)],
          [labels.when, voice.time(mail.orderedAt)],
        ),
      );
    }
    case "undeliverable": {
      const say = voice.say(mail.template, staffWording[mail.template]);
      return letter(
        say("title"),
        mail.number,
        paragraph(say("undeliverable")),
        facts(
          [labels.number, mail.number],
          [labels.agency, mail.agency],
          [labels.person, mail.person],
          [labels.when, voice.time(mail.failedAt)],
        ),
        quote(say("response"), mail.response),
      );
    }
    case "disputed": {
      const say = voice.say(mail.template, staffWording[mail.template]);
      return letter(
        say("title"),
        mail.number,
        paragraph(say("disputed")),
        facts(
          [labels.number, mail.number],
          [labels.agency, mail.agency],
          [labels.person, mail.person],
          [labels.when, voice.time(mail.disputedAt)],
        ),
      );
    }
    case "break-glass": {
      const say = voice.say(mail.template, staffWording[mail.template]);
      return letter(
        say("title"),
        mail.number,
        paragraph(say("breakGlass")),
        facts(
          [labels.number, mail.number],
          [labels.operator, mail.operator],
          [labels.account, mail.account],
          [labels.when, voice.time(mail.brokenAt)],
        ),
        quote(say("reason"), mail.reason),
      );
    }
  }
}
