import type { Actor } from "../desk/actor";
import type { Context } from "../desk/context";
import type { Outcome } from "../desk/desk";
import { requireStanding } from "./office";
import type { Proof } from "./records";
import { recall, type Idempotency } from "../desk/idempotency";
import { isRefusal } from "../desk/refusal";
import type { TicketAct, TicketKind } from "../machines/types";

export interface Reset {
  kind: TicketKind;
  disableOldPassword: boolean;
  proof: Proof;
}

export interface StartedReset extends Outcome {
  /** The person's open ticket was acted on instead of opening another. */
  joined: boolean;
}

/** What the history keeps of the proof: a note of the desk's, in its first language as all notes are. */
const proofNotes: Record<Proof, string> = {
  "in-person": "身分確認方式：當面",
  extension: "身分確認方式：回撥分機",
  document: "身分確認方式：公文",
};

/**
 * 設定初始密碼 or 重設密碼: the decision is part of the start; with authority to `prepare` a supervisor confirms. A person
 * who has an open ticket keeps that one, and the decision is made on it.
 *
 * @throws Refusal of the authority, or of the open ticket's machine
 */
export async function startReset(
  parts: Pick<Context, "store" | "desk" | "clock">,
  actor: Actor,
  personId: string,
  { kind, disableOldPassword, proof }: Reset,
  idempotency?: Idempotency,
): Promise<StartedReset> {
  const { store, desk } = parts;
  const recalled = await recall<Outcome>(store, actor, idempotency);
  if (recalled) return replay(recalled);
  const { person, facts } = await requireStanding(parts, actor, personId);
  const note: TicketAct = { type: "NOTE", text: proofNotes[proof] };
  const approve: TicketAct = { type: "APPROVE", disableOldPassword };
  const claim = {
    agencyId: person.agencyId,
    name: person.name,
    account: null,
    nationalId: null,
    contact: null,
    story: null,
    locale: person.locale,
  };

  const before = await store.tickets.openOf(personId);
  if (before) return join(before);
  try {
    const opened = await desk.open(
      { kind, path: "hr-supervisor", channel: "hr", personId, claim, then: [note, approve] },
      actor,
      { idempotency, facts },
    );
    return { ...opened, joined: false };
  } catch (error) {
    const open =
      isRefusal(error) && error.code === "another-ticket-open"
        ? await store.tickets.openOf(personId)
        : undefined;
    if (!open) throw error;
    return join(open);
  }

  async function join({ number, state }: { number: string; state: string }): Promise<StartedReset> {
    const act: TicketAct = state.startsWith("passwordHandover") ? { type: "REISSUE" } : approve;
    const outcome = await desk.act(number, act, actor, { idempotency, facts });
    return outcome.replayed ? replay(outcome) : { ...outcome, joined: true };
  }

  /** What the first of two same calls did. A new ticket's number is given out in its commit, so the record lacks it. */
  async function replay(first: Outcome): Promise<StartedReset> {
    const ticket = await store.tickets.byId(first.ticketId);
    return { ...first, number: ticket?.number ?? "", replayed: true, joined: first.number !== "" };
  }
}
