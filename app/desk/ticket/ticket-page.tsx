import { channelWords, kindWords, pathWords } from "../../../workflows/reading/words";
import { deskTicketText } from "./ticket.text";
import type { DeskTicketView } from "./view";
import { useLocale } from "../../web/page-facts";
import { ActForm, ActPageProvider, type Tried } from "./act-form";
import { useStaffNavigation } from "../../ui/frames/frame";
import { StaffPage } from "../../ui/frames/staff-page";
import { DeskSearch } from "../queue/search";
import { DeskTicketActs, WithReason } from "./act-list";
import { DeskTicketHistory } from "./history";
import { DeskTicketPeople } from "./people";
import { DeskVerification } from "./verification";
import { EvidenceCard } from "./evidence-card";
import { DueTime } from "../../ui/ticket/due-time";
import { Button, Card, Chip, Notice } from "../../ui/elements";
import { PathLine } from "../../ui/ticket/path-line";
import { DisabledReason } from "../../ui/disabled-reason";

/** A ticket on the desk: where it stands, what happened, and what may be done. */
export function DeskTicket({ view, tried }: { view: DeskTicketView; tried?: Tried }) {
  const locale = useLocale();
  const text = deskTicketText(locale);
  const { ticket } = view;
  const { agent } = useStaffNavigation();
  const name = view.person?.name ?? ticket.applicantName;
  return (
    <ActPageProvider value={{ number: ticket.number, formKey: view.formKey, tried }}>
      <StaffPage
        title={ticket.kind === "first-login" ? text.titleFirst(name) : text.titleRecovery(name)}
        actions={<DeskSearch />}
      >
        <div className="stack">
          {tried && <NotDone tried={tried} />}
          <Card>
            <div className="row ticket-facts">
              <b className="num nowrap">{ticket.number}</b>
              <Chip tone={view.tone}>{view.state}</Chip>
              {ticket.privileged && <Chip tone="warn">{text.privileged}</Chip>}
              <span className="soft">
                {kindWords(locale)[ticket.kind]} · {pathWords(locale)[ticket.path]} ·{" "}
                {channelWords(locale)[ticket.channel]}
              </span>
              {ticket.closedAt === null && ticket.dueAt !== null && (
                <span>
                  {text.due} <DueTime due={view.due} />
                </span>
              )}
              <span className="push soft">
                {view.assigneeName === null ? text.noAssignee : text.assignee(view.assigneeName)}
              </span>
            </div>
            <PathLine steps={view.steps} />
          </Card>
          <div className="desk-columns">
            <div className="stack">
              {ticket.state === "verifyingCaller" && agent && <DeskVerification view={view} />}
              {ticket.state === "awaitingSecondPerson" && <SecondPerson view={view} />}
              {agent && <DeskTicketActs view={view} />}
              <DeskTicketPeople view={view} />
              <EvidenceCard number={ticket.number} proofs={view.proofs} />
            </div>
            <div className="ticket-past">
              <DeskTicketHistory view={view} />
            </div>
          </div>
        </div>
      </StaffPage>
    </ActPageProvider>
  );
}

function NotDone({ tried }: { tried: Tried }) {
  const locale = useLocale();
  const text = deskTicketText(locale);
  const language = locale === "en" ? "en" : "zh";
  return (
    <Notice tone="error" role="alert" title={tried.refused?.message[language] ?? text.refused}>
      <p>{tried.error ?? tried.refused?.remedy?.[language]}</p>
    </Notice>
  );
}

/** 特權帳號: another person confirms. */
function SecondPerson({ view }: { view: DeskTicketView }) {
  const text = deskTicketText(useLocale());
  const { refused, disabledReasons } = view;
  const open = refused.CONFIRM_SECOND === undefined;
  return (
    <Card title={text.second}>
      <div className="stack stack-tight">
        <p className="soft">{text.secondHint}</p>
        <ActForm act="confirm-second">
          <Button kind="decide" block disabled={!open}>
            {text.confirm}
          </Button>
          <DisabledReason why={disabledReasons.CONFIRM_SECOND} />
        </ActForm>
        {refused.REFUSE_SECOND === undefined && <WithReason act="refuse-second" label={text.refuse} />}
      </div>
    </Card>
  );
}
