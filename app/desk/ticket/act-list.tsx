import { longest } from "../../../language/lengths";
import { outcomeLabel, pathPartyWords } from "../../../workflows/reading/words";
import { deskTicketText } from "./ticket.text";
import type { PostedName } from "./form-acts";
import type { DeskTicketView } from "./view";
import { useLocale } from "../../web/page-facts";
import { ActForm, useActError, useFieldValue } from "./act-form";
import { SelectField, TextAreaField } from "../../ui/field";
import { Button, ButtonLink, Card } from "../../ui/elements";
import { DisabledReason } from "../../ui/disabled-reason";

/** What may be done on a ticket, as the machine says; what may not be done here says why. */
export function DeskTicketActs({ view }: { view: DeskTicketView }) {
  const locale = useLocale();
  const text = deskTicketText(locale);
  const { refused, disabledReasons, ticket } = view;
  const of = (act: keyof typeof refused) => ({ open: refused[act] === undefined, why: disabledReasons[act] });
  if (ticket.closedAt !== null)
    return <p className="soft">{text.closed(outcomeLabel(ticket.outcome ?? "", locale))}</p>;
  return (
    <Card title={text.act}>
      <div className="stack stack-tight">
        {of("MESSAGES_READ").open && (
          <OneButton act="messages-read" label={text.messagesRead} kind="primary" {...of("MESSAGES_READ")} />
        )}
        <OneButton act="claim" label={text.claim} kind="primary" {...of("CLAIM")} />
        {ticket.personId === null && of("IDENTIFY").open && (
          <ButtonLink href={`/desk/tickets/${ticket.number}/identify`} kind="primary" block>
            {text.identify}
          </ButtonLink>
        )}
        <OneButton
          act="start-verification"
          label={view.nextCallAt === null ? text.startVerification : text.callAgain}
          kind="primary"
          {...of("START_VERIFICATION")}
        />
        <OneButton
          act="reissue"
          label={text.reissue}
          hint={text.reissueHint}
          kind="decide"
          {...of("REISSUE")}
        />
        {of("ASK_APPLICANT").open && (
          <Message act="ask-applicant" title={text.ask} label={text.askLabel} hint={text.askHint}>
            {text.askSend}
          </Message>
        )}
        {of("REPLY").open && (
          <Message act="reply" title={text.reply} label={text.replyLabel} hint={text.replyHint}>
            {text.replySend}
          </Message>
        )}
        {of("REASSIGN").open && <Reassign agents={view.agents} assigneeId={ticket.assigneeId} />}
        {of("HAND_OVER").open && <HandOver path={ticket.path} />}
        {of("DISMISS").open && <WithReason act="dismiss" label={text.dismiss} />}
      </div>
    </Card>
  );
}

interface OneButtonProps {
  act: PostedName;
  label: string;
  hint?: string;
  kind: "primary" | "decide";
  open: boolean;
  why: string | undefined;
}

/** A button that is open, or disabled with its reason; nothing where the act is not of this state. */
function OneButton({ act, label, hint, kind, open, why }: OneButtonProps) {
  if (!open && why === undefined) return null;
  return (
    <ActForm act={act}>
      <Button kind={kind} block disabled={!open}>
        {label}
      </Button>
      {open && hint && <small className="soft">{hint}</small>}
      <DisabledReason why={why} />
    </ActForm>
  );
}

interface MessageProps {
  act: "ask-applicant" | "reply";
  title: string;
  label: string;
  hint: string;
  /** The button's words. */
  children: string;
}

/** Something written to the applicant, folded away until it is wanted. */
function Message({ act, title, label, hint, children }: MessageProps) {
  const error = useActError(act);
  return (
    <details className="more-act" open={error !== undefined}>
      <summary>{title}</summary>
      <ActForm act={act} className="form">
        <TextAreaField
          id={`${act}-text`}
          name="text"
          label={label}
          hint={hint}
          rows={4}
          maxLength={longest.message}
          required
          defaultValue={useFieldValue(act, "text")}
          error={error}
        />
        <Button small>{children}</Button>
      </ActForm>
    </details>
  );
}

function Reassign({ agents, assigneeId }: { agents: DeskTicketView["agents"]; assigneeId: string | null }) {
  const text = deskTicketText(useLocale());
  const others = agents.filter((one) => one.id !== assigneeId);
  if (others.length === 0) return null;
  return (
    <details className="more-act">
      <summary>{text.reassign}</summary>
      <ActForm act="reassign" className="form">
        <SelectField name="to" label={text.reassignTo} required>
          {others.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <Button small>{text.reassign}</Button>
      </ActForm>
    </details>
  );
}

function HandOver({ path }: { path: DeskTicketView["ticket"]["path"] }) {
  const locale = useLocale();
  const text = deskTicketText(locale);
  const error = useActError("hand-over");
  const ways = (["hr-supervisor", "helpdesk"] as const).filter((way) => way !== path);
  return (
    <details className="more-act" open={error !== undefined}>
      <summary>{text.handOver}</summary>
      <ActForm act="hand-over" className="form">
        <SelectField name="to" label={text.handOverTo} required>
          {ways.map((way) => (
            <option key={way} value={way}>
              {pathPartyWords(locale)[way]}
            </option>
          ))}
        </SelectField>
        <Reason act="hand-over" />
        <Button small>{text.handOver}</Button>
      </ActForm>
    </details>
  );
}

/** An act that takes a reason, folded away until it is wanted. */
export function WithReason({ act, label }: { act: "dismiss" | "refuse-second"; label: string }) {
  const error = useActError(act);
  return (
    <details className="more-act" open={error !== undefined}>
      <summary>{label}</summary>
      <ActForm act={act} className="form">
        <Reason act={act} />
        <Button small kind="danger">
          {label}
        </Button>
      </ActForm>
    </details>
  );
}

function Reason({ act }: { act: "dismiss" | "refuse-second" | "hand-over" }) {
  const text = deskTicketText(useLocale());
  return (
    <TextAreaField
      id={`${act}-reason`}
      name="reason"
      label={text.reason}
      hint={text.reasonHint}
      rows={2}
      maxLength={longest.reason}
      required
      defaultValue={useFieldValue(act, "reason")}
      error={useActError(act)}
    />
  );
}
