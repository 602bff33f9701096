import type { ParsedMail } from "mailparser";
import type { SmtpProcess } from "./spawn-smtp";

/** The temporary password of a mail, if it carries one. */
export function passwordOf(mail: ParsedMail): string | undefined {
  // Only behind these words: an account name may look like one.
  const [, carried = ""] = mail.text?.split("您的新密碼如下") ?? [];
  return /(?<![A-Z0-9-])[A-HJ-NP-Z2-9]{8}(?![A-Z0-9-])/.exec(carried)?.[0];
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
      const password = to.includes(address ?? "") ? passwordOf(mail) : undefined;
      return password === undefined ? [] : [{ password, messageId: mail.messageId ?? "" }];
    });
    if (found.length >= count) return found;
  }
}
