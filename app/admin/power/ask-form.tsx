import type { ReactNode } from "react";
import { Button } from "../../ui/elements";
import { ErrorSummary } from "../../ui/error-summary";
import { IdempotencyField } from "../../ui/idempotency-field";
import { RefusedNotice } from "../../ui/refused-notice";
import type { Refusal } from "../../web/refusals/refusal";
import { ReasonField } from "./reason-field";

interface Tried {
  typed?: Record<string, string>;
  errors?: Record<string, string>;
  refused?: Refusal | null;
}

interface AskFormProps {
  /** What was typed, and why nothing was asked for. */
  tried: Tried | undefined;
  formKey: string;
  /** The button, and the way back. */
  ask: string;
  kind?: "primary" | "danger";
  back: { href: string; label: string };
  /** What is asked for. */
  children: ReactNode;
}

/** A form that asks for what a second administrator agrees to, with the reason for them. */
export function AskForm({ tried, formKey, ask, kind = "primary", back, children }: AskFormProps) {
  const { typed = {}, errors = {}, refused } = tried ?? {};
  return (
    <form className="form" method="post" noValidate>
      <ErrorSummary errors={errors} />
      <RefusedNotice refused={refused} />
      <IdempotencyField value={formKey} />
      {children}
      <ReasonField error={errors.reason} typed={typed.reason} />
      <div className="row">
        <Button kind={kind}>{ask}</Button>
        <a href={back.href}>{back.label}</a>
      </div>
    </form>
  );
}
