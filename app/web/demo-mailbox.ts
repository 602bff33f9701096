import type { AppLoadContext } from "@remix-run/node";
import type { DemoMailbox, MailboxMessage } from "../../emails/demo-mailbox";
import { notFound } from "./refusals/refuse";

/**
 * The demo's mailbox.
 *
 * @throws a refusal 404 where mail leaves the house
 */
export function mailboxOf({ mailbox }: AppLoadContext): DemoMailbox {
  if (!mailbox) throw notFound();
  return mailbox;
}

/** @throws a refusal 404 for a mail that is not there, or no longer */
export function messageOf(context: AppLoadContext, id: string | undefined): MailboxMessage {
  const message = mailboxOf(context).find(id ?? "");
  if (!message) throw notFound();
  return message;
}

/** For the page around a mail: no scripts at all, and one frame of our own. */
export const pageAroundMail = {
  "Content-Security-Policy":
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
};

/** For the mail itself, whoever wrote it: only its own styles; its links open in the window around it when clicked. */
export const framedMail = {
  "Content-Security-Policy":
    "sandbox allow-top-navigation-by-user-activation; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
  "X-Frame-Options": "SAMEORIGIN",
};

/** A mail as a document for the frame. */
export function mailDocument({ html }: Pick<MailboxMessage, "html">): string {
  const target = '<base target="_top">';
  return /<head[^<>]*>/i.test(html) ? html.replace(/<head[^<>]*>/i, (head) => head + target) : target + html;
}

/** The text of a mail in pieces, addresses told apart, so that they can be followed. */
export function linkedText(text: string): { text: string; href: string | null }[] {
  return text
    .split(/(https?:\/\/[^\s<>「」（）]+)/)
    .filter((piece) => piece !== "")
    .map((piece) => ({ text: piece, href: /^https?:\/\//.test(piece) ? piece : null }));
}
