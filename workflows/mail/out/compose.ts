import { isChangeRefused, replace, update, type NewRow, type Write } from "../../../db/change";
import type { OutboxRow } from "../../../db/queries/outbox";
import type { TemporaryPassword } from "../../../db/queries/tickets";
import {
  needsConfirmLink,
  needsPassword,
  needsStatusLink,
  type Mail,
  type SendableMail,
} from "../../../emails/mail";
import { confirmationRow } from "../../hr/confirm-address";
import { gatheredItems, gatheredTemplates, type GatheredItem } from "./digest";
import type { OutboxContext } from "./sending";

/** A mail that is not sent: what it says holds no longer, or it would come when it is of no use. */
export type NotSent = "superseded" | "too-late";

/**
 * Adds what must not lie in the database: the number given out in the commit, the links, the password. A password's hash
 * is committed before the mail is sent, so that whatever arrives opens the door.
 */
export async function completeMail(
  parts: OutboxContext,
  write: (writes: Write[]) => Promise<void>,
  row: OutboxRow,
): Promise<SendableMail | NotSent> {
  const { store } = parts;
  if (row.template in gatheredTemplates) return gathered(parts, write, row);
  const ticket = row.ticketId === null ? undefined : await store.tickets.byId(row.ticketId);
  const mail = { template: row.template, ...row.params, number: ticket?.number ?? "" } as Mail;
  if (needsPassword(mail)) {
    const issued = await prepared(parts, row);
    return typeof issued === "string" ? issued : { ...mail, ...issued };
  }
  if (mail.template === "lapsing-soon" && mail.validUntilAt <= parts.clock()) return "superseded";
  if (mail.template === "certificate-confirmation")
    return { ...mail, confirmUrl: parts.bindingLink(mail.binding) };
  if (needsConfirmLink(mail)) {
    const { url, tokenHash } = parts.confirmLink(row.id);
    await write([confirmationRow(row, tokenHash)]);
    return { ...mail, confirmUrl: url };
  }
  if (!needsStatusLink(mail)) return mail;
  return { ...mail, statusUrl: await openLink(parts, write, row.ticketId ?? "", row.personId ?? "") };
}

/** What a mail carries that nobody else may read. */
export function secretOf(mail: SendableMail): string | undefined {
  if (mail.template !== "temporary-password") return undefined;
  return mail.link === undefined ? mail.password : mail.link.slice(mail.link.lastIndexOf("/") + 1);
}

/** The cases of a mail that was gathered, each with its number and, where the reader may follow it, its link. */
async function gathered(
  parts: OutboxContext,
  write: (writes: Write[]) => Promise<void>,
  row: OutboxRow,
): Promise<SendableMail | NotSent> {
  const items = await gatheredItems(parts.store, row, write);
  const [first, ...others] = items;
  if (!first) return "superseded";
  if (row.template === "decision-waiting")
    return { template: "decision-waiting", items: items as (GatheredItem & Waiting)[] };
  const received = async (item: GatheredItem) => ({
    ...(item as GatheredItem & Omit<Received, "statusUrl">),
    statusUrl: await openLink(parts, write, item.ticketId, item.personId),
  });
  return {
    ...(await received(first)),
    template: "request-received",
    others: await Promise.all(others.map(received)),
  };
}

type Waiting = Extract<SendableMail, { template: "decision-waiting" }>["items"][number];
type Received = Extract<SendableMail, { template: "request-received" }>;

/** The link to the whole path of a ticket, found again by its hash. */
async function openLink(
  { store, statusLink, clock }: OutboxContext,
  write: (writes: Write[]) => Promise<void>,
  ticketId: string,
  personId: string,
): Promise<string> {
  const { url, tokenHash } = statusLink(ticketId, personId);
  if ((await store.tickets.linkByHash(tokenHash)) === undefined)
    await write([replace("statusLinks", { tokenHash, ticketId, level: "mail", createdAt: clock() })]);
  return url;
}

type Issued = ({ password: string } | { link: string }) & { validUntilAt: number };

/**
 * The password of a mail, or the link in its place, with its hash committed. The mail is not sent where the password is
 * dead or has run out.
 */
async function prepared(parts: OutboxContext, row: OutboxRow): Promise<Issued | NotSent> {
  const { store, clock } = parts;
  const read = async () =>
    row.temporaryPasswordId === null
      ? undefined
      : await store.tickets.temporaryPassword(row.temporaryPasswordId);
  const issued = await read();
  if (issued?.state !== "live" || issued.seed === null) return "superseded";
  const carried = carriedBy(parts, issued, issued.seed);
  const known = issued.hash ?? issued.linkHash;
  if (known === null) await commit(parts, row, issued.id, await carried.recognisedBy());
  const now = known === null ? await read() : issued;
  if (now?.state !== "live" || now.expiresAt === null) return "superseded";
  return now.expiresAt <= clock() ? "too-late" : { ...carried.inMail, validUntilAt: now.expiresAt };
}

/** What the mail carries, and the hash by which it will be recognised. What was begun as one stays that one. */
function carriedBy(
  { delivery, derivePassword, passwordLink, hashPassword }: OutboxContext,
  { hash, linkHash, keyId }: TemporaryPassword,
  seed: Uint8Array,
) {
  if (linkHash !== null || (hash === null && delivery === "link")) {
    const { url, tokenHash } = passwordLink(seed, keyId);
    return { inMail: { link: url }, recognisedBy: () => Promise.resolve({ linkHash: tokenHash }) };
  }
  const password = derivePassword(seed, keyId);
  return { inMail: { password }, recognisedBy: async () => ({ hash: await hashPassword(password) }) };
}

/**
 * Commits what will be recognised, with the time that the mail will name, so that a mail sent again says the same; until
 * then it may be tried. A password that died meanwhile stays as it is.
 */
async function commit(
  { store, clock, expiryOf }: OutboxContext,
  row: OutboxRow,
  id: string,
  recognised: Partial<NewRow<"temporaryPasswords">>,
): Promise<void> {
  const at = clock();
  const expiresAt = expiryOf(at);
  const writes = [
    update(
      "temporaryPasswords",
      { id, state: "live", hash: null, linkHash: null },
      { ...recognised, expiresAt },
      "not-live",
    ),
    update("outbox", { id: row.id }, { giveUpAt: expiresAt }),
  ];
  await store.commit({ at, writes, audit: [] }).catch((error: unknown) => {
    if (!isChangeRefused(error, "not-live")) throw error;
  });
}
