import type { TicketForHr } from "../../../workflows/hr/decisions";
import { personCardText } from "../../ui/ticket/person-card.text";
import { hrTicketText } from "./ticket.text";
import { useLocale } from "../../web/page-facts";
import { Card, Chip, DefinitionList } from "../../ui/elements";
import { foldName } from "../../../language/names";

interface Row {
  name: string;
  asked: string | null | undefined;
  record: string | null;
  /** Both say the same thing when they are equal. */
  comparable?: boolean;
  /** What is to be known of the record. */
  note?: string;
}

/** Names of agencies stand here too, in which 台 and 臺 are one. */
const fold = (text: string) => foldName(text).replaceAll("台", "臺");

/** What somebody asked beside what is on record, so that what differs is seen before a decision. */
export function CaseComparison({ claims, person }: Pick<TicketForHr, "claims" | "person">) {
  const locale = useLocale();
  const text = hrTicketText(locale);
  const rows: Row[] = [
    { name: text.name, asked: claims?.name, record: person.name, comparable: true },
    { name: text.agency, asked: claims?.agencyName, record: person.agencyName, comparable: true },
    { name: text.account, asked: claims?.account, record: person.account, comparable: true },
    {
      name: text.nationalId,
      asked: claims?.nationalIdMasked,
      record: person.nationalIdMasked,
      comparable: true,
    },
    {
      name: claims ? text.contact : text.email,
      asked: claims?.contact,
      record: person.email,
      note: person.unconfirmed ? personCardText(locale).unconfirmed : undefined,
    },
    { name: text.officePhone, asked: undefined, record: person.officePhone },
  ];
  return (
    <Card title={claims ? text.compare : text.onRecord}>
      {claims === null ? (
        <DefinitionList
          items={rows.map((row) => [row.name, <OnRecord key={row.name} {...row} />] as const)}
        />
      ) : (
        <ComparisonTable rows={rows} />
      )}
      {claims?.story && (
        <p className="hr-story">
          <b>{text.story}</b>
          <br />
          {claims.story}
        </p>
      )}
      <p className="hr-chips">
        <a href={`/hr/people/${person.id}?purpose=record`}>{text.seePerson}</a>
      </p>
    </Card>
  );
}

function OnRecord({ record, note }: Pick<Row, "record" | "note">) {
  const text = hrTicketText(useLocale());
  return (
    <>
      {record ?? <span className="soft">{text.noRecord}</span>} {note && <Chip tone="warn">{note}</Chip>}
    </>
  );
}

function ComparisonTable({ rows }: { rows: readonly Row[] }) {
  const text = hrTicketText(useLocale());
  return (
    <div className="table-box">
      <table className="table hr-comparison">
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{text.compare}</span>
            </th>
            <th scope="col">{text.asked}</th>
            <th scope="col">{text.onRecord}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, asked, record, comparable, note }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td data-label={text.asked}>
                <div>
                  {asked ?? <span className="soft">{asked === null ? text.notGiven : "—"}</span>}{" "}
                  {comparable && asked && fold(asked) !== fold(record ?? "") && (
                    <Chip tone="warn">{text.differs}</Chip>
                  )}
                </div>
              </td>
              <td data-label={text.onRecord}>
                <div>
                  <OnRecord record={record} note={note} />
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
