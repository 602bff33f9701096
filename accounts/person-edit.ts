import { insert, update, type Row, type Write } from "../db/change";
import { newId } from "../db/ids";
import type { PersonWithAgency } from "../db/reads/people";
import type { Store } from "../db/store";
import type { Random } from "../db/types";
import type { SecurityMail } from "../emails/mail";

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
  /** Who changes it: a person's id, or what did. Whoever it is may not act on this person's ticket for 30 days. */
  changedBy: string;
  /** How the identity was proven: 當面, 分機, 公文, or the import of an official file. */
  proof: Row<"personChanges">["proof"];
  /** Unit and role of whoever changes it, for the mail to the older addresses. */
  described: string;
}

const recorded = ["name", "email", "officePhone"] as const;
const noticeAgeMs = 3 * 24 * 60 * 60_000;

/** The fields of an edit that differ from what is there. */
export function editedFields(person: Person, set: EditablePerson): (keyof EditablePerson)[] {
  return (Object.keys(set) as (keyof EditablePerson)[]).filter(
    (field) => set[field] !== undefined && set[field] !== person[field],
  );
}

/**
 * The rows of one commit that change a person's data: the change, the record of what it was before and by whom, and, for
 * a changed address, a mail to every older one.
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
    ...recorded
      .filter((field) => differing.includes(field))
      .map((field) =>
        insert("personChanges", {
          id: newId(random),
          personId: person.id,
          field,
          oldValue: person[field],
          changedBy: edit.changedBy,
          proof: edit.proof,
          at,
        }),
      ),
    ...(differing.includes("email") ? await mailToOlderAddresses(store, random, edit) : []),
  ];
}

async function mailToOlderAddresses(
  store: Store,
  random: Random,
  { person, set, at, described }: PersonEdit,
): Promise<Write[]> {
  const changes = await store.people.changesOf(person.id);
  const before = changes.filter(({ field }) => field === "email").map(({ oldValue }) => oldValue);
  const older = new Set(
    [person.email, ...before].filter(
      (address): address is string => address !== null && address !== set.email,
    ),
  );
  const mail: SecurityMail = {
    template: "address-changed",
    account: person.account ?? person.nationalIdMasked,
    changedAt: at,
    changedBy: described,
  };
  const { template, ...params } = mail;
  return [...older].map((address) =>
    insert("outbox", {
      id: newId(random),
      personId: person.id,
      address,
      template,
      params,
      locale: person.locale,
      state: "waiting",
      nextAttemptAt: at,
      giveUpAt: at + noticeAgeMs,
      createdAt: at,
    }),
  );
}
