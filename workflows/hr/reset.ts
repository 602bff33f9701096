import type { Ticket } from "../../db/queries/tickets";
import type { Actor } from "../desk/actor";
import type { Context } from "../desk/context";
import type { Outcome } from "../desk/desk";
import { requireStanding } from "./office";
import type { Proof } from "./records";
import { firstOn } from "../desk/first";
import { recall, remember, type Idempotency } from "../desk/idempotency";
import { stillAbout, withOpenCase } from "../desk/open-case";
import { deskError } from "../desk/refusal";
import { contextOf } from "../machines/stored";
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

/** Starts within this time of an issue, in milliseconds, are the same start. */
const sameStartMs = 60_000;

/** What the history keeps of the proof: a note of the desk's, in its first language as all notes are. */
const proofNotes: Record<Proof, string> = {
  "in-person": "身分確認方式：當面",
  extension: "身分確認方式：回撥分機",
  document: "身分確認方式：公文",
};

/**
 * 設定初始密碼 or 重設密碼: the decision is part of the start; with authority to `prepare` a supervisor confirms. A person
 * who has an open ticket keeps that one, and the decision is made on it. Starts of one minute are one: the first issues a
 * password, and the others are led to its ticket.
 *
 * @throws Refusal of the authority, or of the open ticket's machine; `not-now` where the start that was quicker keeps the
 *   old password and this one would not
 */
export async function startReset(
  parts: Pick<Context, "store" | "desk" | "clock">,
  actor: Actor,
  personId: string,
  { kind, disableOldPassword, proof }: Reset,
  idempotency?: Idempotency,
): Promise<StartedReset> {
  const { store, desk, clock } = parts;
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

  return withOpenCase(store, personId, async (open) => {
    if (open) return join(open);
    const opened = await desk.open(
      { kind, path: "hr-supervisor", channel: "hr", personId, claim, then: [note, approve] },
      actor,
      { idempotency, facts },
    );
    return { ...opened, joined: false };
  });

  async function join(open: Ticket): Promise<StartedReset> {
    const { number, state } = open;
    const handedOver = state.startsWith("passwordHandover");
    if (handedOver && (await isJustIssued())) return same(open);
    const act: TicketAct = handedOver ? { type: "REISSUE" } : approve;
    const before = [stillAbout(personId, open)];
    const outcome = await desk.act(number, act, actor, { idempotency, facts, before });
    return outcome.replayed ? replay(outcome) : { ...outcome, joined: true };
  }

  async function isJustIssued(): Promise<boolean> {
    const live = await store.passwords.liveOf(personId);
    return live !== undefined && clock() - live.issuedAt < sameStartMs;
  }

  /** Somebody was quicker: what both want is under way, and issuing again would kill the password just mailed. */
  async function same(open: Ticket): Promise<StartedReset> {
    if (disableOldPassword && !contextOf(open).disableOldPassword)
      throw deskError("not-now", await firstOn(store, open.id));
    const { id: ticketId, number, state, version } = open;
    const outcome = { ticketId, number, state, version, replayed: false };
    const at = clock();
    const first = await remember<Outcome>(store, actor, idempotency, at, async (record) => {
      await store.commit({ at, writes: record(outcome), audit: [] });
      return outcome;
    });
    return first.replayed ? replay(first) : { ...first, joined: true };
  }

  /** What the first of two same calls did. A new ticket's number is given out in its commit, so the record lacks it. */
  async function replay(first: Outcome): Promise<StartedReset> {
    const ticket = await store.tickets.byId(first.ticketId);
    return { ...first, number: ticket?.number ?? "", replayed: true, joined: first.number !== "" };
  }
}
