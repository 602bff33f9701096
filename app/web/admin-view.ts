import { readCertificate, type Certificate } from "../../certificates/certificate";
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

/** A certificate that chains are pinned to. */
export interface TrustLine {
  sha256: string;
  subject: string;
  role: "anchor" | "intermediate";
  purpose: "citizen" | "agency";
  notAfterAt: number;
  addedAt: number;
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

export async function trustLines({ store }: Pick<Services, "store">): Promise<TrustLine[]> {
  const trusted = await store.trust.certificates();
  return trusted.map(({ sha256, role, purpose, der, addedAt }) => {
    const certificate = readCertificate(der);
    return {
      sha256,
      subject: nameOf(certificate),
      role,
      purpose,
      notAfterAt: certificate.notAfterAt,
      addedAt,
    };
  });
}

/** The texts of a certificate's name, the most particular first. */
const nameOf = ({ subject }: Certificate) =>
  subject.rdns
    .flat()
    .flatMap(({ text }) => text ?? [])
    .reverse()
    .join("，");
