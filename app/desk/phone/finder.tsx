import { deskNewText } from "./new.text";
import type { PhoneCallDraft } from "./draft";
import { useLocale } from "../../web/page-facts";
import { Choices } from "../../ui/choices";
import { Card } from "../../ui/elements";
import { FindButton, FinderField } from "../ticket/people-finder";

/** First of a phone case: why the person is looked up, and who it is. */
export function PhoneFinder({ draft }: { draft: PhoneCallDraft | undefined }) {
  const text = deskNewText(useLocale());
  return (
    <Card title={text.step1}>
      <form method="post" className="form">
        <input type="hidden" name="act" value="find" />
        <Choices
          name="kind"
          legend={text.kind}
          chosen={draft?.kind ?? "recovery"}
          choices={[
            { value: "recovery", label: text.recovery },
            { value: "first-login", label: text.first },
          ]}
        />
        <FinderField query={draft?.query ?? ""} error={draft?.errors?.query} />
        <p>
          <FindButton />
        </p>
      </form>
    </Card>
  );
}
