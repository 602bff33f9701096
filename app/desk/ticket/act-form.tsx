import { createContext, useContext, type ReactNode } from "react";
import type { Refusal } from "../../web/refusals/refusal";
import type { PostedName } from "./form-acts";
import { IdempotencyField } from "../../ui/idempotency-field";

/** What a page of a ticket's acts knows: which ticket, its forms' key, and what was tried in vain. */
export interface ActPage {
  number: string;
  formKey: string;
  tried?: Tried;
}

/** An act that was not done, with what was typed. */
export interface Tried {
  act: PostedName | null;
  typed: Record<string, string>;
  error?: string;
  refused?: Refusal;
}

const Acts = createContext<ActPage>({ number: "", formKey: "" });

export const ActPageProvider = Acts.Provider;

/** What was typed into a field of an act that was not done. */
export function useFieldValue(act: PostedName, name: string): string | undefined {
  const { tried } = useContext(Acts);
  return tried?.act === act ? tried.typed[name] : undefined;
}

/** What is wrong with the form of an act. */
export function useActError(act: PostedName): string | undefined {
  const { tried } = useContext(Acts);
  return tried?.act === act ? tried.error : undefined;
}

interface ActFormProps {
  act: PostedName;
  /** Tells two forms of the same act apart. */
  variant?: string;
  className?: string;
  children: ReactNode;
}

/** The form of one act: done once, however often it is sent. */
export function ActForm({ act, variant = "", className, children }: ActFormProps) {
  const { number, formKey } = useContext(Acts);
  return (
    <form method="post" action={`/desk/tickets/${number}/acts`} className={className}>
      <IdempotencyField value={[formKey, act, variant].filter(Boolean).join("-")} />
      <input type="hidden" name="act" value={act} />
      {children}
    </form>
  );
}
