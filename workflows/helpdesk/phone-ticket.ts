import type { Locale } from "../../language/locale";
import type { Actor } from "../desk/actor";
import { rolesIn } from "../desk/authority";
import { readFacts } from "../desk/facts";
import type { Outcome } from "../desk/desk";
import type { Idempotency } from "../desk/idempotency";
import { toAddressOf } from "../desk/notifications";
import { responseDueAt } from "../desk/response-due";
import { deskError } from "../desk/refusal";
import type { TicketKind } from "../machines/types";
import type { Context } from "../desk/context";

/** What an agent notes of a call. */
export interface PhoneCall {
  kind: TicketKind;
  /** The person it is about, where the agent has found them; else the case waits as 待確認身分. */
  personId?: string;
  caller: {
    name: string;
    agencyId?: string;
    account?: string;
    nationalId?: string;
    contact?: string;
    story?: string;
    locale: Locale;
  };
}

/**
 * Opens a case for a caller, claimed by the agent on the phone; the person on record hears of it.
 *
 * @throws Refusal `not-agent`, `another-ticket-open`, or why this agent may not act on the person
 */
export async function openPhoneTicket(
  parts: Pick<Context, "store" | "desk" | "clock" | "random" | "office">,
  actor: Actor,
  { kind, personId, caller }: PhoneCall,
  idempotency?: Idempotency,
): Promise<Outcome> {
  const { store, desk, office } = parts;
  const at = parts.clock();
  const agent = actor.kind === "person" ? actor.personId : "";
  const facts = await readFacts(store, at, {
    actors: [agent],
    subjects: personId === undefined ? [] : [personId],
  });
  if (!rolesIn(facts, agent).includes("agent")) throw deskError("not-agent");
  const { agencyId = null, account = null, nationalId = null, contact = null, story = null } = caller;
  const claim = { agencyId, name: caller.name, account, nationalId, contact, story, locale: caller.locale };
  const person = personId === undefined ? undefined : facts.people.get(personId);
  const received = (ticketId: string) => {
    const promisedAt = responseDueAt(office, "helpdesk", at);
    return person
      ? toAddressOf(parts, { template: "request-received", kind, path: "helpdesk", promisedAt }, person, {
          ticketId,
          at,
        })
      : [];
  };
  return desk.open(
    {
      kind,
      path: "helpdesk",
      channel: "phone",
      personId: personId ?? null,
      claim,
      then: [{ type: "CLAIM" }],
      alongside: received,
    },
    actor,
    { idempotency, facts },
  );
}
