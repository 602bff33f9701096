import type { OutboxRow } from "../../db/reads/work";
import { maskAddress } from "../../workflows/hr-people";
import type { Services } from "./context";

/** A mail of the outbox, without what it says. */
export interface MailLine extends Pick<
  OutboxRow,
  "id" | "template" | "state" | "attempts" | "nextAttemptAt" | "lastResponse" | "createdAt" | "sentAt"
> {
  /** Masked. */
  to: string;
  ticketNumber: string | null;
  retriable: boolean;
}

export async function mailLines(
  { store }: Pick<Services, "store">,
  state: OutboxRow["state"] | null,
): Promise<MailLine[]> {
  const mails = await store.work.listMail(state, 50);
  return Promise.all(
    mails.map(async ({ id, template, attempts, nextAttemptAt, lastResponse, createdAt, sentAt, ...mail }) => {
      const ticket = mail.ticketId === null ? undefined : await store.tickets.byId(mail.ticketId);
      const retriable =
        mail.state === "waiting" || (mail.state === "failed" && mail.temporaryPasswordId === null);
      return {
        ...{ id, template, attempts, nextAttemptAt, lastResponse, createdAt, sentAt, retriable },
        state: mail.state,
        to: maskAddress(mail.address),
        ticketNumber: ticket?.number ?? null,
      };
    }),
  );
}
