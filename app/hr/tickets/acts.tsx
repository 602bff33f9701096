import { useOutletContext } from "@remix-run/react";
import { HrActForm } from "./act-form";
import { Card, EmptyState } from "../../ui/elements";
import { useLocale } from "../../web/page-facts";
import { hrTicketText } from "./ticket.text";
import type { CaseFacts } from "./case-facts";

/** The forms of what the state knows; what this visitor may not do says why. */
export default function CaseActs() {
  const facts = useOutletContext<CaseFacts>();
  const text = hrTicketText(useLocale());
  const here = facts.acts.filter(({ elsewhere }) => !elsewhere);
  if (here.length > 0) return here.map(({ act }) => <HrActForm key={act} act={act} facts={facts} />);
  return (
    <Card label={text.acts}>
      <EmptyState title={text.nothing}>{text.nothingHint}</EmptyState>
    </Card>
  );
}
