import { meText } from "./me.text";
import { applicantStateWords } from "../ui/ticket/applicant-state.text";
import type { ApplicantView } from "../ui/ticket/applicant-view";
import { useLocale } from "../web/page-facts";
import { ButtonLink, Card } from "../ui/elements";
import { PathLine } from "../ui/ticket/path-line";

/** The own open request among the things to do: where it stands, and the question whether it is one's own. */
export function OwnTicket({ ticket }: { ticket: ApplicantView }) {
  const locale = useLocale();
  const text = meText(locale);
  return (
    <Card>
      <div className="stack">
        <p className="soft">
          {text.ownTicket} <span className="num nowrap">{ticket.number}</span>
        </p>
        <h3>{applicantStateWords(ticket.state, locale, ticket.byLink).title}</h3>
        <PathLine steps={ticket.steps} />
        {ticket.allowed.includes("REMEMBERED") && (
          <p>
            <ButtonLink href="/is-this-yours">{text.isThisYours}</ButtonLink>
          </p>
        )}
      </div>
    </Card>
  );
}
