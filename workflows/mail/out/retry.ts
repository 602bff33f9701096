import { isChangeRefused, update } from "../../../db/change";
import { actorColumns, type Actor } from "../../desk/actor";
import type { Context } from "../../desk/context";

/** What became of a mail that was to be tried again. */
export type Retried =
  | "queued"
  | "no-such-mail"
  /** Sent, or given up as superseded. */
  | "not-open"
  /** Its password died with the failure; the ticket must issue a new one. */
  | "password-dead";

const giveUpAfterMs = 3 * 24 * 60 * 60_000;

/** Has a mail tried again at once: one that waits for its next attempt, or a notice that was given up. */
export async function retryMail(
  { store, clock }: Pick<Context, "store" | "clock">,
  id: string,
  actor: Actor,
): Promise<Retried> {
  const asked = await store.work.mail(id);
  // One that another mail carries along goes when that one goes.
  const mail = asked?.gatheredInto ? await store.work.mail(asked.gatheredInto) : asked;
  if (!mail) return "no-such-mail";
  if (mail.state === "failed" && mail.temporaryPasswordId !== null) return "password-dead";
  if (mail.state !== "waiting" && mail.state !== "failed") return "not-open";
  const at = clock();
  const again = {
    state: "waiting",
    nextAttemptAt: at,
    ...(mail.state === "failed" && { giveUpAt: at + giveUpAfterMs }),
  } as const;
  const writes = [
    update("outbox", { id: mail.id, state: mail.state }, again, "not-open"),
    update("outbox", { gatheredInto: mail.id, state: mail.state }, again),
  ];
  const audit = [
    { ...actorColumns(actor), act: "outbox.retried", ticketId: mail.ticketId, detail: { mail: mail.id } },
  ];
  try {
    await store.commit({ at, writes, audit });
    return "queued";
  } catch (error) {
    if (isChangeRefused(error, "not-open")) return "not-open";
    throw error;
  }
}
