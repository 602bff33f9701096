import type { PersonForHr } from "../../../workflows/hr/people";
import { personCardText } from "./person-card.text";
import { useLocale } from "../../web/page-facts";
import { Card, Chip, DefinitionList } from "../elements";
import { DateTime } from "../time";

/** The address on record, masked, and whether its reader has confirmed it. */
export function Address({ email, unconfirmed }: Pick<PersonForHr["person"], "email" | "unconfirmed">) {
  const text = personCardText(useLocale());
  if (email === null) return <b className="soon">{text.noEmail}</b>;
  const at = email.indexOf("@");
  return (
    <>
      {email.slice(0, at)}
      <wbr />
      {email.slice(at)} {unconfirmed && <Chip tone="warn">{text.unconfirmed}</Chip>}
    </>
  );
}

/** What is on record of a person: the ID and the address masked. */
export function PersonCard({ person, privileged }: Pick<PersonForHr, "person" | "privileged">) {
  const text = personCardText(useLocale());
  const { extension, officePhone } = person;
  const phone = [officePhone, extension ? text.extension(extension) : null].filter(Boolean).join(" ");
  return (
    <Card label={person.name}>
      <DefinitionList
        items={[
          [text.agency, person.agencyName],
          [text.unit, [person.unit, person.title].filter(Boolean).join(" ")],
          [text.account, person.account ?? <span className="soft">{text.noAccount}</span>],
          [text.nationalId, <span className="num">{person.nationalIdMasked}</span>],
          [text.email, <Address key="email" {...person} />],
          [text.officePhone, phone === "" ? text.noEmail : <span className="num">{phone}</span>],
          [
            text.lastLogin,
            person.lastLoginAt === null ? (
              text.neverSignedIn
            ) : (
              <span className="num">
                <DateTime at={person.lastLoginAt} />
              </span>
            ),
          ],
        ]}
      />
      {privileged && (
        <p className="hr-chips">
          <Chip tone="warn">{text.privileged}</Chip>
        </p>
      )}
    </Card>
  );
}
