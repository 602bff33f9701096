import { addressLetters } from "../../accounts/identity/address-letters";
import { keepNationalId } from "../../accounts/identity/kept-national-id";
import { checkNationalId, foldNationalId, maskNationalId } from "../../accounts/identity/national-id";
import type { Secrets } from "../../accounts/access/secrets";
import { forbidRow, insert, requireRow, update, type Match, type NewRow, type Write } from "../../db/change";
import { newId } from "../../db/ids";
import type { PersonWithAgency } from "../../db/queries/people";
import { oneLine, withoutUnseen } from "../../language/typed-text";
import { normalizeMailAddress } from "../../language/mail-address";
import type { OrderedMail } from "../../emails/templates/registry";
import { actorColumns, type Actor } from "../desk/actor";
import { restsOn } from "../desk/authority";
import { decidersOf } from "../desk/reach";
import type { Context } from "../desk/context";
import { toAddressOf } from "../desk/notifications";
import { askFor, waitingMs, type Waits } from "../waiting/waiting";
import { personIdOf, requireStanding, type Standing } from "./office";
import { recall, remember, type Idempotency } from "../desk/idempotency";
import { deskError, refuseChange } from "../desk/refusal";

/** What HR records of a person. Whoever does may not act on that person's case for 30 days. */
export const recordFields = ["email", "name", "officePhone", "nationalId"] as const;
export type RecordField = (typeof recordFields)[number];

/** How HR knew that it is the person: 當面, 分機, 公文. */
export const proofs = ["in-person", "extension", "document"] as const;
export type Proof = (typeof proofs)[number];

export interface RecordChange {
  field: RecordField;
  value: string;
  proof: Proof;
}

export interface Recorded {
  personId: string;
  field: RecordField;
  /** The change that waits for a supervisor, where `prepare` staff prepared it; nothing is recorded yet. */
  waiting: string | null;
}

/** What a field is to become: the older value that is kept, what the row must still say, and what it will say. */
interface NewValue {
  oldValue: string | null;
  before: Match<"people">;
  set: Partial<NewRow<"people">>;
  guards: Write[];
}

/** Refusals that a recorded change may meet with in the commit. */
const atCommit = ["person-changed", "national-id-taken"] as const;

/**
 * Records an address, name, office number or national ID, keeping the older value with who changed it and how the identity
 * was proven; of a national ID only the masked one. A changed address is told to every older one, and
 * the new one is asked to confirm itself. What `prepare` staff type waits for a supervisor instead.
 *
 * @throws Refusal of the actor's authority; `not-an-address`, `not-a-national-id`, `unchanged`; `national-id-taken` where it
 *   is another person's; `person-changed` when somebody was quicker; `already-waiting`
 */
export async function recordChange(
  parts: Pick<Context, "store" | "clock" | "random" | "secrets">,
  actor: Actor,
  personId: string,
  change: RecordChange,
  idempotency?: Idempotency,
): Promise<Recorded> {
  const { store } = parts;
  const recalled = await recall<Recorded & Partial<Waits>>(store, actor, idempotency);
  if (recalled) return { personId, field: change.field, waiting: recalled.waiting ?? null };

  const standing = await requireStanding(parts, actor, personId);
  const { person, at, facts, witnesses } = standing;
  const plan = await planRecord(parts, person, change, at);
  if (standing.breaks("hrDecides") !== null) {
    const { waiting } = await prepareRecord(parts, actor, change, { plan, standing }, idempotency);
    return { personId, field: change.field, waiting };
  }
  const askedBy = personIdOf(actor);
  const basis = restsOn(facts, askedBy);
  const hands = { askedBy, agreedBy: null, restsOn: basis, unit: unitOf(facts, actor) };
  const audit = [{ ...actorColumns(actor), personId, ...plan.audit }];
  const writes = [plan.still, ...witnesses, ...(await plan.writes(hands))];
  return remember<Recorded>(store, actor, idempotency, at, async (record) => {
    const recorded = { personId, field: change.field, waiting: null };
    await store
      .commit({ at, countsAges: true, writes: [...record(recorded), ...writes], audit })
      .catch(refuseChange("authority-changed", "clock-behind", ...atCommit));
    return recorded;
  });
}

/** Whose hand a change is: maker and confirmer, all it rests on, and the unit that the mails about an address name. */
interface RecordHands {
  askedBy: string;
  agreedBy: string | null;
  restsOn: string[];
  unit: string;
}

/** The agency of whoever acts, as the mails about an address name it. */
export const unitOf = (facts: Standing["facts"], actor: Actor): string =>
  facts.people.get(personIdOf(actor))?.agencyName ?? "";

/**
 * What a change of a record would do to the person as they are now.
 *
 * @throws Refusal `not-an-address`, `not-a-national-id`, `unchanged`
 */
export async function planRecord(
  parts: Pick<Context, "store" | "random" | "secrets">,
  person: PersonWithAgency,
  { field, value, proof }: RecordChange,
  at: number,
) {
  const text =
    field === "email" ? normalizeMailAddress(value) : oneLine(withoutUnseen(value.normalize("NFKC")));
  if (text === null) throw deskError("not-an-address");
  const { oldValue, before, set, guards } =
    field === "nationalId" ? newNationalId(parts.secrets, person, text) : newText(person, field, text);
  const changes = await parts.store.people.changesOf(person.id);
  return {
    about: `${person.id} ${field}`,
    personId: person.id,
    agencyId: person.agencyId,
    /** When it was last changed stands beside the value, for of a national ID only a part is said. */
    before: {
      value: oldValue,
      changedAt: changes.find((one) => one.field === field)?.at ?? null,
      agency: person.agencyId,
    },
    audit: { act: `person.${field}-recorded`, detail: { proof } },
    refusals: [...atCommit],
    /** That what it is typed over is still so; asked before the witnesses, whose standing such a change raises too. */
    still: requireRow("people", { id: person.id, status: "active", ...before }, "person-changed"),
    writes: async ({ askedBy, agreedBy, restsOn, unit }: RecordHands): Promise<Write[]> => {
      const { id: personId } = person;
      const row = { id: newId(parts.random), personId, field, oldValue, proof, at };
      return [
        ...guards,
        update("people", { id: personId }, { ...set, updatedAt: at }),
        insert("personChanges", { ...row, changedBy: askedBy, confirmedBy: agreedBy, restsOn }),
        ...(field === "email" ? await addressLetters(parts, { person, address: text, by: unit, at }) : []),
      ];
    },
  };
}

type RecordPlan = Awaited<ReturnType<typeof planRecord>>;

/** Puts a change where it waits for a supervisor, and tells those who may confirm it. */
async function prepareRecord(
  parts: Pick<Context, "store" | "random" | "secrets">,
  actor: Actor,
  { field, value, proof }: RecordChange,
  { plan, standing: { person, at, facts, witnesses } }: { plan: RecordPlan; standing: Standing },
  idempotency?: Idempotency,
): Promise<Waits> {
  const askedBy = personIdOf(actor);
  const isSecret = field === "nationalId";
  const shown = isSecret ? maskNationalId(foldNationalId(value)) : value;
  const { supervisors, superiors } = decidersOf(facts, person.agencyId);
  const independent = (ids: string[]) => ids.filter((id) => id !== askedBy && id !== person.id);
  const deciders = independent(supervisors).length > 0 ? independent(supervisors) : independent(superiors);
  const mail: OrderedMail = {
    template: "change-waiting",
    what: "record",
    askedBy: facts.people.get(askedBy)?.name ?? "",
    about: person.name,
    agency: person.agencyName,
    waitsUntil: at + waitingMs,
  };
  const told = [...(await parts.store.people.byIds(deciders)).values()].flatMap((one) =>
    toAddressOf(parts, mail, one, { ticketId: null, at }),
  );
  return askFor(
    parts,
    { kind: "person", personId: askedBy },
    {
      kind: "record",
      typed: { field, value: shown, proof, restsOn: restsOn(facts, askedBy) },
      seal: isSecret ? (id) => parts.secrets.seal(value, "national-id", id) : undefined,
      reason: null,
    },
    { plan, witnesses, told, at },
    idempotency,
  );
}

function newText(
  person: PersonWithAgency,
  field: Exclude<RecordField, "nationalId">,
  text: string,
): NewValue {
  const oldValue = person[field];
  if (text === "" || text === oldValue) throw deskError("unchanged");
  return { oldValue, before: { [field]: oldValue }, set: { [field]: text }, guards: [] };
}

function newNationalId(secrets: Secrets, person: PersonWithAgency, text: string): NewValue {
  const verdict = checkNationalId(text);
  if (!verdict.ok) throw deskError("not-a-national-id");
  const hashes = secrets.keyedHashes("national-id", verdict.value);
  if (hashes.includes(person.nationalIdHash)) throw deskError("unchanged");
  return {
    oldValue: person.nationalIdMasked,
    before: { nationalIdHash: person.nationalIdHash },
    set: keepNationalId(secrets, verdict.value, person.id),
    guards: [forbidRow("people", { nationalIdHash: { oneOf: hashes } }, "national-id-taken")],
  };
}
