import { type Block, facts, link, type MailDocument, paragraph, quote } from "../document";
import type { OpenedApplicantMail, ReceivedRequest } from "../mail";
import { applicantStatus, applicantWording } from "./applicant.wording";
import { pathLine } from "./path-line";
import type { Voice } from "./shared";

/** What the applicant is told about the request, always with the link to the whole path. */
export function applicantMail(mail: OpenedApplicantMail, voice: Voice): MailDocument {
  const { labels } = voice;
  const status = link(voice.say("status-link", applicantStatus)("status"), mail.statusUrl);
  const number: [string, string] = [labels.number, mail.number];
  const letter = (title: string, ...blocks: Block[]): MailDocument => ({
    subject: voice.subject(title, mail.number),
    blocks: [voice.greeting, ...blocks, ...voice.closing],
  });

  /** Requests that would each have been a mail of their own. */
  const alsoReceived = (others: readonly ReceivedRequest[], announce: (count: string) => string): Block[] => [
    ...(others.length === 0 ? [] : [paragraph(announce(String(others.length)))]),
    ...others.flatMap((one) => [
      facts(
        [labels.number, one.number],
        [labels.kind, voice.kind(one.kind)],
        [labels.way, voice.path(one.path)],
        [labels.due, voice.time(one.promisedAt)],
      ),
      link(voice.say("status-link", applicantStatus)("status"), one.statusUrl),
    ]),
  ];

  switch (mail.template) {
    case "request-received": {
      const say = voice.say(mail.template, applicantWording[mail.template]);
      return letter(
        say("title"),
        paragraph(say("received")),
        facts(number, [labels.kind, voice.kind(mail.kind)], [labels.way, voice.path(mail.path)]),
        paragraph(say("promise", { until: voice.time(mail.promisedAt) })),
        pathLine(mail.path, voice.locale),
        status,
        ...alsoReceived(mail.others ?? [], (count) => say("more", { count })),
        paragraph(say("notYou")),
      );
    }
    case "more-information-needed": {
      const say = voice.say(mail.template, applicantWording[mail.template]);
      return letter(
        say("title"),
        paragraph(say("more")),
        facts(number),
        quote(say("question"), mail.question),
        status,
        paragraph(
          mail.answerByAt === null ? say("answer") : say("answerBy", { until: voice.time(mail.answerByAt) }),
        ),
      );
    }
    case "approved": {
      const say = voice.say(mail.template, applicantWording[mail.template]);
      return letter(
        say("title"),
        paragraph(say("approved", { by: mail.decidedBy })),
        facts(number),
        paragraph(say(mail.secondPerson ? "second" : "next")),
        status,
        paragraph(say("notYou")),
      );
    }
    case "reply": {
      const say = voice.say(mail.template, applicantWording[mail.template]);
      return letter(
        say("title"),
        facts(number),
        quote(say("wrote", { by: mail.writtenBy }), mail.text),
        status,
        paragraph(say("answer")),
      );
    }
    case "returned": {
      const say = voice.say(mail.template, applicantWording[mail.template]);
      return letter(
        say("title"),
        facts(number),
        quote(say("returned", { by: mail.decidedBy }), mail.reason),
        paragraph(say("again")),
        status,
      );
    }
    case "refused": {
      const say = voice.say(mail.template, applicantWording[mail.template]);
      return letter(
        say("title"),
        facts(number),
        quote(say("refused", { path: voice.path(mail.path) }), mail.reason),
        paragraph(say("elsewhere")),
        status,
      );
    }
    case "withdrawn": {
      const say = voice.say(mail.template, applicantWording[mail.template]);
      const told = mail.by === "applicant" ? "byApplicant" : "byDesk";
      return letter(
        say("title"),
        paragraph(say(told, { at: voice.time(mail.withdrawnAt) })),
        facts(number),
        paragraph(say("after")),
        status,
      );
    }
    case "handed-over": {
      const say = voice.say(mail.template, applicantWording[mail.template]);
      return letter(
        say("title"),
        paragraph(say("handedOver", { from: voice.path(mail.from), to: voice.path(mail.to) })),
        facts(number),
        ...(mail.reason === null ? [] : [quote(say("reason"), mail.reason)]),
        ...(mail.promisedAt === null
          ? []
          : [paragraph(say("promise", { until: voice.time(mail.promisedAt) }))]),
        pathLine(mail.to, voice.locale),
        status,
      );
    }
    case "lapsing-soon": {
      const say = voice.say(mail.template, applicantWording[mail.template]);
      return letter(
        say("title"),
        paragraph(say("lapsing", { until: voice.time(mail.validUntilAt) })),
        facts(number),
        status,
      );
    }
    case "lapsed": {
      const say = voice.say(mail.template, applicantWording[mail.template]);
      const times = mail.resendsLeft;
      const resend =
        times === 0
          ? say("resendOver")
          : mail.resendUntilAt === null
            ? say("resend", { times })
            : say("resendUntil", { times, until: voice.time(mail.resendUntilAt) });
      return letter(
        say("title"),
        paragraph(say("lapsed", { at: voice.time(mail.lapsedAt) })),
        facts(number),
        paragraph(resend),
        status,
      );
    }
    case "password-exposed": {
      const say = voice.say(mail.template, applicantWording[mail.template]);
      return letter(
        say("title"),
        paragraph(say("exposed", { at: voice.time(mail.foundAt) })),
        facts(number),
        paragraph(say("again")),
        status,
      );
    }
    case "locked": {
      const say = voice.say(mail.template, applicantWording[mail.template]);
      return letter(
        say("title"),
        paragraph(say("locked", { at: voice.time(mail.lockedAt) })),
        facts(number),
        status,
      );
    }
  }
}
