import type { PersonMatch } from "../../../workflows/hr/people";
import { agencyCardText } from "./agency-card.text";
import { useLocale } from "../../web/page-facts";
import { DataTable } from "../../ui/data-table";
import { Button, Card, EmptyState, Notice } from "../../ui/elements";

interface CardPeopleProps {
  people: readonly PersonMatch[];
  more: boolean;
  disabled: boolean;
}

/** The people of the card's agency that match; agency, unit and masked ID tell two of one name apart. */
export function CardPeople({ people, more, disabled }: CardPeopleProps) {
  const text = agencyCardText(useLocale());
  return (
    <section className="stack">
      <h2>{text.results}</h2>
      {more && <Notice tone="warn">{text.more}</Notice>}
      <Card bare label={text.results}>
        {people.length === 0 ? (
          <EmptyState title={text.nobody}>{text.nobodyHint}</EmptyState>
        ) : (
          <DataTable
            caption={text.results}
            rows={people}
            keyOf={({ id }) => id}
            columns={[
              {
                head: text.person,
                cell: ({ name, agencyName }) => (
                  <>
                    <b>{name}</b>
                    <small>{agencyName}</small>
                  </>
                ),
              },
              { head: text.unit, cell: ({ unit, title }) => [unit, title].filter(Boolean).join(" ") || "—" },
              {
                head: text.account,
                cell: ({ account }) => account ?? <span className="soft">{text.noAccount}</span>,
              },
              {
                head: text.nationalId,
                cell: ({ nationalIdMasked }) => <span className="num">{nationalIdMasked}</span>,
              },
              {
                head: text.choose,
                cell: ({ id, name }) => (
                  <form method="post">
                    <input type="hidden" name="person" value={id} />
                    <Button small disabled={disabled} aria-label={text.chooseNamed(name)}>
                      {text.choose}
                    </Button>
                  </form>
                ),
              },
            ]}
          />
        )}
      </Card>
    </section>
  );
}
