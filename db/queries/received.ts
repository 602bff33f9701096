import { and, eq, sum, count } from "drizzle-orm";
import type { Connection } from "../database";
import type { RowOf } from "../schema";

export type ReceivedMail = RowOf<"receivedMails">;
export type Attachment = RowOf<"attachments">;

/** Reading what came in by mail. */
export function receivedReads({ query, schema }: Connection) {
  const { attachments, receivedMails } = schema;
  return {
    /** The record of a mail that was stored before. */
    async mail(digest: string): Promise<ReceivedMail | undefined> {
      const [row] = await query.select().from(receivedMails).where(eq(receivedMails.digest, digest));
      return row;
    },
    async attachment(ticketId: string, id: string): Promise<Attachment | undefined> {
      const [row] = await query
        .select()
        .from(attachments)
        .where(and(eq(attachments.ticketId, ticketId), eq(attachments.id, id)));
      return row;
    },
    /** How much a ticket has been sent already. */
    async totalsOf(ticketId: string): Promise<{ count: number; bytes: number }> {
      const [found] = await query
        .select({ count: count(), bytes: sum(attachments.size).mapWith(Number) })
        .from(attachments)
        .where(eq(attachments.ticketId, ticketId));
      return { count: found?.count ?? 0, bytes: found?.bytes ?? 0 };
    },
  };
}
