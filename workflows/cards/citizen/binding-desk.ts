import { forbidRow, remove, update, type Write } from "../../../db/change";
import type { CertificateBinding } from "../../../db/queries/bindings";
import type { PersonWithAgency } from "../../../db/queries/people";
import { openBindingStates } from "../../../db/schema/cards";
import type { Session } from "../../../db/queries/records";
import { actorColumns, type Actor } from "../../desk/actor";
import type { Context } from "../../desk/context";
import { findAuthority, findFacts, subjectOf } from "../../desk/authority";
import { concernedBy, readFacts, type FactSet } from "../../desk/facts";
import { codeOf, isLinkAlive, tellOfBinding } from "./binding-letters";
import { bindingRefusal, bindingSnapshot, stepBinding } from "../../machines/certificate-machines";
import type { BindingAct, BindingEvent } from "../../machines/certificate-types";
import { requireStanding } from "../../hr/office";
import { matchOf, type PersonMatch } from "../../hr/people";
import { deskError, refuseChange } from "../../desk/refusal";
import type { BindingBreak } from "../../machines/certificate-rules";
import type { Subject } from "../../machines/types";

/** Who acts on a binding: the owner's session, the holder of its mailed link, or staff: HR, and an agent as second person. */
export type BindingParty =
  | { kind: "owner"; session: Session }
  | { kind: "link"; bindingId: string }
  | { kind: "staff"; actor: Extract<Actor, { kind: "person" }> };

/** A binding as its owner and HR see it. */
export interface BindingView {
  id: string;
  state: (typeof openBindingStates)[number];
  /** For people to compare, while it waits. */
  code: string;
  issuerName: string;
  certificateSerial: string;
  notAfterAt: number;
  boundAt: number;
  lastUsedAt: number | null;
}

interface Found {
  binding: CertificateBinding;
  person: PersonWithAgency;
  subject: Subject;
  facts: FactSet;
}

/** The bindings of a person that have not ended, the confirmed one first. */
export async function bindingsOf(
  { store }: Pick<Context, "store">,
  personId: string,
): Promise<BindingView[]> {
  const all = await store.bindings.ofPerson(personId);
  return all
    .flatMap((binding) => (binding.state === "ended" ? [] : viewOf({ ...binding, state: binding.state })))
    .sort((one, other) => openBindingStates.indexOf(other.state) - openBindingStates.indexOf(one.state));
}

/** A binding that waits for its second person, with whose account it would open. */
export interface BindingToSecond {
  binding: BindingView;
  /** With the number on record, for the call-back. */
  person: PersonMatch & Pick<PersonWithAgency, "officePhone" | "extension">;
  /** Who confirmed first: a name; `null` where its owner did by mailed link. */
  first: string | null;
  refusal: BindingBreak | null;
}

/** What waits for a second person, as an agent sees it: every one, and why the agent may not confirm it. */
export async function bindingsToSecond(
  parts: Pick<Context, "store" | "clock">,
  actor: Extract<Actor, { kind: "person" }>,
): Promise<BindingToSecond[]> {
  const waiting = await parts.store.bindings.awaitingSecondPerson();
  return Promise.all(
    waiting.map(async ({ id }) => {
      const party = { kind: "staff", actor } as const;
      const { binding, person } = await find(parts, party, id);
      const [refusal = null] = await bindingRefusals(parts, party, id, [{ type: "CONFIRM_SECOND" }]);
      const first = binding.confirmer === null ? null : await parts.store.people.byId(binding.confirmer);
      return {
        binding: viewOf({ ...binding, state: "awaitingSecondPerson" }),
        person: { ...matchOf(person), officePhone: person.officePhone, extension: person.extension },
        first: first?.name ?? null,
        refusal,
      };
    }),
  );
}

/**
 * The same for HR, as a look at the person.
 *
 * @throws Refusal why the person is not within the actor's authority
 */
export async function bindingsForHr(
  parts: Pick<Context, "store" | "clock">,
  actor: Actor,
  personId: string,
): Promise<BindingView[]> {
  await requireStanding(parts, actor, personId);
  return bindingsOf(parts, personId);
}

/** What the mailed link asks about, while it works; `null` otherwise. */
export async function bindingByLink(
  parts: Pick<Context, "store" | "clock">,
  id: string,
): Promise<{ binding: BindingView; account: string } | null> {
  const binding = await parts.store.bindings.byId(id);
  const person = binding && (await parts.store.people.byId(binding.personId));
  if (!person || binding.state !== "waiting" || !isLinkAlive(binding, parts.clock())) return null;
  return {
    binding: viewOf({ ...binding, state: binding.state }),
    account: person.account ?? person.nationalIdMasked,
  };
}

/** Why each act is refused to this party now; `null` means allowed. For buttons that explain why they are shut. */
export async function bindingRefusals(
  parts: Pick<Context, "store" | "clock">,
  party: BindingParty,
  id: string,
  acts: readonly BindingAct[],
): Promise<(BindingBreak | null)[]> {
  const found = await find(parts, party, id);
  const { event } = eventOf(party, found);
  const snapshot = snapshotOf(found);
  return acts.map((act) => bindingRefusal(snapshot, { ...event, ...act }));
}

/**
 * Confirms a binding, or ends it. Every address on record is told; when it ends, so do the sessions that the certificate
 * opened.
 *
 * @returns the state that the act leads to
 * @throws Refusal of the machine, or `not-now` where it was done before
 */
export async function actOnBinding(
  parts: Pick<Context, "store" | "clock" | "random">,
  party: BindingParty,
  id: string,
  act: BindingAct,
): Promise<CertificateBinding["state"]> {
  const found = await find(parts, party, id);
  const { event, witnesses } = eventOf(party, found);
  const { binding, person, facts } = found;
  const changes = facts.changes.get(person.id) ?? [];
  const snapshot = snapshotOf(found);
  const refusal = bindingRefusal(snapshot, { ...event, ...act });
  if (refusal !== null) throw deskError(refusal);
  const to = stepBinding(snapshot, { ...event, ...act });
  const { at } = event;
  const doer = doerOf(party);
  const rows = {
    awaitingSecondPerson: () => firstRows(binding, act, event, doer),
    confirmed: () => confirmRows(binding, act, event, doer),
    ended: () => endRows(binding, act, doer, at),
    waiting: () => [],
  };
  await parts.store
    .commit({
      at,
      countsAges: true,
      writes: [
        ...witnesses,
        ...rows[to](),
        ...(to === "awaitingSecondPerson"
          ? []
          : tellOfBinding(parts, to === "confirmed" ? "bound" : "unbound", { person, changes, binding, at })),
      ],
      audit: [
        {
          ...doer,
          act: actNames[act.type],
          personId: person.id,
          detail: { binding: id, from: binding.state, to, ...(act.type === "CONFIRM" ? { by: act.by } : {}) },
        },
      ],
    })
    .catch(refuseChange("not-now", "another-card-bound", "authority-changed", "clock-behind"));
  return to;
}

const actNames: Record<BindingAct["type"], string> = {
  CONFIRM: "certificate.confirmed",
  CONFIRM_SECOND: "certificate.confirmed-second",
  UNBIND: "certificate.unbound",
};

interface Doer {
  actorKind: string;
  actorId: string | null;
}

/** What the first confirmation leaves for the second person to be held against. */
function firstRows(
  { id, state }: CertificateBinding,
  act: BindingAct,
  { actor }: Pick<BindingEvent, "actor">,
  { actorId }: Doer,
): Write[] {
  return [
    update(
      "certificateBindings",
      { id, state },
      {
        state: "awaitingSecondPerson",
        confirmedBy: act.type === "CONFIRM" ? act.by : null,
        confirmer: actorId,
        confirmerRestsOn: actor.restsOn ?? [],
      },
      "not-now",
    ),
  ];
}

/** One card a person: what else waits for this account is over, and a card confirmed before keeps it. */
function confirmRows(
  { id, personId, state }: CertificateBinding,
  act: BindingAct,
  { at, actor }: Pick<BindingEvent, "at" | "actor">,
  { actorId }: Doer,
): Write[] {
  const by =
    act.type === "CONFIRM"
      ? { confirmedBy: act.by, confirmer: actorId, confirmerRestsOn: actor.restsOn ?? [] }
      : { secondConfirmer: actorId };
  return [
    forbidRow("certificateBindings", { personId, state: "confirmed" }, "another-card-bound"),
    update("certificateBindings", { id, state }, { state: "confirmed", confirmedAt: at, ...by }, "not-now"),
    update(
      "certificateBindings",
      { personId, state: { oneOf: ["waiting", "awaitingSecondPerson"] } },
      { state: "ended", endedAt: at, endReason: "superseded" },
    ),
  ];
}

function endRows(
  { id, personId, state }: CertificateBinding,
  act: BindingAct,
  { actorKind, actorId }: Doer,
  at: number,
): Write[] {
  const endReason = act.type === "UNBIND" ? act.reason : null;
  return [
    update(
      "certificateBindings",
      { id, state },
      { state: "ended", endedAt: at, endedBy: actorId ?? actorKind, endReason },
      "not-now",
    ),
    ...(state === "confirmed" ? [remove("sessions", { personId, via: "certificate" })] : []),
  ];
}

async function find(
  { store, clock }: Pick<Context, "store" | "clock">,
  party: BindingParty,
  id: string,
): Promise<Found> {
  const binding = await store.bindings.byId(id);
  if (!binding) throw deskError("no-such-binding");
  const { actors } = concernedBy([actorOf(party)], []);
  const facts = await readFacts(store, clock(), { actors, subjects: [binding.personId] });
  const person = facts.people.get(binding.personId);
  const subject = subjectOf(facts, binding.personId);
  if (!person || !subject) throw deskError("no-such-binding");
  return { binding, person, subject, facts };
}

/** Whoever confirmed first is who the second person is held against. */
function snapshotOf({ binding, subject }: Found) {
  const { state, confirmer, confirmerRestsOn } = binding;
  const involved = [{ personId: confirmer, principals: [], restsOn: confirmerRestsOn ?? [] }];
  return bindingSnapshot(state, { subject, involved: state === "awaitingSecondPerson" ? involved : [] });
}

function eventOf(
  party: BindingParty,
  { binding, subject, facts }: Found,
): { event: Omit<BindingEvent, "type">; witnesses: Write[] } {
  const { at } = facts;
  const actor = findAuthority(facts, actorOf(party), { ticket: null, subject });
  const event = {
    at,
    facts: findFacts(facts, subject),
    actor: {
      ...actor.facts,
      via: party.kind === "owner" ? party.session.via : null,
      link: party.kind === "link" && party.bindingId === binding.id && isLinkAlive(binding, at),
    },
  };
  return { event, witnesses: actor.witnesses };
}

function actorOf(party: BindingParty): Actor {
  if (party.kind === "link") return { kind: "visitor", address: "" };
  return party.kind === "staff" ? party.actor : { kind: "person", personId: party.session.personId };
}

/** As the trail keeps it: the holder of the link is nobody by name. */
function doerOf(party: BindingParty) {
  if (party.kind === "link") return { actorKind: "mail-link", actorId: null };
  return actorColumns(actorOf(party));
}

function viewOf(binding: CertificateBinding & { state: BindingView["state"] }): BindingView {
  const { id, state, issuerName, certificateSerial, notAfterAt, boundAt, lastUsedAt } = binding;
  return { id, state, code: codeOf(binding), issuerName, certificateSerial, notAfterAt, boundAt, lastUsedAt };
}
