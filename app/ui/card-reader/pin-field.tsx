import type { RefObject } from "react";
import { PIN_LENGTH } from "../../../certificates/card/card-component";
import { cardReaderText } from "./card-reader.text";
import { useLocale } from "../../web/page-facts";

/**
 * 憑證密碼（PIN 碼）. Without a name, so that no form can ever send it to our server; typed anew for each signature.
 */
export function PinField({ input, error }: { input: RefObject<HTMLInputElement>; error?: string }) {
  const text = cardReaderText(useLocale());
  return (
    <div className="field">
      <label className="field-label" htmlFor="pin">
        {text.pin}
      </label>
      <div className="field-hint" id="pin-hint">
        {text.pinHint}
      </div>
      {error && (
        <div className="field-error" id="pin-error">
          {error}
        </div>
      )}
      <input
        ref={input}
        id="pin"
        className="control pin"
        type="password"
        autoComplete="off"
        minLength={PIN_LENGTH.minimum}
        maxLength={PIN_LENGTH.maximum}
        aria-describedby={error ? "pin-hint pin-error" : "pin-hint"}
        aria-invalid={error ? true : undefined}
        required
      />
    </div>
  );
}
