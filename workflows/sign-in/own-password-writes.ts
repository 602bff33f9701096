import { insert, update, type Write } from "../../db/change";
import { endAccess } from "../../accounts/access/end-access";
import { newId } from "../../db/ids";
import type { PersonWithAgency } from "../../db/queries/people";
import type { Random } from "../../db/types";

/**
 * An account's own password, with everything that ends with the old one, as rows of one commit.
 *
 * @param keep what goes on: the session in which it was set, and its browser
 */
export function ownPasswordWrites(
  person: PersonWithAgency,
  hash: string,
  at: number,
  random: Random,
  keep: readonly Write[],
): Write[] {
  return [
    ...(person.passwordHash === null
      ? []
      : [
          insert("previousPasswords", {
            id: newId(random),
            personId: person.id,
            hash: person.passwordHash,
            setAt: person.passwordSetAt ?? at,
          }),
        ]),
    update(
      "people",
      { id: person.id },
      {
        passwordHash: hash,
        passwordSetAt: at,
        passwordDisabledAt: null,
        firstLoginAt: person.firstLoginAt ?? at,
        lastLoginAt: at,
        updatedAt: at,
      },
    ),
    ...endAccess(person.id, at),
    ...keep,
  ];
}
