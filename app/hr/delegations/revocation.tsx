import { data, redirect } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { revokeDelegation } from "../../../workflows/hr/delegations";
import { isRefusal } from "../../../workflows/desk/refusal";
import { HrPage } from "../frame";
import { RefusedNotice } from "../../ui/refused-notice";
import { page } from "../../web/access";
import { formIdempotency } from "../../web/form-actions";
import { pageRefusal } from "../../web/refusals/refusal-page";
import { useLocale } from "../../web/page-facts";
import { statusOf } from "../../web/refusals/status-of";
import { hrDelegationsText } from "./delegations.text";
import { readForm } from "../../web/form-fields";

export const loader = page({ as: "hr" }, () => null);

export const action = page({ as: "hr" }, async ({ visitor: { actor }, request, params, context }) => {
  const form = await readForm(request);
  try {
    await revokeDelegation(context, actor, params.id ?? "", formIdempotency(context, request, form));
    return redirect("/hr/delegations?done=revoked", 303);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return data({ refused: pageRefusal(error) }, statusOf(error));
  }
});

/** Seen only when it was refused, or after the back button. */
export default function Revocation() {
  const text = hrDelegationsText(useLocale());
  return (
    <HrPage narrow title={text.revoke}>
      <RefusedNotice refused={useActionData<typeof action>()?.refused} />
      <p>
        <a href="/hr/delegations">{text.back}</a>
      </p>
    </HrPage>
  );
}
