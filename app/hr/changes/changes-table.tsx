import type { WaitingRecord } from "../../../workflows/hr/waiting-records";
import { DataTable } from "../../ui/data-table";
import { Chip, type Tone } from "../../ui/elements";
import { DateTime } from "../../ui/time";
import { useLocale } from "../../web/page-facts";
import { hrChangesText } from "./changes.text";

export const changeTones: Record<WaitingRecord["state"], Tone> = {
  waiting: "warn",
  agreed: "ok",
  returned: "seal",
  withdrawn: "mute",
  lapsed: "mute",
};

/** Prepared changes of records, each leading to its page. */
export function ChangesTable({ caption, changes }: { caption: string; changes: readonly WaitingRecord[] }) {
  const text = hrChangesText(useLocale());
  return (
    <DataTable
      caption={caption}
      rows={changes}
      keyOf={({ id }) => id}
      columns={[
        {
          head: text.person,
          cell: ({ id, person }) => (
            <>
              <a className="hr-case" href={`/hr/changes/${id}`}>
                {person.name}
              </a>
              <small>{person.agencyName}</small>
            </>
          ),
        },
        {
          head: text.change,
          cell: ({ change: { field, value } }) => text.to(text[field], value),
        },
        { head: text.by, cell: ({ askedBy }) => askedBy },
        {
          head: text.until,
          cell: ({ state, expiresAt, reason }) =>
            state === "waiting" ? (
              <DateTime at={expiresAt} />
            ) : (
              <>
                <Chip tone={changeTones[state]}>{text[state]}</Chip>
                {reason !== null && <small>{reason}</small>}
              </>
            ),
        },
      ]}
    />
  );
}
