import { operator } from "../../language/operator";
import { askText } from "./ask.text";
import type { AskedPath, Reason } from "./steps";
import type { HelpRequestDraft } from "../web/help-request-draft";
import { useLocale } from "../web/page-facts";
import { ErrorSummary, type FormErrors } from "../ui/error-summary";
import { TextAreaField, TextField } from "../ui/field";
import { IdempotencyField } from "../ui/idempotency-field";
import { Button } from "../ui/elements";
import { RefusedNotice } from "../ui/refused-notice";
import type { Refusal } from "../web/refusals/refusal";
import { StepHeading } from "./step-heading";

interface AskDetailsFormProps {
  reason: Reason;
  path: AskedPath;
  /** `null` where the person could not find it. */
  agency: { fullName: string } | null;
  draft: HelpRequestDraft;
  errors: FormErrors;
  /** Why nothing was done, where it is not for what was typed. */
  refused: Refusal | null;
  formKey: string;
}

/** The last step of a request: who it is, how to reach them and what happened; earlier choices may still be changed. */
export function AskDetailsForm(props: AskDetailsFormProps) {
  const { reason, path, agency, draft, errors, refused, formKey } = props;
  const locale = useLocale();
  const text = askText(locale);
  const first = reason === "first-login";
  const chosen = [
    [
      "reason",
      text.reasonName,
      { "first-login": text.firstLogin, forgot: text.forgot, certificate: text.card }[reason],
    ],
    ["path", text.wayName, path === "helpdesk" ? text.helpdesk : text.hr],
    ["agency", text.agencyName, agency?.fullName ?? text.unknownAgency],
  ] as const;
  return (
    <form className="form" method="post" noValidate>
      <StepHeading now={4} title={text.detailsTitle} />
      <ErrorSummary errors={errors} />
      <RefusedNotice refused={refused} />
      {/* Return in a field presses the first button of the form: sending must be it. */}
      <button className="visually-hidden" tabIndex={-1} aria-hidden>
        {text.send}
      </button>
      <IdempotencyField value={formKey} />
      <dl className="chosen card">
        {chosen.map(([name, label, value]) => (
          <div key={name}>
            <dt>{label}</dt>
            <dd>{value}</dd>
            <dd>
              <button
                className="btn btn-link"
                name="change"
                value={name}
                aria-label={`${text.change}${label}`}
              >
                {text.change}
              </button>
            </dd>
          </div>
        ))}
      </dl>
      <p className="soft">
        {text.detailsPurpose(locale === "en" ? operator.agency.en : operator.agency.zh)}{" "}
        <a href="/privacy">{text.privacy}</a>
      </p>
      <TextField
        name="name"
        label={text.name}
        defaultValue={draft.name}
        error={errors.name}
        autoComplete="name"
        maxLength={50}
        required
      />
      <TextField
        name="login"
        label={first ? text.loginFirst : text.login}
        hint={first ? text.loginFirstHint : text.loginHint}
        defaultValue={draft.login}
        error={errors.login}
        autoComplete="username"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={100}
        required
      />
      <TextField
        name="contact"
        label={text.contact}
        hint={text.contactHint}
        defaultValue={draft.contact}
        error={errors.contact}
        maxLength={100}
        required
      />
      <TextAreaField
        name="story"
        label={text.story}
        hint={text.storyHint}
        defaultValue={draft.story}
        error={errors.story}
        maxLength={500}
      />
      <div>
        <Button kind="primary">{text.send}</Button>
      </div>
    </form>
  );
}
