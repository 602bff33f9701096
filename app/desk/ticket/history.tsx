import { longest } from "../../../language/lengths";
import { deskTicketText } from "./ticket.text";
import type { DeskTicketView } from "./view";
import { useLocale } from "../../web/page-facts";
import { ActForm, useActError, useFieldValue } from "./act-form";
import { useStaffNavigation } from "../../ui/frames/frame";
import { TextAreaField } from "../../ui/field";
import { Button, Card } from "../../ui/elements";
import { ReceivedMessage } from "../../ui/ticket/received-message";

/** 歷程, in sentences, and the composer of internal notes under it. */
export function DeskTicketHistory({ view }: { view: DeskTicketView }) {
  const { agent } = useStaffNavigation();
  const text = deskTicketText(useLocale());
  return (
    <Card bare label={text.history}>
      <ol>
        {view.lines.map((line) => (
          <li key={line.seq} className={line.type === "NOTE" ? "history-item history-note" : "history-item"}>
            <time dateTime={new Date(line.at).toISOString()}>{line.time}</time>
            <div>
              <b>{line.actor}</b> <span className={line.failed ? "late" : undefined}>{line.act}</span>
              {line.quote && <p className="history-quote">{line.quote}</p>}
              {line.message && (
                <ReceivedMessage
                  message={line.message}
                  filesAt={`/desk/tickets/${view.ticket.number}/attachments`}
                />
              )}
            </div>
          </li>
        ))}
      </ol>
      {view.refused.NOTE === undefined && agent && <Composer />}
    </Card>
  );
}

function Composer() {
  const text = deskTicketText(useLocale());
  return (
    <ActForm act="note" className="form composer">
      <TextAreaField
        name="text"
        label={text.note}
        hint={text.noteHint}
        rows={3}
        maxLength={longest.note}
        required
        defaultValue={useFieldValue("note", "text")}
        error={useActError("note")}
      />
      <p className="row">
        <span className="push">
          <Button small>{text.saveNote}</Button>
        </span>
      </p>
    </ActForm>
  );
}
