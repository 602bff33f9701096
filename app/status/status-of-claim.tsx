import { statusText } from "./status.text";
import type { ClaimView } from "./claim-view";
import { useLocale } from "../web/page-facts";
import { Card, DefinitionList } from "../ui/elements";
import { LeaveStatus } from "./leave-status";
import { DateTime } from "../ui/time";

/** The status as somebody not known to us sees it: what was typed, and words that never change. */
export function StatusOfClaim({ claim }: { claim: ClaimView | null }) {
  const text = statusText(useLocale());
  if (!claim) return <h1>{text.received}</h1>;
  const paths = { "hr-supervisor": text.hr, "agency-certificate": text.card, helpdesk: text.helpdesk };
  return (
    <div className="stack stack-wide">
      <header>
        <p className="soft num">{claim.number}</p>
        <h1>{text.received}</h1>
        {claim.promiseAt !== null && (
          <p className="lead">
            {text.latest} <DateTime strong at={claim.promiseAt} /> {text.answered}
          </p>
        )}
        <p className="soft">{text.receivedWhy}</p>
      </header>
      <Card title={text.typed}>
        <DefinitionList
          items={[
            [text.kind, claim.kind === "first-login" ? text.firstLogin : text.recovery],
            [text.path, paths[claim.path]],
            [text.agency, claim.agency ?? text.unknownAgency],
            [text.name, claim.name],
            [text.account, claim.account],
            [text.nationalId, claim.nationalIdMasked],
            [text.contact, claim.contact],
            [text.story, claim.story],
            [text.askedAt, <DateTime key="asked" at={claim.askedAt} />],
          ]}
        />
      </Card>
      <LeaveStatus />
    </div>
  );
}
