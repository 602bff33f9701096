import type { HistoryLine } from "../../../workflows/reading/history-words";
import { hrTicketText } from "./ticket.text";
import { useLocale } from "../../web/page-facts";
import { Card } from "../../ui/elements";
import { ReceivedMessage } from "../../ui/ticket/received-message";
import { DateTime } from "../../ui/time";

/** What was done on a case, by whom and when, oldest first. */
export function CaseHistory({ lines }: { lines: readonly HistoryLine[] }) {
  const text = hrTicketText(useLocale());
  return (
    <Card title={text.history}>
      <ol className="history">
        {lines.map(({ seq, at, actor, act, quote, message }) => (
          <li key={seq}>
            <span className="history-at num">
              <DateTime at={at} />
            </span>
            <span>
              {actor} {act}
              {quote && <q className="history-detail">{quote}</q>}
              {message && <ReceivedMessage message={message} />}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
