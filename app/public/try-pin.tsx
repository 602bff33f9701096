import { useRef, type FormEvent } from "react";
import type { ComponentSlot } from "../../certificates/card/card-component";
import { componentCheckText } from "./component-check.text";
import { useLocale } from "../web/page-facts";
import { Button } from "../ui/elements";
import { PinField } from "../ui/card-reader/pin-field";
import { chosenSlot, SlotChoice } from "../ui/card-reader/slot-choice";

interface TryPinProps {
  slots: readonly ComponentSlot[];
  disabled: boolean;
  onTry: (pin: string, slotDescription: string | undefined) => void;
}

/**
 * Lets a visitor who wants to know have the card sign once with the PIN. Folded away, because a wrong PIN costs a try;
 * never by itself, never twice for one press.
 */
export function TryPin({ slots, disabled, onTry }: TryPinProps) {
  const text = componentCheckText(useLocale());
  const pin = useRef<HTMLInputElement>(null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = pin.current?.value ?? "";
    if (pin.current) pin.current.value = "";
    onTry(typed, chosenSlot(event.currentTarget));
  };
  return (
    <details className="more-act">
      <summary>{text.tryPin}</summary>
      <form className="form" onSubmit={submit} noValidate>
        <p className="soft">{text.tryPinFor}</p>
        <SlotChoice slots={slots} />
        <PinField input={pin} />
        <div className="row">
          <Button small disabled={disabled}>
            {text.tryPinNow}
          </Button>
          {disabled && <span className="soft">{text.cardNeeded}</span>}
        </div>
      </form>
    </details>
  );
}
