import { longestIn, statusActText, type StatusActName } from "./status-acts.text";
import { useLocale } from "../web/page-facts";
import type { StatusActTried } from "./act";
import { ErrorSummary } from "../ui/error-summary";
import { TextAreaField } from "../ui/field";
import { IdempotencyField } from "../ui/idempotency-field";
import { Button, Notice } from "../ui/elements";
import { PublicPage } from "../ui/frames/public-page";
import { statusText } from "./status.text";

interface StatusActProps {
  name: StatusActName;
  number: string;
  formKey: string;
  tried: StatusActTried | undefined;
}

/** Asks once more before an act of the applicant, says what it means, and keeps what was typed when it is refused. */
export function StatusAct({ name, number, formKey, tried }: StatusActProps) {
  const locale = useLocale();
  const language = locale === "en" ? "en" : "zh";
  const { title, meaning, field, send } = statusActText(locale)[name];
  return (
    <PublicPage narrow>
      <form className="form" method="post" noValidate>
        <header>
          <p className="soft num">{number}</p>
          <h1>{title}</h1>
          <p className="lead">{meaning}</p>
        </header>
        <ErrorSummary errors={{ text: tried?.error }} />
        {tried?.refused && (
          <Notice tone="error" role="alert" title={tried.refused.message[language]}>
            {tried.refused.remedy?.[language]}
          </Notice>
        )}
        <IdempotencyField value={formKey} />
        {field && (
          <TextAreaField
            name="text"
            label={field.label}
            hint={field.hint}
            error={tried?.error}
            defaultValue={tried?.typed}
            maxLength={longestIn(name)}
            required
          />
        )}
        <div className="row">
          <Button kind={name === "dispute" || name === "withdrawal" ? "danger" : "primary"}>{send}</Button>
          <a href="/status">{statusText(locale).back}</a>
        </div>
      </form>
    </PublicPage>
  );
}
