import { outboxText } from "./outbox.text";
import { mailName } from "../wording/wording.text";
import type { MailLine } from "./lines";
import { useLocale } from "../../web/page-facts";
import { DataTable } from "../../ui/data-table";
import { IdempotencyField } from "../../ui/idempotency-field";
import { Button, Chip, type Tone } from "../../ui/elements";
import { DateTime } from "../../ui/time";

const tones: Record<MailLine["state"], Tone> = {
  waiting: "brand",
  sent: "ok",
  failed: "seal",
  cancelled: "mute",
};

/** Mails and what became of them; why one waits or failed is said, and it can be tried again. */
export function OutboxTable({ mails, formKey }: { mails: readonly MailLine[]; formKey: string }) {
  const locale = useLocale();
  const text = outboxText(locale);
  return (
    <DataTable
      caption={text.title}
      rows={mails}
      keyOf={({ id }) => id}
      columns={[
        { head: text.at, cell: ({ createdAt }) => <DateTime at={createdAt} /> },
        {
          head: text.template,
          cell: ({ template, items }) => (
            <>
              {mailName(template, locale)} {items > 1 && <small>{text.carries(items)}</small>}
            </>
          ),
        },
        { head: text.to, cell: ({ to }) => to },
        {
          head: text.ticket,
          cell: ({ ticketNumber }) => ticketNumber && <a href={`/audit?q=${ticketNumber}`}>{ticketNumber}</a>,
        },
        { head: text.state, cell: (mail) => <MailState {...mail} /> },
        { head: text.why, cell: (mail) => <Why {...mail} /> },
        {
          head: text.retry,
          cell: ({ id, retriable }) =>
            retriable && (
              <form method="post" action={`/admin/mail/${id}/retry`}>
                <IdempotencyField value={`${formKey}-${id.slice(0, 16)}`} />
                <Button small>{text.retry}</Button>
              </form>
            ),
        },
      ]}
    />
  );
}

function MailState({ state, attempts, nextAttemptAt, giveUpAt, carried }: MailLine) {
  const text = outboxText(useLocale());
  return (
    <>
      <Chip tone={tones[state]}>{text[state]}</Chip>
      {attempts > 0 && <small>{text.attempts(attempts)}</small>}
      {state === "waiting" && !carried && (
        <>
          <small>
            {text.nextAt} <DateTime at={nextAttemptAt} />
          </small>
          <small>
            {text.until} <DateTime at={giveUpAt} />
          </small>
        </>
      )}
    </>
  );
}

/** In plain words first, then the server's own. */
function Why({ state, failure, lastResponse, sentAt, carried }: MailLine) {
  const text = outboxText(useLocale());
  return (
    <>
      {carried && <small>{text.carried}</small>}
      {state === "sent" && sentAt !== null && (
        <small>
          {text.sent} <DateTime at={sentAt} />
        </small>
      )}
      {state === "cancelled" && <small>{text.superseded}</small>}
      {failure !== null && <small>{text[failure]}</small>}
      {lastResponse !== null && <small>{lastResponse}</small>}
    </>
  );
}
