import { insert, update, type Row, type Write } from "../../db/change";
import { newId } from "../../db/ids";
import { recordedFields } from "../../db/schema/people";
import type { PersonWithAgency } from "../../db/queries/people";
import type { Store } from "../../db/store";
import type { Random } from "../../db/types";
import { addressLetters } from "./address-letters";

type Person = Row<"people">;

/** What may be set of a person's data; the national ID has a way of its own. */
export type EditablePerson = Partial<
  Pick<
    Person,
    | "agencyId"
    | "account"
    | "name"
    | "email"
    | "officePhone"
    | "extension"
    | "title"
    | "unit"
    | "joinedMonth"
    | "managerName"
    | "status"
  >
>;

export interface PersonEdit {
  person: PersonWithAgency;
  set: EditablePerson;
  at: number;
  /** Who changes it: a person's id, or what did. */
  changedBy: string;
  /** Everybody the change rests on, by id: none of them may act for this person for 30 days. */
  restsOn: string[];
  /** How the identity was proven: 當面, 分機, 公文, or the import of an official file. */
  proof: Row<"personChanges">["proof"];
  /** Unit and role of whoever changes it, for the mails about an address. */
  described: string;
}

const isRecorded = (field: string): field is (typeof recordedFields)[number] =>
  (recordedFields as readonly string[]).includes(field);

/** What was on record, in words where the row has a key. */
function olderValue(person: PersonWithAgency, field: Exclude<(typeof recordedFields)[number], "nationalId">) {
  if (field === "agencyId") return person.agencyName;
  return field === "status" ? null : person[field];
}

/** The fields of an edit that differ from what is there. */
export function editedFields(person: Person, set: EditablePerson): (keyof EditablePerson)[] {
  return (Object.keys(set) as (keyof EditablePerson)[]).filter(
    (field) => set[field] !== undefined && set[field] !== person[field],
  );
}

/**
 * The rows of one commit that change a person's data: the change, the record of what it was before and by whom, and, for
 * a changed address, a mail to every older one and one to the new one.
 *
 * @returns nothing when nothing differs; otherwise fails in the commit with `person-changed` if somebody was faster
 */
export async function personEditWrites(
  { store, random }: { store: Store; random: Random },
  edit: PersonEdit,
): Promise<Write[]> {
  const { person, at } = edit;
  const differing = editedFields(person, edit.set);
  if (differing.length === 0) return [];
  const set = Object.fromEntries(differing.map((field) => [field, edit.set[field]])) as EditablePerson;
  return [
    update(
      "people",
      { id: person.id, updatedAt: person.updatedAt },
      { ...set, updatedAt: at },
      "person-changed",
    ),
    ...differing.flatMap((field) =>
      isRecorded(field)
        ? insert("personChanges", {
            id: newId(random),
            personId: person.id,
            field,
            oldValue: olderValue(person, field),
            changedBy: edit.changedBy,
            restsOn: edit.restsOn,
            proof: edit.proof,
            at,
          })
        : [],
    ),
    ...(differing.includes("email")
      ? await addressLetters(
          { store, random },
          { person, address: edit.set.email ?? null, by: edit.described, at },
        )
      : []),
  ];
}
