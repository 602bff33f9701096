import { deskNewText } from "../routes/desk-new.text";
import type { PhoneCallDraft } from "../routes/desk.new";
import { useLocale } from "../web/page-facts";
import { Choices } from "./choices";
import { Card } from "./parts";
import { FindButton, FinderField } from "./people-finder";

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
