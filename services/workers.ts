import type { Logger } from "pino";
import { hashPassword } from "../accounts/passwords/password-hash";
import { hashToken } from "../accounts/access/secrets";
import {
  deriveLinkToken,
  deriveTemporaryPassword,
  temporaryPasswordExpiresAt,
} from "../accounts/passwords/temporary-password";
import type { Services } from "./services";
import type { ReturnAddresses } from "../emails/inbound/return-address";
import { isAnswerable } from "../emails/templates/registry";
import { renderMail } from "../emails/render";
import { mailSite } from "../emails/site";
import { createMailTransport, type MailTransportOptions } from "../emails/transport";
import { operator } from "../language/operator";
import { bindingToken } from "../workflows/cards/citizen/binding-letters";
import { matchRequests } from "../workflows/requests/match-requests";
import { tellOfPauses } from "../workflows/sign-in/paused-accounts";
import { fireDueDeadlines } from "../workflows/workers/deadlines";
import { refreshDueLists } from "../workflows/trust/list-refresh";
import { startPolling } from "../workflows/workers/poll";
import { connections } from "../workflows/mail/out/rate-limit";
import { createOutbox } from "../workflows/mail/out/outbox";
import type { OutboxContext } from "../workflows/mail/out/sending";
import { returnAddressesOf } from "./inbound";
import { leaseHolder } from "./leases";

const beatMs = 1000;
/** How often requests are held against the record; those not yet answered wait for the next time. */
const matchMs = 2000;
const quietMs = 1500;
/** How often the owners of paused accounts are looked for; a pause lasts a quarter of an hour. */
const pausesMs = 30_000;
const sweepMs = 10 * 60_000;
/** How often lists are looked for that are due. */
const listsMs = 10_000;

export interface Workers {
  /** Lets the work in hand finish, then stops. */
  stop(): Promise<void>;
}

/** Starts the loops of this process: the outbox, the deadlines, requests, pauses, the sweep, the revocation lists. */
export function startWorkers(services: Services, log: Logger): Workers {
  const { store, desk, clock, changes, metrics } = services;
  const lists = { ...services, trust: services.card.trust };
  const { parts, close } = outboxContext(services);
  const onError = (loop: string) => (error: unknown) => log.error({ err: error, loop }, "a loop failed");
  const mail = createOutbox(
    {
      ...parts,
      tried: metrics.mailTried,
      onError: (error, id) => log.error({ err: error, mail: id }, "a mail could not be written"),
    },
    { onRoom: () => outbox?.nudge() },
  );
  const loops = [
    startPolling({ work: () => mail.takeUp(), beatMs, onError: onError("outbox") }),
    startPolling({
      work: () => fireDueDeadlines({ store, desk, clock }),
      beatMs,
      onError: onError("deadlines"),
    }),
    // By its own beat, and no request of the moment: what it does differs by whether there is such a person.
    startPolling({
      work: () => matchRequests(services, clock() - quietMs),
      beatMs: matchMs,
      onError: onError("requests"),
    }),
    // By its own beat too: only somebody on record is written to.
    startPolling({
      work: () => tellOfPauses(services).then(() => 0),
      beatMs: pausesMs,
      onError: onError("pauses"),
    }),
    startPolling({
      work: () => store.records.sweep(clock()).then(() => 0),
      beatMs: sweepMs,
      onError: onError("sweep"),
    }),
    startPolling({ work: () => refreshDueLists(lists), beatMs: listsMs, onError: onError("lists") }),
  ];
  const [outbox, deadlines] = loops;
  const unsubscribe = changes.subscribe(() => {
    outbox?.nudge();
    deadlines?.nudge();
  });
  return {
    async stop() {
      unsubscribe();
      await Promise.all(loops.map((loop) => loop.stop()));
      await mail.idle();
      close();
    },
  };
}

/** How long a mail server may take, and whose certificate it may show besides the system's. */
export type MailPatience = Pick<MailTransportOptions, "patience" | "attempt" | "ca">;

/** What the outbox needs, from the services of this process. Exported for tests, which drive it step by step. */
export function outboxContext(
  { environment, store, desk, clock, random, secrets, office, mailbox }: Services,
  patience: MailPatience = {},
): {
  parts: OutboxContext;
  close: () => void;
} {
  const { appUrl, mailFrom, passwordProfile } = environment;
  const smtpUrl = environment.smtpUrl ?? mailbox?.url;
  if (smtpUrl === undefined) throw new Error("SMTP_URL is missing");
  const transport = createMailTransport({
    smtpUrl,
    from: { address: mailFrom.address, name: operator.site },
    dkim: environment.dkim,
    connections,
    ...patience,
  });
  const site = mailSite(appUrl, mailFrom.address);
  const parts: OutboxContext = {
    store,
    desk,
    clock,
    random,
    holder: leaseHolder(),
    delivery: environment.passwordDelivery,
    derivePassword: (seed, keyId) =>
      deriveTemporaryPassword(seed, secrets.derivationKey("temporary-password", keyId)),
    passwordLink(seed, keyId) {
      const token = deriveLinkToken(seed, secrets.derivationKey("password-link", keyId));
      return { url: `${appUrl}/password-link/${token}`, tokenHash: hashToken(token) };
    },
    hashPassword,
    statusLink(ticketId, personId, generation) {
      const named = [ticketId, personId, ...(generation === null ? [] : [generation])].join("|");
      const token = Buffer.from(secrets.keyedHash("status-link", named)).toString("base64url");
      return { url: `${appUrl}/status/${token}`, tokenHash: hashToken(token) };
    },
    bindingLink: (id) => `${appUrl}/certificate/confirm/${bindingToken(secrets, id)}`,
    confirmLink(mailId) {
      const token = Buffer.from(secrets.keyedHash("confirm-address", mailId)).toString("base64url");
      return { url: `${appUrl}/confirm-address/${token}`, tokenHash: hashToken(token) };
    },
    render: (mail, locale, at, rewording) =>
      renderMail(mail, { locale, calendar: locale === "en" ? "gregorian" : "minguo", site, at, rewording }),
    send: (mail) => transport.send(mail),
    comesBackTo: comesBackTo(returnAddressesOf({ environment, secrets })),
    senderAddress: mailFrom.address,
    expiryOf: (acceptedAt) => temporaryPasswordExpiresAt(acceptedAt, passwordProfile, office),
  };
  return { parts, close: () => transport.close() };
}

/** Every mail has an address that a bounce finds it by; what people get can be answered, what staff get cannot. */
function comesBackTo(addresses: ReturnAddresses | null): OutboxContext["comesBackTo"] {
  return (row) => ({
    returnPath: addresses?.sign({ kind: "bounce", id: row.id }, row.createdAt),
    replyTo:
      row.ticketId !== null && isAnswerable(row.template)
        ? addresses?.sign({ kind: "reply", id: row.ticketId }, row.createdAt)
        : undefined,
  });
}
