import type { ReactNode } from "react";
import type { FoundPeople, FoundPerson } from "../../../workflows/hr/look-up";
import { deskTicketText } from "./ticket.text";
import { useLocale } from "../../web/page-facts";
import { TextField } from "../../ui/field";
import { Button, Notice } from "../../ui/elements";

interface FinderFieldProps {
  query: string;
  error?: string;
}

/** The query of a look-up, with a reminder that it is recorded. */
export function FinderField({ query, error }: FinderFieldProps) {
  const text = deskTicketText(useLocale());
  return (
    <TextField
      name="query"
      label={text.find}
      hint={text.findHint}
      error={error}
      defaultValue={query}
      maxLength={100}
      autoComplete="off"
      required
    />
  );
}

export function FindButton() {
  const text = deskTicketText(useLocale());
  return <Button kind="primary">{text.find}</Button>;
}

/** What a look-up found, each person with enough to tell two of one name apart. */
export function FoundList({
  found,
  actOf,
}: {
  found: FoundPeople;
  actOf: (person: FoundPerson) => ReactNode;
}) {
  const text = deskTicketText(useLocale());
  if (found.people.length === 0) return <Notice tone="warn" role="status" title={text.foundNobody} />;
  return (
    <>
      {found.more && <Notice tone="warn" title={text.foundMore} />}
      <ul className="found-people">
        {found.people.map((person) => (
          <li key={person.id} className="found-person">
            <div>
              <b>{person.name}</b> <span className="num soft">{person.nationalIdMasked}</span>
              <div className="soft">
                {[person.agencyName, person.unit, person.title, person.account].filter(Boolean).join(" · ")}
              </div>
            </div>
            {actOf(person)}
          </li>
        ))}
      </ul>
    </>
  );
}
