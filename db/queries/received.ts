import { and, eq, sum, count } from "drizzle-orm";
import type { Database } from "../connection";
import { attachments, receivedMails } from "../schema";

export type ReceivedMail = typeof receivedMails.$inferSelect;
export type Attachment = typeof attachments.$inferSelect;

/** Reading what came in by mail. */
export function receivedReads({ drizzle }: Database) {
  return {
    /** The record of a mail that was stored before. */
    async mail(digest: string): Promise<ReceivedMail | undefined> {
      return drizzle.select().from(receivedMails).where(eq(receivedMails.digest, digest)).get();
    },
    async attachment(ticketId: string, id: string): Promise<Attachment | undefined> {
      return drizzle
        .select()
        .from(attachments)
        .where(and(eq(attachments.ticketId, ticketId), eq(attachments.id, id)))
        .get();
    },
    /** How much a ticket has been sent already. */
    async totalsOf(ticketId: string): Promise<{ count: number; bytes: number }> {
      const found = drizzle
        .select({ count: count(), bytes: sum(attachments.size).mapWith(Number) })
        .from(attachments)
        .where(eq(attachments.ticketId, ticketId))
        .get();
      return { count: found?.count ?? 0, bytes: found?.bytes ?? 0 };
    },
  };
}
