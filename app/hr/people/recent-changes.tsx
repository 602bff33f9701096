import type { RecentChange } from "../../../workflows/hr/people";
import { hrPeopleText } from "./people.text";
import { useLocale } from "../../web/page-facts";
import { Notice } from "../../ui/elements";
import { DateTime } from "../../ui/time";

/** Who changed address, name or national ID lately: shown before anybody acts. */
export function RecentChanges({ changes }: { changes: readonly RecentChange[] }) {
  const text = hrPeopleText(useLocale());
  if (changes.length === 0) return null;
  return (
    <Notice tone="warn" title={text.changed}>
      <ul className="hr-changes">
        {changes.map(({ field, at, changedBy, proof, before }) => (
          <li key={`${field} ${at}`}>
            <span className="num">
              <DateTime at={at} />
            </span>{" "}
            {text.change(text[`changed-${field}`], changedBy, text[`by-${proof}`])}
            {before !== null && text.before(before)}
          </li>
        ))}
      </ul>
      {changes.some((change) => change.own) && <p>{text.byYou}</p>}
    </Notice>
  );
}
