import { insert, update, type NewRow } from "../db/change";
import { newId } from "../db/ids";
import type { PersonWithAgency } from "../db/reads/people";
import { isMailAddress } from "../emails/address";
import { actorColumns, type Actor } from "./actor";
import { personIdOf, refuseChange, requireStanding, type HrParts } from "./hr-office";
import { recall, remember, type Idempotency } from "./idempotency";
import { Refusal } from "./refusal";

/** What HR records of a person. Whoever does may not act on that person's case for 30 days. */
export const recordFields = ["email", "name", "officePhone"] as const;
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

const noticeAgeMs = 3 * 24 * 60 * 60_000;

/**
 * Records an address, name or office number, keeping the older value with who changed it and how the identity was
 * proven. A changed address is told to every older one.
 *
 * @throws Refusal of the actor's authority; `not-an-address`, `unchanged`; `person-changed` when somebody was quicker
 */
export async function recordChange(
  parts: HrParts,
  actor: Actor,
  personId: string,
  { field, value, proof }: RecordChange,
  idempotency?: Idempotency,
): Promise<Recorded> {
  const { store, random } = parts;
  const recalled = await recall<Recorded>(store, actor, idempotency);
  if (recalled) return recalled;

  const { person, at, witnesses } = await requireStanding(parts, actor, personId);
  const text = value.normalize("NFKC").trim();
  if (field === "email" && !isMailAddress(text)) throw new Refusal("not-an-address");
  const oldValue = person[field];
  if (text === "" || text === oldValue) throw new Refusal("unchanged");
  const changedBy = personIdOf(actor);
  const unit = (await store.people.byId(changedBy))?.agencyName ?? "";

  const writes = [
    ...witnesses,
    update(
      "people",
      { id: personId, status: "active", [field]: oldValue },
      { [field]: text, updatedAt: at },
      "person-changed",
    ),
    insert("personChanges", { id: newId(random), personId, field, oldValue, changedBy, proof, at }),
    ...(field === "email" ? await addressNotices(parts, person, { address: text, unit, at }) : []),
  ];
  const audit = [{ ...actorColumns(actor), act: `person.${field}-recorded`, personId, detail: { proof } }];
  return remember<Recorded>(store, actor, idempotency, at, async (record) => {
    const recorded = { personId, field };
    await store
      .commit({ at, writes: [...record(recorded), ...writes], audit })
      .catch(refuseChange("person-changed", "authority-changed"));
    return recorded;
  });
}

/** To every older address of the person, so that the owner can object. */
async function addressNotices(
  { store, random }: HrParts,
  person: PersonWithAgency,
  { address, unit, at }: { address: string; unit: string; at: number },
) {
  const changes = await store.people.changesOf(person.id);
  const older = changes.filter((change) => change.field === "email").map((change) => change.oldValue);
  const addresses = new Set(
    [person.email, ...older].filter((one): one is string => one !== null && one !== address),
  );
  const notice: Omit<NewRow<"outbox">, "id" | "address"> = {
    personId: person.id,
    template: "address-changed",
    params: { account: person.account ?? person.nationalIdMasked, changedAt: at, changedBy: unit },
    locale: person.locale,
    state: "waiting",
    nextAttemptAt: at,
    giveUpAt: at + noticeAgeMs,
    createdAt: at,
  };
  return [...addresses].map((one) => insert("outbox", { ...notice, id: newId(random), address: one }));
}
