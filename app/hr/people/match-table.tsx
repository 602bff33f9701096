import type { PersonMatch, Purpose } from "../../../workflows/hr/people";
import { hrPeopleText } from "./people.text";
import { useLocale } from "../../web/page-facts";
import { personCardText } from "../../ui/ticket/person-card.text";
import { DataTable } from "../../ui/data-table";
import { ButtonLink, Card, EmptyState, Notice } from "../../ui/elements";

interface MatchTableProps {
  query: string;
  purpose: Purpose;
  people: readonly PersonMatch[];
  more: boolean;
}

/** The people found; with agency, unit and masked ID, two of one name are told apart. */
export function MatchTable({ query, purpose, people, more }: MatchTableProps) {
  const locale = useLocale();
  const text = hrPeopleText(locale);
  const record = personCardText(locale);
  const leadTo = (id: string) =>
    purpose === "delegation" ? `/hr/delegations/new?person=${id}` : `/hr/people/${id}?purpose=${purpose}`;
  return (
    <section className="stack">
      <h2>{text.results(query)}</h2>
      {more && <Notice tone="warn">{text.more}</Notice>}
      <Card bare label={text.results(query)}>
        {people.length === 0 ? (
          <EmptyState title={text.nobody(query)}>{text.nobodyHint}</EmptyState>
        ) : (
          <DataTable
            caption={text.results(query)}
            rows={people}
            keyOf={({ id }) => id}
            columns={[
              {
                head: text.name,
                cell: ({ name, agencyName }) => (
                  <>
                    <b>{name}</b>
                    <small>{agencyName}</small>
                  </>
                ),
              },
              {
                head: record.unit,
                cell: ({ unit, title }) => [unit, title].filter(Boolean).join(" ") || "—",
              },
              {
                head: record.account,
                cell: ({ account }) => account ?? <span className="soft">{record.noAccount}</span>,
              },
              {
                head: record.nationalId,
                cell: ({ nationalIdMasked }) => <span className="num">{nationalIdMasked}</span>,
              },
              {
                head: text.choose,
                cell: ({ id, name }) => (
                  <ButtonLink small href={leadTo(id)} aria-label={text.chooseNamed(name)}>
                    {text.choose}
                  </ButtonLink>
                ),
              },
            ]}
          />
        )}
      </Card>
    </section>
  );
}
