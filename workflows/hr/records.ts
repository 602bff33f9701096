import { addressLetters } from "../../accounts/identity/address-letters";
import { keepNationalId } from "../../accounts/identity/kept-national-id";
import { checkNationalId } from "../../accounts/identity/national-id";
import type { Secrets } from "../../accounts/access/secrets";
import { forbidRow, insert, requireRow, update, type Match, type NewRow, type Write } from "../../db/change";
import { newId } from "../../db/ids";
import type { PersonWithAgency } from "../../db/queries/people";
import { oneLine, withoutUnseen } from "../../language/typed-text";
import { normalizeMailAddress } from "../../language/mail-address";
import { actorColumns, type Actor } from "../desk/actor";
import { restsOn } from "../desk/authority";
import type { Context } from "../desk/context";
import { personIdOf, refuseChange, requireStanding } from "./office";
import { recall, remember, type Idempotency } from "../desk/idempotency";
import { deskError } from "../desk/refusal";

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
}

/** What a field is to become: the older value that is kept, what the row must still say, and what it will say. */
interface NewValue {
  oldValue: string | null;
  before: Match<"people">;
  set: Partial<NewRow<"people">>;
  guards: Write[];
}

/**
 * Records an address, name, office number or national ID, keeping the older value with who changed it and how the identity
 * was proven; of a national ID only the masked one. A changed address is told to every older one, and
 * the new one is asked to confirm itself.
 *
 * @throws Refusal of the actor's authority; `not-an-address`, `not-a-national-id`, `unchanged`; `national-id-taken` where it
 *   is another person's; `person-changed` when somebody was quicker
 */
export async function recordChange(
  parts: Pick<Context, "store" | "clock" | "random" | "secrets">,
  actor: Actor,
  personId: string,
  { field, value, proof }: RecordChange,
  idempotency?: Idempotency,
): Promise<Recorded> {
  const { store, random, secrets } = parts;
  const recalled = await recall<Recorded>(store, actor, idempotency);
  if (recalled) return recalled;

  const { person, at, facts, witnesses } = await requireStanding(parts, actor, personId);
  const text =
    field === "email" ? normalizeMailAddress(value) : oneLine(withoutUnseen(value.normalize("NFKC")));
  if (text === null) throw deskError("not-an-address");
  const { oldValue, before, set, guards } =
    field === "nationalId" ? newNationalId(secrets, person, text) : newText(person, field, text);
  const changedBy = personIdOf(actor);
  const basis = restsOn(facts, changedBy);
  const unit = facts.people.get(changedBy)?.agencyName ?? "";

  const writes = [
    requireRow("people", { id: personId, status: "active", ...before }, "person-changed"),
    ...witnesses,
    ...guards,
    update("people", { id: personId }, { ...set, updatedAt: at }),
    insert("personChanges", {
      id: newId(random),
      personId,
      field,
      oldValue,
      changedBy,
      restsOn: basis,
      proof,
      at,
    }),
    ...(field === "email" ? await addressLetters(parts, { person, address: text, by: unit, at }) : []),
  ];
  const audit = [{ ...actorColumns(actor), act: `person.${field}-recorded`, personId, detail: { proof } }];
  return remember<Recorded>(store, actor, idempotency, at, async (record) => {
    const recorded = { personId, field };
    await store
      .commit({ at, countsAges: true, writes: [...record(recorded), ...writes], audit })
      .catch(refuseChange("person-changed", "authority-changed", "national-id-taken", "clock-behind"));
    return recorded;
  });
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
