import { isChangeRefused, update, type Write } from "../../../db/change";
import type { OutboxRow } from "../../../db/queries/outbox";
import type { Random } from "../../../db/types";
import type { Delivery } from "../../../emails/delivery";
import { digestEveryMs } from "../../../emails/templates/registry";
import type { Desk } from "../../desk/desk";
import type { OutboxContext } from "./sending";
import { isDecided, isRefusal } from "../../desk/refusal";
import { createLedger, batched } from "./batch";

type NotAccepted = Exclude<Delivery, { outcome: "accepted" }>;

/** Writes down what became of mails, and tells the ticket whose password a mail carried. */
export interface Recorder {
  tried(row: OutboxRow, delivery: Delivery): Promise<void>;
  superseded(row: OutboxRow): Promise<void>;
  /** What it carries has run out before any server took it. */
  expired(row: OutboxRow): Promise<void>;
}

const firstPauseMs = 15_000;
const longestPauseMs = 30 * 60_000;
/** A server away for so long is told of by its return: what waited for it goes at once. */
const longAwayMs = 5 * 60_000;
/** So often a ticket is told that others overtake each time. */
const tellings = 10;
const system = { kind: "system", name: "outbox" } as const;

/** @param withinMs so long may a mail's fate wait for that of others; killed meanwhile, the mail comes twice */
export function createRecorder(parts: OutboxContext, withinMs: number): Recorder {
  const { store, desk, clock, random, holder, expiryOf } = parts;
  const ledger = createLedger(parts, withinMs);
  const checkpoint = batched<null>(() => store.shrinkLog());
  /** Since when the mail server takes nothing; unknown at the start, so as if for ever. */
  let awaySince: number | null = 0;

  return {
    async tried(row, delivery) {
      if (delivery.outcome === "accepted") await accepted(row, delivery.response);
      else await refused(row, delivery);
    },
    superseded: (row) => ledger(settled(row, { state: "cancelled", leasedUntil: null })),
    expired: (row) =>
      giveUp(row, { response: row.lastResponse ?? "too late", failure: row.failure ?? "desk" }),
  };

  async function accepted(row: OutboxRow, response: string): Promise<void> {
    const at = clock();
    const writes = [
      ...settled(row, {
        state: "sent",
        sentAt: at,
        lastResponse: response,
        failure: null,
        leasedUntil: null,
      }),
      ...serverIsBack(at),
    ];
    if (row.temporaryPasswordId === null) return ledger(writes);
    const expiresAt = expiryOf(at);
    const erased = update(
      "temporaryPasswords",
      { id: row.temporaryPasswordId },
      { seed: null, mailedAt: at, expiresAt },
    );
    const alongside = [...writes, erased];
    await tell(row, { type: "MAIL_ACCEPTED", issue: row.issue ?? 0, expiresAt, response }, { alongside });
    await checkpoint(null);
  }

  async function refused(row: OutboxRow, delivery: NotAccepted): Promise<void> {
    const at = clock();
    const { response, failure } = delivery;
    if (failure === "server") awaySince ??= at;
    // The hash's commit may have set a later end than the row had when it was claimed.
    const giveUpAt = (await store.work.mail(row.id))?.giveUpAt ?? row.giveUpAt;
    const nextAttemptAt = at + pauseAfter(row.attempts, random);
    if (delivery.outcome === "permanent" || nextAttemptAt >= giveUpAt)
      return giveUp(row, { response, failure });
    await ledger([
      update("outbox", mine(row), { nextAttemptAt, lastResponse: response, failure, leasedUntil: null }),
    ]);
  }

  async function giveUp(row: OutboxRow, { response, failure }: Pick<NotAccepted, "response" | "failure">) {
    const set = { state: "failed", lastResponse: response, failure, leasedUntil: null } as const;
    if (row.temporaryPasswordId === null)
      return ledger([update("outbox", mine(row), set), ...carried(row, set)]);
    // Before the ticket's own rows, which cancel what still waits.
    const before = [update("outbox", mine(row), set, "not-mine")];
    await tell(row, { type: "MAIL_REFUSED", issue: row.issue ?? 0, response }, { before });
  }

  /** The row as this worker holds it: cancelled meanwhile, or taken over, it is no longer ours to judge. */
  function mine({ id }: OutboxRow) {
    return { id, state: "waiting", leaseHolder: holder } as const;
  }

  /** A mail and what it carries along. */
  function settled(row: OutboxRow, set: Partial<OutboxRow>): Write[] {
    return [update("outbox", { id: row.id }, set), ...carried(row, set)];
  }

  function serverIsBack(at: number): Write[] {
    const since = awaySince;
    awaySince = null;
    if (since === null || at - since < longAwayMs) return [];
    const waiting = { state: "waiting", failure: "server", nextAttemptAt: { moreThan: at } } as const;
    return [update("outbox", waiting, { nextAttemptAt: at })];
  }

  /**
   * Tells the ticket, with the outbox row in the same commit; a ticket that has moved on keeps only the row. One that cannot
   * hear now is told when the lease has run out and the mail has come again: its case must not wait for it for ever.
   */
  async function tell(
    row: OutboxRow,
    event: Parameters<Desk["act"]>[1],
    { before = [], alongside = [] }: { before?: Write[]; alongside?: Write[] },
  ): Promise<void> {
    const ticket = row.ticketId === null ? undefined : await store.tickets.byId(row.ticketId);
    try {
      if (!ticket) throw new Error("a password's mail belongs to a ticket");
      await actThoughOvertaken(ticket.number, event, { before, alongside });
    } catch (error) {
      if (isDecided(error))
        await store
          .commit({ at: clock(), writes: [...before, ...alongside], audit: [] })
          .catch(unlessNotMine);
      else unlessNotMine(error);
    }
  }

  async function actThoughOvertaken(...[number, event, options]: Telling): Promise<void> {
    for (let tried = 1; ; tried += 1) {
      try {
        await desk.act(number, event, system, options);
        return;
      } catch (error) {
        if (!isRefusal(error) || error.code !== "busy" || tried === tellings) throw error;
      }
    }
  }
}

type Telling = [
  number: string,
  event: Parameters<Desk["act"]>[1],
  options: { before: Write[]; alongside: Write[] },
];

/** Taken over by another worker, or cancelled: there is nothing to record. */
function unlessNotMine(error: unknown): void {
  if (!isChangeRefused(error, "not-mine")) throw error;
}

/** What a mail carries along shares its fate. */
function carried({ id, template }: OutboxRow, set: Partial<OutboxRow>): Write[] {
  if (!Object.hasOwn(digestEveryMs, template)) return [];
  return [update("outbox", { gatheredInto: id, state: "waiting" }, set)];
}

/** Growing pauses with jitter: 15 s, 30 s, 1 min … half an hour. */
export function pauseAfter(attempts: number, random: Random): number {
  const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.max(0, attempts - 1));
  const [jitter = 0] = random(1);
  return Math.round(pause * (1 + jitter / 512));
}
