import { mailName } from "../routes/admin-wording.text";
import { adminText } from "../routes/admin.text";
import type { MailLine } from "../web/admin-view";
import { useLocale } from "../web/page-facts";
import { DataTable } from "./data-table";
import { IdempotencyField } from "./idempotency-field";
import { Button, Chip, type Tone } from "./parts";
import { Moment } from "./promise-time";

const tones: Record<MailLine["state"], Tone> = {
  waiting: "brand",
  sent: "ok",
  failed: "seal",
  cancelled: "mute",
};

/** Mails and what became of them; why one waits or failed is said, and it can be tried again. */
export function OutboxTable({ mails, formKey }: { mails: readonly MailLine[]; formKey: string }) {
  const locale = useLocale();
  const text = adminText(locale);
  return (
    <DataTable
      caption={text.outbox}
      rows={mails}
      keyOf={({ id }) => id}
      columns={[
        { head: text.at, cell: ({ createdAt }) => <Moment at={createdAt} /> },
        { head: text.template, cell: ({ template }) => mailName(template, locale) },
        { head: text.to, cell: ({ to }) => to },
        {
          head: text.ticket,
          cell: ({ ticketNumber }) => ticketNumber && <a href={`/audit?q=${ticketNumber}`}>{ticketNumber}</a>,
        },
        {
          head: text.state,
          cell: ({ state, attempts, nextAttemptAt }) => (
            <>
              <Chip tone={tones[state]}>{text[state]}</Chip>
              {attempts > 0 && <small>{text.attempts(attempts)}</small>}
              {state === "waiting" && attempts > 0 && (
                <small>
                  {text.nextAt} <Moment at={nextAttemptAt} />
                </small>
              )}
            </>
          ),
        },
        { head: text.response, cell: ({ lastResponse }) => <small>{lastResponse}</small> },
        {
          head: text.retry,
          cell: ({ id, retriable }) =>
            retriable && (
              <form method="post" action={`/admin/outbox/${id}/retry`}>
                <IdempotencyField value={`${formKey}-${id.slice(0, 16)}`} />
                <Button small>{text.retry}</Button>
              </form>
            ),
        },
      ]}
    />
  );
}
