import { purposes } from "../../../workflows/hr/people";
import { hrPeopleText } from "./people.text";
import { useLocale } from "../../web/page-facts";
import { Choices } from "../../ui/choices";
import { ErrorSummary, type FormErrors } from "../../ui/error-summary";
import { SelectField, TextField } from "../../ui/field";
import { Button } from "../../ui/elements";

interface LookUpFormProps {
  typed: Record<string, string | undefined>;
  errors: FormErrors | undefined;
  /** To narrow it down to one; empty where there are too many to choose from, or one. */
  agencies: readonly { id: string; name: string }[];
}

/** Whom, and what for. Posted, so that a national ID never stands in an address. */
export function LookUpForm({ typed, errors, agencies }: LookUpFormProps) {
  const text = hrPeopleText(useLocale());
  return (
    <form
      className="form hr-look-up card card-padded"
      method="post"
      action="/hr/people?index"
      role="search"
      noValidate
    >
      <ErrorSummary errors={errors} />
      <TextField
        name="query"
        type="search"
        label={text.query}
        hint={text.queryHint}
        error={errors?.query}
        defaultValue={typed.query}
        maxLength={100}
        autoComplete="off"
        required
      />
      {agencies.length > 1 && (
        <SelectField name="agency" label={text.agency} defaultValue={typed.agency} required>
          <option value="">{text.anyAgency}</option>
          {agencies.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
      <div className="hr-purposes">
        <Choices
          name="purpose"
          legend={text.purpose}
          error={errors?.purpose}
          chosen={typed.purpose}
          choices={purposes.map((purpose) => ({ value: purpose, label: text[purpose] }))}
          required
        />
      </div>
      <div>
        <Button kind="primary">{text.search}</Button>
      </div>
    </form>
  );
}
