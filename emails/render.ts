import { toHtml } from "./html";
import type { MailDocument } from "./document";
import type { SendableMail } from "./mail";
import { toPlainText } from "./plain-text";
import { addressConfirmation } from "./templates/address-confirmation";
import { applicantMail } from "./templates/applicant";
import { certificateMail } from "./templates/certificate";
import { delegationMail } from "./templates/delegation";
import { securityMail } from "./templates/security";
import { type MailContext, voiceOf, type Voice } from "./templates/shared";
import { staffMail } from "./templates/staff";
import { temporaryPassword } from "./templates/temporary-password";

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

function documentOf(mail: SendableMail, voice: Voice): MailDocument {
  switch (mail.template) {
    case "address-confirmation":
      return addressConfirmation(mail, voice);
    case "temporary-password":
      return temporaryPassword(mail, voice);
    case "password-changed":
    case "address-changed":
    case "old-password-used":
      return securityMail(mail, voice);
    case "certificate-news":
    case "certificate-confirmation":
      return certificateMail(mail, voice);
    case "decision-waiting":
    case "escalated":
    case "second-person-waiting":
    case "card-reset-notice":
    case "undeliverable":
    case "disputed":
    case "break-glass":
      return staffMail(mail, voice);
    case "delegation-granted":
    case "delegation-revoked":
      return delegationMail(mail, voice);
    default:
      return applicantMail(mail, voice);
  }
}
