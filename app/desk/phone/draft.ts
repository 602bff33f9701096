import { z } from "zod";
import type { FoundPeople } from "../../../workflows/hr/look-up";
import type { FormErrors } from "../../ui/error-summary";
import { fieldValue } from "../../web/form-fields";
import type { Refusal } from "../../web/refusals/refusal";

export const callKind = z.enum(["first-login", "recovery"]);
export const callQuery = z.string().trim().max(100);

/** What the page knows while a call is being noted. */
export interface PhoneCallDraft {
  kind: z.infer<typeof callKind>;
  query: string;
  found?: FoundPeople;
  typed?: { who: string; name: string; contact: string; story: string };
  errors?: FormErrors;
  refused?: Refusal;
}

/** What a form holds, cut to what is shown again. */
export function phoneCallDraft(form: FormData): PhoneCallDraft {
  const text = (name: string) => fieldValue(form, name, 2000);
  const typed = { who: text("who"), name: text("name"), contact: text("contact"), story: text("story") };
  return {
    kind: text("kind") === "first-login" ? "first-login" : "recovery",
    query: text("query").trim().slice(0, 100),
    typed: text("act") === "open" ? typed : undefined,
  };
}
