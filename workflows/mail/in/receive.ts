import { createHash } from "node:crypto";
import { insert, isChangeRefused } from "../../../db/change";
import type { OutboxRow } from "../../../db/queries/outbox";
import type { Ticket } from "../../../db/queries/tickets";
import { isMailRefused, mailRefusedWords } from "../../../emails/inbound/mail-refused";
import type { DoorRefusal, Envelope, Incoming } from "../../../emails/inbound/smtp-server";
import { sentMailIds } from "../../../emails/transport";
import { isNotParsed } from "../../../language/not-parsed";
import type { InboundContext, ReceivedPart } from "./received";
import { takeBounce } from "./bounces";
import { takeLetter, takeReply } from "./letters";
import { senderKey, tooMany, within } from "./limits";
import type { ReadMail } from "./reading";

type Target = { kind: "bounce"; sent: OutboxRow } | { kind: "reply"; ticket: Ticket } | { kind: "desk" };

const unknown: DoorRefusal = { code: 550, words: "5.1.1 no such address here" };
const bouncesOnly: DoorRefusal = { code: 550, words: "5.7.1 this address takes bounces only" };
const lettersOnly: DoorRefusal = {
  code: 550,
  words: "5.7.1 bounces and automatic mail are not taken at this address",
};
const notRead: DoorRefusal = { code: 554, words: "5.6.0 this cannot be read as a mail" };

/** Whether a mail may come in under this envelope: own addresses only, and a bounce only where one was asked for. */
export async function mayCome(parts: InboundContext, envelope: Envelope): Promise<DoorRefusal | null> {
  const target = await targetOf(parts, envelope.to);
  return target === null ? unknown : refusedFrom(target, envelope.from);
}

/** A recipient that the mail may go on to. */
interface Due {
  target: Target;
  digest: string;
}

/**
 * Takes a mail in, for all its recipients. Resolves with `null` once everything it means is committed, or was before; with a
 * refusal where nothing was stored for at least one of them. Who sends too much is asked to come later before the mail is
 * read, and it is read once, however many it is for. Nothing that comes in is ever answered by itself.
 */
export async function receiveMail(parts: InboundContext, incoming: Incoming): Promise<DoorRefusal | null> {
  const { from, bytes } = incoming;
  const content = createHash("sha256").update(bytes).digest("hex");
  const due: Due[] = [];
  let refusal: DoorRefusal | null = null;
  for (const to of new Set(incoming.to.map((address) => address.toLowerCase()))) {
    const one = await dueAt(parts, { from, to, content });
    if (one === null) continue;
    if ("target" in one) due.push(one);
    else refusal = one;
  }
  if (due.length === 0) return refusal;

  const read = await parts.reader.read(bytes, from === "").catch(refusalOf);
  if ("words" in read) return read;
  const automatic = read.judgement.automatic || (await isOurOwn(parts, read));
  const written = onceFor((known: readonly string[]) => parts.reader.written(bytes, known));
  for (const { target, digest } of due) {
    const remembered = (ticketId: string | null) =>
      insert(
        "receivedMails",
        { digest, kind: read.judgement.kind, ticketId, receivedAt: parts.clock() },
        "received-before",
      );
    refusal = (await taken(parts, target, { from, read, automatic, written, remembered })) ?? refusal;
  }
  return refusal;
}

/** Where a mail goes that is for this recipient; `null` where it has been there before, a refusal where it may not. */
async function dueAt(
  parts: InboundContext,
  { from, to, content }: { from: string; to: string; content: string },
): Promise<Due | DoorRefusal | null> {
  const target = await targetOf(parts, to);
  if (target === null) return unknown;
  const refused = refusedFrom(target, from);
  if (refused) return refused;
  const digests = digestsOf(parts, to, content);
  for (const digest of digests) if (await parts.store.received.mail(digest)) return null;
  return (await mayBeRead(parts, target, from)) ? { target, digest: digests[0] ?? "" } : tooMany;
}

/** Counts the mail where it comes from and where it goes. */
async function mayBeRead(parts: InboundContext, target: Target, from: string): Promise<boolean> {
  if (target.kind === "bounce") return within(parts, "bounce", target.sent.id);
  if (!(await within(parts, "sender", senderKey(parts, from)))) return false;
  return target.kind === "reply" ? within(parts, "ticket", target.ticket.id) : within(parts, "letters", "");
}

async function taken(
  parts: InboundContext,
  target: Target,
  received: ReceivedPart,
): Promise<DoorRefusal | null> {
  try {
    if (target.kind === "bounce") return await takeBounce(parts, target.sent, received);
    if (target.kind === "reply") return await takeReply(parts, target.ticket, received);
    return received.automatic ? lettersOnly : await takeLetter(parts, received);
  } catch (error) {
    // The same mail over two connections at once: the other one has stored it.
    if (isChangeRefused(error, "received-before")) return null;
    return refusalOf(error);
  }
}

/** What the door says of a mail that cannot be read. */
function refusalOf(error: unknown): DoorRefusal {
  if (isMailRefused(error))
    return error.code === "not-a-mail"
      ? notRead
      : { code: 552, words: `5.3.4 ${mailRefusedWords(error, "en")} (${error.code})` };
  if (isNotParsed(error))
    return error.kind === "busy"
      ? { code: 450, words: "4.3.2 too many mails at once; please try again later" }
      : { code: 554, words: `5.6.0 reading this mail costs too much (${error.code})` };
  throw error;
}

/** Computes once for each list of passwords, which hardly ever are any. */
function onceFor<T>(compute: (known: readonly string[]) => Promise<T>) {
  const done = new Map<string, Promise<T>>();
  return (known: readonly string[]) => {
    const key = known.join();
    const result = done.get(key) ?? compute(known);
    done.set(key, result);
    return result;
  };
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

function digestsOf({ secrets }: InboundContext, to: string, content: string): string[] {
  return secrets.keyedHashes("received-mail", `${to}\n${content}`);
}

/** The desk's own mail, come back by a detour: marked by us, or with the message id of a mail we sent. */
async function isOurOwn({ store, deskAddresses }: InboundContext, read: ReadMail): Promise<boolean> {
  if (read.loops.some((value) => deskAddresses.includes(value))) return true;
  const [id] = sentMailIds(read.ownId);
  return id !== undefined && (await store.work.mail(id)) !== undefined;
}
