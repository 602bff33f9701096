import { sessionRow } from "../../../accounts/access/sessions";
import { forbidRow, insert, requireRow, update, type AuditEntry, type Write } from "../../../db/change";
import { newId } from "../../../db/ids";
import type { CardSignIn } from "../../../db/queries/bindings";
import type { PersonWithAgency } from "../../../db/queries/people";
import { openBindingStates } from "../../../db/schema/cards";
import type { CardHolder, CardProof } from "../../../db/types";
import { askToConfirm, tellOfBinding } from "./binding-letters";
import type { CardContext } from "../agency/visit";
import { evidenceRow } from "../card-verdict";
import type { SignInSnapshot } from "../../machines/certificate-machines";
import type { CitizenCard, SignInEffect } from "../../machines/certificate-types";

/** What a step of a sign-in by card means, as rows of one commit. */
export interface PlannedSignIn {
  writes: Write[];
  audit: AuditEntry[];
  /** The open case of whoever is signed in, which the sign-in completes. */
  ticket: string | null;
}

/** Codes with which the commit is refused when another sign-in was quicker. */
export const lostRaces = ["claimed-meanwhile", "another-card-bound", "binding-moved", "person-left"] as const;

interface Planning {
  row: CardSignIn;
  /** The binding this sign-in knew of before the step. */
  claimed: string | null;
  next: SignInSnapshot;
  proof: CardProof;
  holder: CardHolder;
  /** Of the session that may be opened. */
  token: string;
  at: number;
}

interface Acting extends Planning {
  person: PersonWithAgency;
  card: CitizenCard;
  bindingId: string;
}

/** The rows of these effects; a step without effects has none. */
export async function planSignIn(
  parts: CardContext,
  effects: SignInEffect[],
  planning: Planning,
): Promise<PlannedSignIn> {
  const { card, personId, bindingId } = planning.next.context;
  if (effects.length === 0) return { writes: [], audit: [], ticket: null };
  const person = personId === null ? undefined : await parts.store.people.byId(personId);
  if (!card || !person || bindingId === null) throw new Error("a sign-in that acts knows card and person");
  const acting = { ...planning, person, card, bindingId };
  const opens = effects.some(({ type }) => type === "openSession");
  const ticket = opens ? ((await parts.store.tickets.openOf(person.id)) ?? null) : null;
  const writes: Write[] = [];
  const audit: AuditEntry[] = [];
  for (const effect of effects) {
    const rows = await rowsOf(parts, effect, acting);
    writes.push(...rows.writes);
    audit.push(...rows.audit);
  }
  const binds = effects.some(({ type }) => type === "bind" || type === "rebind");
  if (binds || ticket) writes.push(evidenceOf(parts, acting, ticket?.id ?? null));
  return { writes, audit, ticket: ticket?.number ?? null };
}

async function rowsOf(
  parts: CardContext,
  effect: SignInEffect,
  acting: Acting,
): Promise<Pick<PlannedSignIn, "writes" | "audit">> {
  switch (effect.type) {
    case "bind":
      return bindRows(parts, acting, effect.confirmed);
    case "rebind":
      return rebindRows(parts, acting);
    case "openSession":
      return sessionRows(acting);
    case "askConfirmation":
      return waitingRows(parts, acting);
  }
}

/** Unique both ways: one person a card, one card a person. What another sign-in did meanwhile refuses the commit. */
async function bindRows(parts: CardContext, acting: Acting, confirmed: boolean) {
  const { person, card, bindingId, holder, claimed, at } = acting;
  const { issuerKeyId, subjectSerial } = card;
  const ended = { state: "ended", endedAt: at, endReason: "superseded" } as const;
  const writes = [
    ...(claimed === null
      ? []
      : [update("certificateBindings", { id: claimed, state: "waiting" }, ended, "claimed-meanwhile")]),
    forbidRow(
      "certificateBindings",
      { issuerKeyId, subjectSerial, state: { oneOf: [...openBindingStates] } },
      "claimed-meanwhile",
    ),
    forbidRow("certificateBindings", { personId: person.id, state: "confirmed" }, "another-card-bound"),
    ...(confirmed
      ? [
          update(
            "certificateBindings",
            { personId: person.id, state: { oneOf: ["waiting", "awaitingSecondPerson"] } },
            ended,
          ),
        ]
      : []),
    insert("certificateBindings", {
      id: bindingId,
      personId: person.id,
      ...card,
      state: confirmed ? "confirmed" : "waiting",
      issuerName: holder.issuerName,
      notAfterAt: holder.notAfterAt,
      boundAt: at,
      ...(confirmed ? { confirmedAt: at, confirmedBy: "card" as const } : { waitingSince: at }),
    }),
    ...(confirmed ? tellOfBinding(parts, "bound", await newsOf(parts, acting)) : []),
  ];
  const act = confirmed ? "certificate.bound" : "certificate.claimed";
  return { writes, audit: [auditOf(acting, act, { sha256: card.certificateSha256 })] };
}

/** A renewed card: the same citizen at the same CA, another certificate. */
async function rebindRows(parts: CardContext, acting: Acting) {
  const { card, bindingId, holder } = acting;
  const { certificateSha256, certificateSerial } = card;
  const before = await parts.store.bindings.byId(bindingId);
  const renewed = { certificateSha256, certificateSerial, notAfterAt: holder.notAfterAt };
  return {
    writes: [
      update("certificateBindings", { id: bindingId, state: "confirmed" }, renewed, "binding-moved"),
      ...tellOfBinding(parts, "re-bound", await newsOf(parts, acting)),
    ],
    audit: [
      auditOf(acting, "certificate.re-bound", {
        from: before?.certificateSha256,
        fromSerial: before?.certificateSerial,
        to: certificateSha256,
      }),
    ],
  };
}

function sessionRows(acting: Acting) {
  const { person, bindingId, token, row, at } = acting;
  return {
    writes: [
      insert(
        "sessions",
        sessionRow({ token, personId: person.id, via: "certificate", address: row.address, at }),
      ),
      update(
        "certificateBindings",
        { id: bindingId, personId: person.id, state: "confirmed" },
        { lastUsedAt: at },
        "binding-moved",
      ),
      update(
        "people",
        { id: person.id, status: "active" },
        { firstLoginAt: person.firstLoginAt ?? at, lastLoginAt: at },
        "person-left",
      ),
    ],
    audit: [auditOf(acting, "session.opened", { via: "certificate" })],
  };
}

const unconfirmed = {
  confirmedAt: null,
  confirmedBy: null,
  confirmer: null,
  confirmerRestsOn: null,
  secondConfirmer: null,
};

/** Nothing opens until it is confirmed; the account's owner is asked, and every address is told. */
async function waitingRows(parts: CardContext, acting: Acting) {
  const { bindingId, at } = acting;
  const news = await newsOf(parts, acting);
  return {
    writes: [
      requireRow(
        "certificateBindings",
        { id: bindingId, state: { oneOf: [...openBindingStates] } },
        "binding-moved",
      ),
      update(
        "certificateBindings",
        { id: bindingId },
        { ...unconfirmed, state: "waiting", waitingSince: at },
      ),
      ...askToConfirm(parts, news),
      ...tellOfBinding(parts, "waiting", news),
    ],
    audit: [auditOf(acting, "certificate.waiting", {})],
  };
}

function evidenceOf({ random }: CardContext, { proof, person, bindingId }: Acting, ticketId: string | null) {
  return evidenceRow(proof, {
    id: newId(random),
    purpose: "sign-in",
    ticketId,
    personId: person.id,
    bindingId,
  });
}

const newsOf = async ({ store }: Pick<CardContext, "store">, { person, bindingId, holder, at }: Acting) => ({
  person,
  changes: await store.people.changesOf(person.id),
  binding: { id: bindingId, issuerName: holder.issuerName },
  at,
});

/** By ids only: the trail holds no name, and no number of a card. */
function auditOf({ person, bindingId }: Acting, act: string, detail: Record<string, unknown>): AuditEntry {
  return {
    actorKind: "citizen-card",
    actorId: null,
    act,
    personId: person.id,
    detail: { binding: bindingId, ...detail },
  };
}
