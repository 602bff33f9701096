import type { ComponentPropsWithoutRef, ReactNode } from "react";
import { defineText } from "../../language/text";
import { useLocale } from "../web/page-facts";

const fieldText = defineText({ zh: { optional: "（選填）" }, en: { optional: " (optional)" } });

interface FieldProps {
  name: string;
  label: string;
  hint?: ReactNode;
  /** What is wrong with it; said next to it and tied to it for screen readers. */
  error?: string;
  /** Needed where one name occurs twice on a page. */
  id?: string;
}

type Native<Tag extends "input" | "textarea" | "select"> = Omit<
  ComponentPropsWithoutRef<Tag>,
  "name" | "id" | "className" | "style"
>;

/** The id under which the field of a name is found, for links from an error summary. */
export function fieldId(name: string): string {
  return `field-${name}`;
}

/** A line of text: name, password, number. Give `autoComplete`, and `defaultValue` to keep what was typed. */
export function TextField({
  name,
  label,
  hint,
  error,
  id = fieldId(name),
  ...native
}: FieldProps & Native<"input">) {
  return (
    <FieldFrame {...{ label, hint, error, id }} required={native.required}>
      <input {...native} {...described(id, hint, error)} name={name} className="control" />
    </FieldFrame>
  );
}

/** Several lines of text. */
export function TextAreaField({
  name,
  label,
  hint,
  error,
  id = fieldId(name),
  ...native
}: FieldProps & Native<"textarea">) {
  return (
    <FieldFrame {...{ label, hint, error, id }} required={native.required}>
      <textarea {...native} {...described(id, hint, error)} name={name} className="control" />
    </FieldFrame>
  );
}

/** A choice from a short list that needs no reading; its options are the children. */
export function SelectField({
  name,
  label,
  hint,
  error,
  id = fieldId(name),
  ...native
}: FieldProps & Native<"select">) {
  return (
    <FieldFrame {...{ label, hint, error, id }} required={native.required}>
      <select {...native} {...described(id, hint, error)} name={name} className="control" />
    </FieldFrame>
  );
}

interface FieldFrameProps extends Pick<FieldProps, "label" | "hint" | "error"> {
  id: string;
  required?: boolean;
  children: ReactNode;
}

function FieldFrame({ label, hint, error, id, required = false, children }: FieldFrameProps) {
  const text = fieldText(useLocale());
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
        {!required && <span className="field-optional">{text.optional}</span>}
      </label>
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
      {children}
    </div>
  );
}

function described(id: string, hint: ReactNode, error: string | undefined) {
  const notes = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return { id, "aria-describedby": notes || undefined, "aria-invalid": error ? true : undefined };
}
