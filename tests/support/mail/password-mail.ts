import type { SmtpProcess } from "./spawn-smtp";

/** The temporary password that a mail's text carries, if any. */
export function passwordIn(text: string | undefined): string | undefined {
  // Only behind these words, and a word by itself: an account name or a piece of a link's token may look like one.
  const [, carried = ""] = text?.split(/您的新密碼如下|your new password is/i) ?? [];
  return /(?<![\w-])[A-HJ-NP-Z2-9]{8}(?![\w-])/.exec(carried)?.[0];
}

/** Waits until so many mails with a password have come to an address; gives them in the order they came. */
export async function passwordMails(
  smtp: SmtpProcess,
  address: string | null,
  count: number,
): Promise<{ password: string; messageId: string }[]> {
  for (let altogether = Math.max(1, smtp.count); ; altogether += 1) {
    const found = (await smtp.taken(altogether)).flatMap((mail) => {
      const to = [mail.to ?? []].flat().flatMap((one) => one.value.map((each) => each.address));
      const password = to.includes(address ?? "") ? passwordIn(mail.text) : undefined;
      return password === undefined ? [] : [{ password, messageId: mail.messageId ?? "" }];
    });
    if (found.length >= count) return found;
  }
}
