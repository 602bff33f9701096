import { limits } from "../../../workflows/machines/timetable";
import { checkLabel } from "../../../workflows/reading/words";
import type { CallerCheck } from "../../../workflows/helpdesk/caller-checks";
import { deskTicketText } from "./ticket.text";
import type { DeskTicketView } from "./view";
import { useLocale } from "../../web/page-facts";
import { CheckField } from "../../ui/choices";
import { ActForm, useActError } from "./act-form";
import { OfficePhone } from "./office-phone";
import { Button, Card } from "../../ui/elements";
import { DisabledReason } from "../../ui/disabled-reason";

/** 身分核對: the policy's checks, asked one by one; the button stays disabled until they are met. */
export function DeskVerification({ view }: { view: DeskTicketView }) {
  const text = deskTicketText(useLocale());
  const { refused, disabledReasons, checklist, person, ticket } = view;
  const notMine = disabledReasons.RECORD_CHECK;
  return (
    <Card title={text.verification}>
      <div className="stack stack-tight">
        {person?.officePhone && (
          <p>
            {text.callNumber} <OfficePhone number={person.officePhone} extension={person.extension} />
            <br />
            <span className="soft">{text.neverCallerNumber}</span>
          </p>
        )}
        {notMine ? (
          <p className="soft">{notMine}</p>
        ) : (
          <>
            <ul className="checks">
              {checklist.checks.map((check) => (
                <Check key={check.check} {...check} />
              ))}
            </ul>
            <p className="soft" id="verify-state">
              {checklist.missing > 0 ? text.missing(checklist.missing) : text.met}
              {text.onlyOutcome}
            </p>
            <ActForm act="verify" className="stack stack-tight">
              <CheckField name="disableOldPassword" label={text.disableOld} hint={text.disableOldHint} />
              <Button
                kind="decide"
                block
                disabled={refused.VERIFY !== undefined}
                aria-describedby="verify-state"
              >
                {ticket.privileged ? text.verifyPrivileged : text.verify}
              </Button>
            </ActForm>
            {checklist.missing === 0 && <DisabledReason why={disabledReasons.VERIFY} />}
            <div className="act-pair">
              <ActForm act="not-reached">
                <Button small block disabled={refused.NOT_REACHED !== undefined}>
                  {text.notReached}
                </Button>
                <small className="soft">{text.tries(view.callTries + 1, limits.callTries)}</small>
              </ActForm>
              <ActForm act="fail-verification">
                <Button small block disabled={refused.FAIL_VERIFICATION !== undefined}>
                  {text.failVerification}
                </Button>
                <small className="soft">{text.tries(view.failures + 1, limits.failedVerifications)}</small>
              </ActForm>
            </div>
          </>
        )}
      </div>
    </Card>
  );
}

function Check({ check, passed, onRecord, compared }: CallerCheck) {
  const locale = useLocale();
  const text = deskTicketText(locale);
  return (
    <li className={passed === null ? "check" : passed ? "check check-passed" : "check check-failed"}>
      <span>
        {checkLabel(check, locale)}
        {onRecord && <small>{text.onRecord(onRecordOf(check, onRecord, text))}</small>}
        {passed !== null && <small className="check-verdict">{passed ? text.passed : text.failed}</small>}
      </span>
      {compared ? <CompareTail /> : <Verdict check={check} passed={passed} />}
    </li>
  );
}

function Verdict({ check, passed }: Pick<CallerCheck, "check" | "passed">) {
  const locale = useLocale();
  const text = deskTicketText(locale);
  const name = checkLabel(check, locale);
  return (
    <ActForm act="record-check" variant={check} className="check-verdicts">
      <input type="hidden" name="check" value={check} />
      <button
        className="btn btn-small"
        name="passed"
        value="yes"
        aria-pressed={passed === true}
        aria-label={`${name} ${text.passed}`}
      >
        {text.passed}
      </button>
      <button
        className="btn btn-small"
        name="passed"
        value="no"
        aria-pressed={passed === false}
        aria-label={`${name} ${text.failed}`}
      >
        {text.failed}
      </button>
    </ActForm>
  );
}

/** The last four are hidden from everybody, so the desk itself compares them. */
function CompareTail() {
  const text = deskTicketText(useLocale());
  const error = useActError("compare-tail");
  return (
    <ActForm act="compare-tail" className="check-verdicts">
      <input
        className="control check-tail"
        name="said"
        inputMode="numeric"
        autoComplete="off"
        maxLength={4}
        required
        aria-label={text.tail}
        aria-invalid={error ? true : undefined}
        placeholder="••••"
      />
      <Button small>{text.compare}</Button>
    </ActForm>
  );
}

function onRecordOf(check: string, value: string, text: ReturnType<typeof deskTicketText>): string {
  const month = check === "joined-month" ? /^(\d{4})-(\d{2})$/.exec(value) : null;
  return month ? text.month(Number(month[1]), Number(month[2])) : value;
}
