import { toHtml } from "./html";
import type { MailDocument } from "./document";
import { toPlainText } from "./plain-text";
import type { AnyTemplate } from "./template";
import { type SendableMail, templates } from "./templates/registry";
import { type MailContext, voiceOf, type Voice } from "./templates/voice";

/** A mail ready for the transport. */
export interface RenderedMail {
  subject: string;
  html: string;
  text: string;
}

/**
 * Writes a mail in the reader's language and calendar, as HTML and as text of 72 columns with the same content in the same
 * order. The same mail and context always give the same bytes.
 */
export function renderMail(mail: SendableMail, context: MailContext): RenderedMail {
  const voice = voiceOf(context);
  const document = documentOf(mail, voice);
  return {
    subject: document.subject,
    html: toHtml(document, context.locale, voice.site),
    text: toPlainText(document, context.locale),
  };
}

/** The template's own parts, between the greeting and the ending that every mail has. */
function documentOf(mail: SendableMail, voice: Voice): MailDocument {
  const { template, wording, document } = templates[mail.template] as unknown as AnyTemplate;
  const { subject, blocks } = document(mail, {
    others: [],
    ...mail,
    voice,
    say: voice.say(template, wording),
  });
  return { subject, blocks: [voice.greeting, ...blocks, ...voice.closing] };
}
