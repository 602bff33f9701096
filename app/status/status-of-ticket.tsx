import { statusText } from "./status.text";
import { applicantStateWords } from "../ui/ticket/applicant-state.text";
import { statusActText, statusActs, type StatusActName } from "./status-acts.text";
import type { ApplicantView } from "../ui/ticket/applicant-view";
import { useLocale } from "../web/page-facts";
import { IdempotencyField } from "../ui/idempotency-field";
import { LeaveStatus } from "./leave-status";
import { Button, ButtonLink, Card, Notice } from "../ui/elements";
import { PathLine } from "../ui/ticket/path-line";
import { DateTime } from "../ui/time";

interface StatusOfTicketProps {
  ticket: ApplicantView;
  formKey: string;
  /** The act that led here, to be confirmed. */
  done: string | null;
}

/** The status by the mail's link: where the request stands, the whole path, what was done, and what may be done. */
export function StatusOfTicket({ ticket, formKey, done }: StatusOfTicketProps) {
  const locale = useLocale();
  const text = statusText(locale);
  const { title, next } = applicantStateWords(ticket.state, locale, ticket.byLink);
  const confirmed = statusActs.find((name) => name === done);
  return (
    <div className="stack stack-wide">
      {confirmed && (
        <Notice tone="ok" role="status">
          {statusActText(locale)[confirmed].done}
        </Notice>
      )}
      <header>
        <p className="soft num">{ticket.number}</p>
        <h1>{title}</h1>
        <p className="lead">
          {ticket.dueAt !== null && (
            <>
              {text.latest} <DateTime strong at={ticket.dueAt} /> {text.answered}
            </>
          )}
          {next}
          {ticket.usableUntil !== null && (
            <>
              {" "}
              {ticket.byLink ? text.linkUsableUntil : text.usableUntil}{" "}
              <DateTime strong at={ticket.usableUntil} />。
            </>
          )}
        </p>
      </header>
      {ticket.question !== null && (
        <Notice tone="warn" title={text.question}>
          <p className="history-detail">{ticket.question}</p>
          <p>
            <ButtonLink kind="primary" href="/status/supplement">
              {text.supplement}
            </ButtonLink>
          </p>
        </Notice>
      )}
      <Card label={text.title}>
        <PathLine steps={ticket.steps} />
      </Card>
      <StatusActs ticket={ticket} formKey={formKey} />
      <section>
        <h2>{text.history}</h2>
        <ol className="history">
          {ticket.history.map(({ at, text: line, detail }, index) => (
            <li key={index}>
              <span className="history-at num">
                <DateTime at={at} />
              </span>
              <span>
                {line}
                {detail && <q className="history-detail">{detail}</q>}
              </span>
            </li>
          ))}
        </ol>
      </section>
      <LeaveStatus />
    </div>
  );
}

/** Buttons for what the machine allows now; what takes something away is a link to a page that asks once more. */
function StatusActs({ ticket, formKey }: Pick<StatusOfTicketProps, "ticket" | "formKey">) {
  const text = statusText(useLocale());
  const may = (type: ApplicantView["allowed"][number]) => ticket.allowed.includes(type);
  const link = (name: StatusActName, label: string) => <a href={`/status/${name}`}>{label}</a>;
  if (!ticket.open) {
    return ticket.state === "solved" ? null : (
      <p className="row">
        <ButtonLink href="/ask">{text.askAgain}</ButtonLink>
      </p>
    );
  }
  return (
    <div className="row" role="group" aria-label={text.acts}>
      {ticket.state === "passwordHandover.mailed" && !ticket.byLink && (
        <ButtonLink kind="primary" href="/">
          {text.signIn}
        </ButtonLink>
      )}
      {may("REISSUE") && (
        <form method="post" action="/status/reissue">
          <IdempotencyField value={formKey} />
          <Button kind="primary">{text.reissue}</Button>
        </form>
      )}
      {may("SUPPLEMENT") && ticket.question === null && (
        <ButtonLink href="/status/supplement">{text.supplement}</ButtonLink>
      )}
      {may("HAND_OVER") && <ButtonLink href="/status/handover">{text.handOver}</ButtonLink>}
      {may("WITHDRAW") && link("withdrawal", text.withdraw)}
      {may("DISPUTE") && link("dispute", text.dispute)}
    </div>
  );
}
