import { insert, type Write } from "../../../db/change";
import { newId } from "../../../db/ids";
import type { InboundContext } from "./received";
import type { WrittenMail } from "./reading";
import type { ReceivedMessage } from "../../machines/types";

/** What one ticket may be sent in files altogether. */
const ofTicket = { count: 50, bytes: 30 * 1024 * 1024 };

/**
 * A person's mail as its ticket keeps it, and the rows of its files, as many as the ticket still has room for.
 *
 * @param ticketId counts what the ticket holds already; `null` for a new one
 */
export async function messageOf(
  { store, random, clock }: Pick<InboundContext, "store" | "random" | "clock">,
  { files: all, left: leftBefore, ...words }: WrittenMail,
  ticketId: string | null,
): Promise<{ message: ReceivedMessage; rows: (ticketId: string) => Write[] }> {
  const held = ticketId === null ? { count: 0, bytes: 0 } : await store.received.totalsOf(ticketId);
  const files: ({ id: string } & WrittenMail["files"][number])[] = [];
  const left: ReceivedMessage["left"] = [...leftBefore];
  let { count, bytes: total } = held;
  for (const file of all) {
    const why =
      count >= ofTicket.count ? "too-many" : total + file.bytes.length > ofTicket.bytes ? "too-large" : null;
    if (why !== null) {
      left.push({ name: file.name, why });
      continue;
    }
    count += 1;
    total += file.bytes.length;
    files.push({ id: newId(random), ...file });
  }
  return {
    message: {
      ...words,
      files: files.map(({ id, name, bytes }) => ({ id, name, size: bytes.length })),
      left,
    },
    rows: (into) =>
      files.map(({ id, name, mediaType, bytes }) =>
        insert("attachments", {
          id,
          ticketId: into,
          name,
          mediaType,
          size: bytes.length,
          content: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
          receivedAt: clock(),
        }),
      ),
  };
}
