import type { FoundPeople, FoundPerson } from "../../../workflows/hr/look-up";
import { deskNewText } from "./new.text";
import { deskTicketText } from "../ticket/ticket.text";
import type { PhoneCallDraft } from "./draft";
import { useLocale } from "../../web/page-facts";
import { Choices } from "../../ui/choices";
import { ErrorSummary } from "../../ui/error-summary";
import { TextAreaField, TextField } from "../../ui/field";
import { IdempotencyField } from "../../ui/idempotency-field";
import { Button, Card, Notice } from "../../ui/elements";

/** Second of a phone case: which of those found it is about, and what the caller says. */
export function PhoneCallForm({
  draft,
  found,
  formKey,
}: {
  draft: PhoneCallDraft;
  found: FoundPeople;
  formKey: string;
}) {
  const locale = useLocale();
  const text = deskNewText(locale);
  const words = deskTicketText(locale);
  const language = locale === "en" ? "en" : "zh";
  const { typed, errors, refused } = draft;
  const only = found.people.length === 1 && !found.people[0]?.openTicket ? found.people[0]?.id : undefined;
  return (
    <Card title={text.step2}>
      <form method="post" className="form">
        <ErrorSummary errors={errors} />
        {refused && (
          <Notice tone="error" role="alert" title={refused.message[language]}>
            <p>{refused.remedy?.[language]}</p>
          </Notice>
        )}
        {found.people.length === 0 && <Notice tone="warn" role="status" title={words.foundNobody} />}
        {found.more && <Notice tone="warn" title={words.foundMore} />}
        <IdempotencyField value={formKey} />
        <input type="hidden" name="act" value="open" />
        <input type="hidden" name="kind" value={draft.kind} />
        <input type="hidden" name="query" value={draft.query} />
        <Choices
          name="who"
          legend={text.who}
          chosen={typed?.who ?? only ?? (found.people.length === 0 ? "unknown" : undefined)}
          error={errors?.who}
          required
          choices={[
            ...found.people.map((person) => ({
              value: person.id,
              label: <PersonLine person={person} />,
              hint: person.openTicket ? (
                <a href={`/desk/tickets/${person.openTicket}`}>{text.open(person.openTicket)}</a>
              ) : undefined,
              disabled: person.openTicket !== null,
            })),
            { value: "unknown", label: text.unknown, hint: text.unknownHint },
          ]}
        />
        <TextField
          name="name"
          label={text.name}
          defaultValue={typed?.name ?? found.people[0]?.name ?? draft.query}
          error={errors?.name}
          maxLength={100}
          autoComplete="off"
          required
        />
        <TextField
          name="contact"
          label={text.contact}
          hint={text.contactHint}
          defaultValue={typed?.contact}
          maxLength={100}
          inputMode="tel"
          autoComplete="off"
        />
        <TextAreaField
          name="story"
          label={text.story}
          defaultValue={typed?.story}
          rows={3}
          maxLength={2000}
        />
        <p>
          <Button kind="primary">{text.create}</Button>
        </p>
      </form>
    </Card>
  );
}

function PersonLine({ person }: { person: FoundPerson }) {
  return (
    <>
      <b>{person.name}</b> <span className="num soft">{person.nationalIdMasked}</span>{" "}
      <span className="soft">
        {[person.agencyName, person.unit, person.title, person.account].filter(Boolean).join(" · ")}
      </span>
    </>
  );
}
