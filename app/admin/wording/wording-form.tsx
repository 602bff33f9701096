import { wordingText } from "./wording.text";
import type { WordingFacts } from "./wording-facts";
import { fieldOf } from "./mail-sample";
import { useLocale } from "../../web/page-facts";
import type { Refusal } from "../../web/refusals/refusal";
import { ErrorSummary } from "../../ui/error-summary";
import { SelectField, TextAreaField } from "../../ui/field";
import { IdempotencyField } from "../../ui/idempotency-field";
import { previewFrame } from "./mail-preview";
import { Button } from "../../ui/elements";
import { DateTime } from "../../ui/time";
import { RefusedNotice } from "../../ui/refused-notice";

interface WordingTried {
  typed: Record<string, string>;
  errors?: Record<string, string>;
  refused: Refusal | null;
}

interface WordingFormProps {
  facts: WordingFacts;
  formKey: string;
  tried: WordingTried | undefined;
}

/** The sentences of a mail, to be written anew; tried in the frame above before they are saved, without any script. */
export function WordingForm({ facts, formKey, tried }: WordingFormProps) {
  const text = wordingText(useLocale());
  const { name, language, sentences, version, preview } = facts;
  const rewritten = sentences.some(({ present, shipped }) => present !== shipped);
  return (
    <div className="stack stack-tight">
      <form className="form" method="post" noValidate>
        <ErrorSummary errors={tried?.errors} />
        <RefusedNotice refused={tried?.refused} />
        <IdempotencyField value={formKey} />
        <input type="hidden" name="seen" value={version} />
        <p className="soft">{text.sentencesHint}</p>
        {sentences.map((sentence, index) => (
          <SentenceField
            key={sentence.key}
            sentence={sentence}
            label={text.sentence(index + 1)}
            typed={tried?.typed[sentence.key]}
            error={tried?.errors?.[fieldOf(sentence.key)]}
          />
        ))}
        {preview.cases > 1 && (
          <SelectField name="case" label={text.previewCase} defaultValue={preview.shown} required>
            {Array.from({ length: preview.cases }, (_, index) => (
              <option key={index} value={index}>
                {text.case(index + 1)}
              </option>
            ))}
          </SelectField>
        )}
        <div className="row">
          <Button kind="primary">{text.save}</Button>
          <Button formAction={`/admin/wording/${name}/${language}/sample`} formTarget={previewFrame}>
            {text.preview}
          </Button>
        </div>
      </form>
      {rewritten && (
        <form method="post">
          <IdempotencyField value={`${formKey}-restore`} />
          <input type="hidden" name="seen" value={version} />
          <Button kind="danger" small name="intent" value="restore">
            {text.restore}
          </Button>
        </form>
      )}
    </div>
  );
}

interface SentenceFieldProps {
  sentence: WordingFacts["sentences"][number];
  label: string;
  typed: string | undefined;
  error: string | undefined;
}

/** One sentence, with what it must keep; what is shipped and what it says now are shown where they differ. */
function SentenceField({
  sentence: { key, present, shipped, keep },
  label,
  typed,
  error,
}: SentenceFieldProps) {
  const text = wordingText(useLocale());
  const notes = [
    ...(keep.length > 0 ? [text.keep(keep.map((one) => `{${one}}`).join(" "))] : []),
    ...(typed !== undefined && typed !== present ? [text.present(present)] : []),
    ...(present !== shipped ? [text.original(shipped)] : []),
  ];
  return (
    <TextAreaField
      name={fieldOf(key)}
      label={label}
      hint={notes.length > 0 ? notes.map((note) => <div key={note}>{note}</div>) : undefined}
      error={error}
      rows={2}
      required
      defaultValue={typed ?? present}
    />
  );
}

/** Who changed the sentences when, and to what. */
export function WordingHistory({ history }: Pick<WordingFacts, "history">) {
  const text = wordingText(useLocale());
  if (history.length === 0) return <p className="soft">{text.noHistory}</p>;
  return (
    <ol className="stack stack-tight">
      {history.map(({ version, at, changedBy, rewritten }) => (
        <li key={version}>
          <span className="num">
            <DateTime at={at} />
          </span>{" "}
          <b>{changedBy}</b>
          {Object.keys(rewritten).length === 0 ? (
            <p>{text.restore}</p>
          ) : (
            Object.entries(rewritten).map(([key, sentence]) => (
              <p key={key} className="history-quote">
                {sentence}
              </p>
            ))
          )}
        </li>
      ))}
    </ol>
  );
}
