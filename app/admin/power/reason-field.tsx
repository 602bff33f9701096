import { longest } from "../../../language/lengths";
import { TextAreaField } from "../../ui/field";
import { useLocale } from "../../web/page-facts";
import { powerText } from "./power.text";

/** Why, for the second administrator. */
export function ReasonField({ error, typed }: { error: string | undefined; typed: string | undefined }) {
  const text = powerText(useLocale());
  return (
    <TextAreaField
      name="reason"
      label={text.reason}
      hint={text.reasonHint}
      error={error}
      defaultValue={typed}
      maxLength={longest.reason}
      rows={3}
      required
    />
  );
}
