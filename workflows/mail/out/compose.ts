import { isChangeRefused, replace, update, type NewRow, type Write } from "../../../db/change";
import type { OutboxRow } from "../../../db/queries/outbox";
import type { TemporaryPassword } from "../../../db/queries/passwords";
import {
  digestEveryMs,
  needs,
  type OrderedMail,
  type SendableMail,
  type Template,
  templates,
} from "../../../emails/templates/registry";
import { linkGeneration } from "../../../accounts/access/link-generation";
import { confirmationRow } from "../../hr/confirm-address";
import { digestCases, type DigestCase } from "./digest";
import type { OutboxContext } from "./sending";

/** A mail that is not sent: what it says holds no longer, or it would come when it is of no use. */
export type NotSent = "superseded" | "expired";

/**
 * Adds what must not lie in the database: the number given out in the commit, the links, the password. A password's hash
 * is committed before the mail is sent, so that whatever arrives opens the door.
 */
export async function completeMail(
  parts: OutboxContext,
  write: (writes: Write[]) => Promise<void>,
  row: OutboxRow,
): Promise<SendableMail | NotSent> {
  if (Object.hasOwn(digestEveryMs, row.template)) return digest(parts, write, row);
  const ticket = row.ticketId === null ? undefined : await parts.store.tickets.byId(row.ticketId);
  const number = ticket?.number ?? "";
  const mail = { template: row.template, ...row.params } as OrderedMail;
  if (needs(mail, "password")) {
    const issued = await prepared(parts, row);
    return typeof issued === "string" ? issued : { ...mail, number, ...issued };
  }
  // Its link lets in while the case is open only.
  if (mail.template === "account-paused" && ticket?.closedAt !== null) return "superseded";
  if (mail.template === "lapsing-soon" && mail.validUntilAt <= parts.clock()) return "superseded";
  if (needs(mail, "binding-link")) return { ...mail, confirmUrl: parts.bindingLink(mail.binding) };
  if (needs(mail, "address-link")) {
    const { url, tokenHash } = parts.confirmLink(row.id);
    await write([confirmationRow(row, tokenHash)]);
    return { ...mail, confirmUrl: url };
  }
  if (needs(mail, "status-link"))
    return {
      ...mail,
      number,
      statusUrl: await openLink(parts, write, row.ticketId ?? "", row.personId ?? ""),
    };
  return needs(mail, "number") ? { ...mail, number } : mail;
}

/** What a mail carries that nobody else may read. */
export function secretOf(mail: SendableMail): string | undefined {
  if (mail.template !== "temporary-password") return undefined;
  return mail.link === undefined ? mail.password : mail.link.slice(mail.link.lastIndexOf("/") + 1);
}

/** A mail of several cases, each with its number and, where the reader may follow it, its link. */
async function digest(
  parts: OutboxContext,
  write: (writes: Write[]) => Promise<void>,
  row: OutboxRow,
): Promise<SendableMail | NotSent> {
  const { joins } = templates[row.template as Template];
  const linked = async (one: DigestCase) =>
    joins === "status-link"
      ? { ...one, statusUrl: await openLink(parts, write, one.ticketId, one.personId) }
      : one;
  const [first, ...others] = await digestCases(parts.store, row, write);
  if (!first) return "superseded";
  return {
    template: row.template,
    ...(await linked(first)),
    others: await Promise.all(others.map(linked)),
  } as unknown as SendableMail;
}

/** The link to the whole path of a ticket, found again by its hash. */
async function openLink(
  { store, statusLink, clock }: OutboxContext,
  write: (writes: Write[]) => Promise<void>,
  ticketId: string,
  personId: string,
): Promise<string> {
  const { url, tokenHash } = statusLink(ticketId, personId, await linkGeneration(store));
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
    row.temporaryPasswordId === null ? undefined : await store.passwords.byId(row.temporaryPasswordId);
  const issued = await read();
  if (issued?.state !== "live" || issued.seed === null) return "superseded";
  const carried = carriedBy(parts, issued, issued.seed);
  const known = issued.hash ?? issued.linkHash;
  if (known === null) await commit(parts, row, issued.id, await carried.recognisedBy());
  const now = known === null ? await read() : issued;
  if (now?.state !== "live" || now.expiresAt === null) return "superseded";
  return now.expiresAt <= clock() ? "expired" : { ...carried.inMail, validUntilAt: now.expiresAt };
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
