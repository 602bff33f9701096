import { useRef, type FormEvent } from "react";
import { componentCheckText } from "../routes/component-check.text";
import { useLocale } from "../web/page-facts";
import { Button } from "./parts";
import { PinField } from "./pin-field";

/**
 * Lets a visitor who wants to know have the card sign once with the PIN. Folded away, because a wrong PIN costs a try;
 * never by itself, never twice for one press.
 */
export function TryPin({ shut, onTry }: { shut: boolean; onTry: (pin: string) => void }) {
  const text = componentCheckText(useLocale());
  const pin = useRef<HTMLInputElement>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const typed = pin.current?.value ?? "";
    if (pin.current) pin.current.value = "";
    onTry(typed);
  };
  return (
    <details className="more-act">
      <summary>{text.tryPin}</summary>
      <form className="form" onSubmit={submit} noValidate>
        <p className="soft">{text.tryPinFor}</p>
        <PinField input={pin} />
        <div className="row">
          <Button small disabled={shut}>
            {text.tryPinNow}
          </Button>
          {shut && <span className="soft">{text.cardNeeded}</span>}
        </div>
      </form>
    </details>
  );
}
