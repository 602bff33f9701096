import { verifyPassword } from "../../../accounts/passwords/password-hash";
import { hashToken } from "../../../accounts/access/secrets";
import type { TemporaryPassword } from "../../../db/queries/passwords";
import type { Ticket } from "../../../db/queries/tickets";
import type { DoorRefusal } from "../../../emails/inbound/smtp-server";
import { sentMailIds } from "../../../emails/transport";
import type { InboundContext, ReceivedPart } from "./received";
import { cleaned } from "./cleaned";
import { senderKey, tooMany, within } from "./limits";
import { messageOf } from "./message";
import type { ReadMail } from "./reading";
import { isDecided } from "../../desk/refusal";

const inbound = { kind: "system", name: "inbound" } as const;
/** A mail to the signed address of a ticket: a person's message joins it, a machine's becomes a note. */
export async function takeReply(
  parts: InboundContext,
  ticket: Ticket,
  received: ReceivedPart,
): Promise<DoorRefusal | null> {
  if (received.automatic) return noteAutomatic(parts, ticket, received);
  if (ticket.closedAt !== null) return openByMail(parts, received, ticket.number);

  const known = await killExposed(parts, received, [ticket.id]);
  const { message, rows } = await messageOf(parts, await received.written(known), ticket.id);
  try {
    await parts.desk.act(ticket.number, { type: "MESSAGE_RECEIVED", message }, inbound, {
      alongside: [received.remembered(ticket.id), ...rows(ticket.id)],
    });
    return null;
  } catch (error) {
    if (!isDecided(error)) throw error;
    return openByMail(parts, received, ticket.number);
  }
}

/** A mail to the desk's plain address: somebody asks for help, and nobody knows yet who (待確認身分). */
export async function takeLetter(parts: InboundContext, received: ReceivedPart): Promise<DoorRefusal | null> {
  return openByMail(parts, received, null);
}

/** Automatic mail is kept as a note at most, and never answered, so that no loop can begin here. */
export async function noteAutomatic(
  { store, desk, clock }: InboundContext,
  ticket: Ticket | undefined,
  { read, remembered }: ReceivedPart,
): Promise<null> {
  const alongside = [remembered(ticket?.id ?? null)];
  try {
    if (ticket) {
      const text = read.note || cleaned(read.judgement.reason, [], 1000);
      await desk.act(ticket.number, { type: "AUTO_REPLIED", text }, inbound, { alongside });
      return null;
    }
  } catch (error) {
    if (!isDecided(error)) throw error;
  }
  await store.commit({ at: clock(), writes: alongside, audit: [] });
  return null;
}

/** @param about the closed case that the mail answers */
async function openByMail(
  parts: InboundContext,
  received: ReceivedPart,
  about: string | null,
): Promise<DoorRefusal | null> {
  if (
    !(await within(parts, "newTicketsOfSender", senderKey(parts, received.from))) ||
    !(await within(parts, "newTickets", ""))
  )
    return tooMany;
  const known = await killExposed(parts, received, []);
  const { message, rows } = await messageOf(parts, await received.written(known), null);
  const subject = about === null ? message.subject : `${about} ${message.subject}`;
  await parts.desk.open(
    {
      kind: "recovery",
      path: "helpdesk",
      channel: "mail",
      personId: null,
      claim: {
        agencyId: null,
        name: message.name || message.address || "—",
        account: null,
        nationalId: null,
        contact: message.address || null,
        story: subject || null,
        locale: /\p{Script=Han}/u.test(message.subject + message.text) ? "zh-Hant-TW" : "en",
      },
      then: [{ type: "MESSAGE_RECEIVED", message }],
      thenBy: inbound,
      alongside: (ticketId) => [received.remembered(ticketId), ...rows(ticketId)],
    },
    { kind: "visitor", address: "mail" },
  );
  return null;
}

/**
 * Kills the live passwords that a mail carries, and those whose one-time link it carries, before anything of it is stored:
 * should the process end between, the mail comes again and finds them dead.
 *
 * @param ticketIds the tickets that the mail goes to; those of the mails that it answers are looked at too
 * @returns the passwords found, to be struck out however they are written
 */
async function killExposed(
  parts: InboundContext,
  { read }: ReceivedPart,
  ticketIds: readonly string[],
): Promise<string[]> {
  const typed = await passwordsIn(parts, read, ticketIds);
  for (const { live } of typed) await kill(parts, live);
  for (const token of read.linkTokens) {
    const issued = await parts.store.passwords.byLink(hashToken(token));
    if (issued?.state === "live") await kill(parts, issued);
  }
  return typed.map(({ password }) => password);
}

async function kill({ store, desk }: InboundContext, { ticketId, issue }: TemporaryPassword): Promise<void> {
  const ticket = await store.tickets.byId(ticketId);
  try {
    if (ticket) await desk.act(ticket.number, { type: "PASSWORD_EXPOSED", issue }, inbound);
  } catch (error) {
    if (!isDecided(error)) throw error;
  }
}

/** The live passwords that a mail carries, of the tickets it goes to or whose mails it answers. */
async function passwordsIn(
  { store }: InboundContext,
  { answered, passwordCandidates: candidates }: ReadMail,
  ticketIds: readonly string[],
): Promise<{ password: string; live: TemporaryPassword }[]> {
  const ids = sentMailIds(answered).slice(-3);
  const mails = await Promise.all(ids.map((id) => store.work.mail(id)));
  const about = new Set([...ticketIds, ...mails.flatMap((sent) => sent?.ticketId ?? [])]);
  const found: { password: string; live: TemporaryPassword }[] = [];
  for (const ticketId of candidates.length > 0 ? about : []) {
    const ticket = await store.tickets.byId(ticketId);
    const live = ticket?.personId ? await store.passwords.liveOf(ticket.personId) : undefined;
    if (live?.ticketId !== ticketId || live.hash === null) continue;
    const password = await firstMatch(candidates, live.hash);
    if (password !== null) found.push({ password, live });
  }
  return found;
}

/** One after the other, so that a mail takes one place among those who sign in. */
async function firstMatch(candidates: readonly string[], hash: string): Promise<string | null> {
  for (const candidate of candidates) if (await verifyPassword(hash, candidate)) return candidate;
  return null;
}
