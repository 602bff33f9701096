import type { Write } from "../../db/change";
import type { PersonWithAgency } from "../../db/queries/people";
import type { Store } from "../../db/store";
import type { Random } from "../../db/types";
import { letter } from "../../emails/letter";
import type { OrderedMail } from "../../emails/templates/registry";

interface NewAddress {
  person: PersonWithAgency;
  /** `null` where the record has none any more. */
  address: string | null;
  /** Unit and role of whoever changed it. */
  by: string;
  at: number;
}

/** The mails of a changed address: to every older one, so that its owner can object; to the new one, to be confirmed. */
export async function addressLetters(
  { store, random }: { store: Store; random: Random },
  { person, address, by, at }: NewAddress,
): Promise<Write[]> {
  const changes = await store.people.changesOf(person.id);
  const older = changes.filter(({ field }) => field === "email").map(({ oldValue }) => oldValue);
  const addresses = new Set(
    [person.email, ...older].filter((one): one is string => one !== null && one !== address),
  );
  const account = person.account ?? person.nationalIdMasked;
  const mail = (to: string, ordered: OrderedMail) =>
    letter(
      random,
      ordered,
      { personId: person.id, address: to, locale: person.locale },
      { ticketId: null, at },
    );
  return [
    ...[...addresses].map((one) =>
      mail(one, { template: "address-changed", account, changedAt: at, changedBy: by }),
    ),
    ...(address === null
      ? []
      : [mail(address, { template: "address-confirmation", account, recordedAt: at, recordedBy: by })]),
  ];
}
