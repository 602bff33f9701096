import type { ComponentSlot } from "../../../certificates/card/card-component";
import { cardReaderText } from "./card-reader.text";
import { useLocale } from "../../web/page-facts";

const id = "card-slot";

/**
 * Which reader's card is to sign, asked where more than one holds a card: without a word the component would take the
 * first, and a PIN tried on another card costs that one a try. Without a name, since the desk has no use for it.
 */
export function SlotChoice({ slots }: { slots: readonly ComponentSlot[] }) {
  const text = cardReaderText(useLocale());
  const withCards = slots.filter(({ token }) => token);
  if (withCards.length < 2) return null;
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {text.slot}
      </label>
      <div className="field-hint" id={`${id}-hint`}>
        {text.slotHint}
      </div>
      <select id={id} className="control" aria-describedby={`${id}-hint`}>
        {withCards.map(({ slotDescription, token }) => (
          <option key={slotDescription} value={slotDescription}>
            {text.slotCard(slotDescription, token?.serialNumber ?? "")}
          </option>
        ))}
      </select>
    </div>
  );
}

/** What was chosen in a form that has a {@link SlotChoice}; nothing where there was nothing to choose. */
export function chosenSlot(form: HTMLFormElement): string | undefined {
  return form.querySelector<HTMLSelectElement>(`#${id}`)?.value;
}
