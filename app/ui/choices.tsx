import type { ReactNode } from "react";
import { fieldId } from "./field";

interface Choice {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
}

interface ChoicesProps {
  name: string;
  legend: ReactNode;
  choices: readonly Choice[];
  /** What was chosen before. */
  chosen?: string;
  hint?: ReactNode;
  error?: string;
  required?: boolean;
}

/** One of several, each with room to say what it means: native radio buttons in a fieldset. */
export function Choices({ name, legend, choices, chosen, hint, error, required }: ChoicesProps) {
  const id = fieldId(name);
  const notes = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ") || undefined;
  return (
    <fieldset className="choices" aria-describedby={notes}>
      <legend>{legend}</legend>
      {hint && (
        <div className="field-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {error && (
        <div className="field-error" id={`${id}-error`}>
          {error}
        </div>
      )}
      {choices.map(({ value, label, hint: more, disabled }, index) => (
        <label className="choice" key={value}>
          <input
            id={index === 0 ? id : undefined}
            type="radio"
            name={name}
            value={value}
            defaultChecked={value === chosen}
            required={required}
            disabled={disabled}
          />
          <span>{label}</span>
          {more && <small>{more}</small>}
        </label>
      ))}
    </fieldset>
  );
}

interface CheckFieldProps {
  name: string;
  label: ReactNode;
  value?: string;
  checked?: boolean;
  hint?: ReactNode;
  error?: string;
  required?: boolean;
  disabled?: boolean;
}

/** A single yes. */
export function CheckField({
  name,
  label,
  value = "on",
  checked,
  hint,
  error,
  required,
  disabled,
}: CheckFieldProps) {
  const id = fieldId(name);
  return (
    <>
      {error && (
        <div className="field-error" id={`${id}-error`}>
          {error}
        </div>
      )}
      <label className="choice choice-plain">
        <input
          id={id}
          type="checkbox"
          name={name}
          value={value}
          defaultChecked={checked}
          required={required}
          disabled={disabled}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
        />
        <span>{label}</span>
        {hint && <small>{hint}</small>}
      </label>
    </>
  );
}
