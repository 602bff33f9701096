import { data, redirect } from "@remix-run/node";
import { longest } from "../../../language/lengths";
import { askInPair } from "../../../workflows/administration/pairs";
import type { PairRequest } from "../../../workflows/administration/requests";
import type { Actor } from "../../../workflows/desk/actor";
import { isRefusal, type DeskRefusalCode } from "../../../workflows/desk/refusal";
import { isTrustRefused, trustRefusedWords } from "../../../workflows/trust/trust-refused";
import type { Services } from "../../../services/services";
import { formIdempotency } from "../../web/form-actions";
import { fieldValue, fieldValues } from "../../web/form-fields";
import { readPreferences } from "../../web/preferences";
import { pageRefusal } from "../../web/refusals/refusal-page";
import { statusOf } from "../../web/refusals/status-of";

/** Refusals that are said at the field, because what was typed there is what is wrong. */
const fields: Record<string, string> & Partial<Record<DeskRefusalCode, string>> = {
  "reason-missing": "reason",
  "no-such-person": "login",
  "concerns-you": "login",
  "no-such-agency": "agencies",
  "agencies-missing": "agencies",
  "not-below-itself": "parent",
};

/**
 * Asks for what a form of an administrator's wants, and leads to what waits; what is refused is said where it can be put
 * right, and what was typed is kept.
 *
 * @param wish what is asked for; it may refuse
 * @param told.at this form's fields for what is said at other ones elsewhere
 * @param told.typed what was typed, where it is longer than most fields are
 */
export async function askByForm(
  context: Services,
  { request, form, actor }: { request: Request; form: FormData; actor: Actor },
  wish: () => PairRequest | Promise<PairRequest>,
  {
    at = {},
    typed = fieldValues(form),
  }: { at?: Record<string, string>; typed?: Record<string, string> } = {},
) {
  const reason = fieldValue(form, "reason", longest.reason);
  const { locale } = readPreferences(request.headers);
  const parts = { ...context, trust: context.card.trust };
  try {
    const asked = { request: await wish(), reason };
    await askInPair(parts, actor, asked, formIdempotency(context, request, form));
    return redirect("/admin/waiting?done=isAsked", 303);
  } catch (error) {
    if (isTrustRefused(error)) {
      const { field } = error.detail;
      const errors: Record<string, string> = { [at[field] ?? field]: trustRefusedWords(error, locale) };
      return data({ typed, errors, refused: null }, statusOf(error));
    }
    if (!isRefusal(error)) throw error;
    const refused = pageRefusal(error);
    const field = at[error.code] ?? fields[error.code];
    if (field === undefined) {
      const errors: Record<string, string> = {};
      return data({ typed, errors, refused }, statusOf(error));
    }
    const errors: Record<string, string> = { [field]: refused.message[locale === "en" ? "en" : "zh"] };
    return data({ typed, errors, refused: null }, 422);
  }
}
