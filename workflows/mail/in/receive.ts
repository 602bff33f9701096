import { createHash } from "node:crypto";
import { insert, isChangeRefused } from "../../../db/change";
import type { OutboxRow } from "../../../db/queries/outbox";
import type { Ticket } from "../../../db/queries/tickets";
import { judge } from "../../../emails/inbound/classify";
import { rawHeader } from "../../../emails/inbound/header";
import { type MimePart, readMail } from "../../../emails/inbound/mime";
import type { DoorRefusal, Incoming } from "../../../emails/inbound/smtp-server";
import { sentMailIds } from "../../../emails/transport";
import type { InboundContext, ReceivedPart } from "./received";
import { takeBounce } from "./bounces";
import { takeLetter, takeReply } from "./letters";

type Target = { kind: "bounce"; sent: OutboxRow } | { kind: "reply"; ticket: Ticket } | { kind: "desk" };

const unknown: DoorRefusal = { code: 550, words: "5.1.1 no such address here" };
const bouncesOnly: DoorRefusal = { code: 550, words: "5.7.1 this address takes bounces only" };
const lettersOnly: DoorRefusal = {
  code: 550,
  words: "5.7.1 bounces and automatic mail are not taken at this address",
};
const notRead: DoorRefusal = { code: 554, words: "5.6.0 this cannot be read as a mail" };

/** Whether a mail may come in under this envelope: own addresses only, and a bounce only where one was asked for. */
export async function mayCome(
  parts: InboundContext,
  envelope: Pick<Incoming, "from" | "to">,
): Promise<DoorRefusal | null> {
  const target = await targetOf(parts, envelope.to);
  return target === null ? unknown : refusedFrom(target, envelope.from);
}

/**
 * Takes a mail in. Resolves with `null` once everything it means is committed, or was before; with a refusal where nothing
 * was stored. Nothing that comes in is ever answered by itself.
 */
export async function receiveMail(parts: InboundContext, incoming: Incoming): Promise<DoorRefusal | null> {
  const target = await targetOf(parts, incoming.to);
  if (target === null) return unknown;
  const refused = refusedFrom(target, incoming.from);
  if (refused) return refused;
  const digests = digestsOf(parts, incoming);
  for (const digest of digests) if (await parts.store.received.mail(digest)) return null;

  const mail = read(incoming.bytes);
  if (mail === null) return notRead;
  const judgement = judge(mail, { nullSender: incoming.from === "" });
  const automatic = judgement.automatic || (await isOurOwn(parts, mail));
  const received: ReceivedPart = {
    from: incoming.from,
    mail,
    judgement: { ...judgement, automatic },
    remembered: (ticketId) =>
      insert(
        "receivedMails",
        { digest: digests[0] ?? "", kind: judgement.kind, ticketId, receivedAt: parts.clock() },
        "received-before",
      ),
  };
  try {
    if (target.kind === "bounce") return await takeBounce(parts, target.sent, received);
    if (target.kind === "reply") return await takeReply(parts, target.ticket, received);
    return automatic ? lettersOnly : await takeLetter(parts, received);
  } catch (error) {
    // The same mail over two connections at once: the other one has stored it.
    if (isChangeRefused(error, "received-before")) return null;
    throw error;
  }
}

async function targetOf(
  { store, addresses, deskAddresses, clock }: InboundContext,
  to: string,
): Promise<Target | null> {
  const signed = addresses.read(to, clock());
  if (signed?.kind === "bounce") {
    const sent = await store.work.mail(signed.id);
    return sent ? { kind: "bounce", sent } : null;
  }
  if (signed?.kind === "reply") {
    const ticket = await store.tickets.byId(signed.id);
    return ticket ? { kind: "reply", ticket } : null;
  }
  return deskAddresses.includes(to.toLowerCase()) ? { kind: "desk" } : null;
}

function refusedFrom(target: Target, from: string): DoorRefusal | null {
  if (target.kind === "bounce") return from === "" ? null : bouncesOnly;
  return target.kind === "desk" && from === "" ? lettersOnly : null;
}

function read(bytes: Uint8Array): MimePart | null {
  try {
    return readMail(bytes);
  } catch (error) {
    if (error instanceof Error && error.name === "NotAMail") return null;
    throw error;
  }
}

function digestsOf({ secrets }: InboundContext, { to, bytes }: Incoming): string[] {
  const content = createHash("sha256").update(`${to.toLowerCase()}\n`).update(bytes).digest("hex");
  return secrets.keyedHashes("received-mail", content);
}

/** The desk's own mail, come back by a detour: marked by us, or with the message id of a mail we sent. */
async function isOurOwn({ store, deskAddresses }: InboundContext, { headers }: MimePart): Promise<boolean> {
  if (headers["x-loop"]?.some((value) => deskAddresses.includes(value.toLowerCase()))) return true;
  const [id] = sentMailIds(rawHeader(headers, "message-id"));
  return id !== undefined && (await store.work.mail(id)) !== undefined;
}
