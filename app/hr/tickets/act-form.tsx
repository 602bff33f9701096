import type { HrAct } from "../../../workflows/hr/decisions";
import type { CaseFacts } from "./case-facts";
import { hrTicketText } from "./ticket.text";
import { longest } from "../../../language/lengths";
import { actPages, type HrTried } from "./act";
import { useLocale } from "../../web/page-facts";
import { CheckField } from "../../ui/choices";
import { ErrorSummary } from "../../ui/error-summary";
import { TextAreaField } from "../../ui/field";
import { IdempotencyField } from "../../ui/idempotency-field";
import { Button, Card } from "../../ui/elements";
import { RefusedNotice } from "../../ui/refused-notice";

interface HrActFormProps {
  act: HrAct;
  facts: CaseFacts;
  tried?: HrTried;
  /** The only form of its page, after it was sent or by its own address. */
  alone?: boolean;
}

/** One act on a case: what it means, what it needs, and its button, which is disabled with the reason where it is refused. */
export function HrActForm({ act, facts, tried, alone = false }: HrActFormProps) {
  const text = hrTicketText(useLocale());
  const { ticket, formKey, acts, person, disableOldPassword } = facts;
  const { disabledReason = null, withReason = false } = acts.find((one) => one.act === act) ?? {};
  // A disabled form shows its reason and no fields, unless they keep what was typed.
  const open = disabledReason === null || tried !== undefined;
  const { title, meaning, label, kind } = wordsOf(act, facts, text);
  return (
    <Card title={title} id={actPages[act]}>
      <form
        className="form"
        method="post"
        action={`/hr/tickets/${ticket.number}/${actPages[act]}#${actPages[act]}`}
        noValidate
      >
        <ErrorSummary errors={tried?.errors} />
        <RefusedNotice refused={tried?.refused ?? disabledReason} quiet={!tried?.refused} />
        <IdempotencyField value={formKey} />
        {meaning && !disabledReason && <p>{meaning}</p>}
        {open && act === "APPROVE" && person.hasPassword && !disableOldPassword && (
          <CheckField
            name="disableOldPassword"
            label={text.disable}
            hint={text.disableHint}
            checked={tried?.typed.disableOldPassword}
          />
        )}
        {open && act === "APPROVE" && disableOldPassword && <p className="soft">{text.disabled}</p>}
        {open && withReason && (
          <TextAreaField
            name="reason"
            id={`field-reason-${actPages[act]}`}
            label={act === "RETURN" || act === "REFUSE_SECOND" ? text.reasonReturn : text.reasonHandOver}
            hint={act === "RETURN" || act === "REFUSE_SECOND" ? text.reasonReturnHint : undefined}
            error={tried?.errors?.reason}
            defaultValue={tried?.typed.reason}
            maxLength={longest.reason}
            rows={3}
            required
          />
        )}
        <div className="row">
          <Button kind={kind} disabled={disabledReason !== null}>
            {label}
          </Button>
          {alone && <a href={`/hr/tickets/${ticket.number}`}>{text.backToTicket}</a>}
        </div>
      </form>
    </Card>
  );
}

interface ActWords {
  title: string;
  meaning?: string;
  label: string;
  kind: "decide" | "plain" | "danger";
}

function wordsOf(
  act: HrAct,
  { ticket, person, approvalLeadsTo }: CaseFacts,
  text: ReturnType<typeof hrTicketText>,
): ActWords {
  switch (act) {
    case "APPROVE": {
      if (approvalLeadsTo === "awaitingConfirmation")
        return { title: text.prepare, meaning: text.prepareMeaning, label: text.prepare, kind: "decide" };
      if (approvalLeadsTo === "awaitingSecondPerson")
        return {
          title: text.approveToSecond,
          meaning: text.approveToSecondMeaning,
          label: text.approveToSecond,
          kind: "decide",
        };
      return {
        title: text.approveDisabled,
        meaning: text.approveMeaning(person.email ?? ""),
        label: text.approve,
        kind: "decide",
      };
    }
    case "RETURN":
      return { title: text.return, label: text.return, kind: "danger" };
    case "CONFIRM_SECOND":
      return { title: text.confirm, meaning: text.confirmMeaning, label: text.confirm, kind: "decide" };
    case "REFUSE_SECOND":
      return { title: text.refuseSecond, label: text.refuseSecond, kind: "danger" };
    case "REISSUE":
      return { title: text.reissue, meaning: text.reissueMeaning, label: text.reissue, kind: "decide" };
    case "HAND_OVER":
      return {
        title: text.handOver,
        label: ticket.path === "helpdesk" ? text.toHr : text.toHelpdesk,
        kind: "plain",
      };
  }
}
