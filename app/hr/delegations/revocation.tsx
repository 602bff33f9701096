import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { revokeDelegation } from "../../../workflows/hr/delegations";
import { isRefusal } from "../../../workflows/desk/refusal";
import { HrPage } from "../frame";
import { RefusedNotice } from "../../ui/refused-notice";
import { formIdempotency, pageRefusal } from "../../web/form-actions";
import { hrBar, requireHr } from "../visitor";
import { useLocale } from "../../web/page-facts";
import { readPreferences } from "../../web/preferences";
import { statusOf } from "../../web/status-of";
import { hrDelegationsText } from "./delegations.text";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const visitor = await requireHr(request, context);
  return { bar: hrBar(visitor, readPreferences(request.headers).locale, "delegations") };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { actor } = await requireHr(request, context);
  const form = await request.formData();
  try {
    await revokeDelegation(context, actor, params.id ?? "", formIdempotency(context, request, form));
    return redirect("/hr/delegations?done=revoked", 303);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return data({ refused: pageRefusal(error) }, statusOf(error));
  }
}

/** Seen only when it was refused, or after the back button. */
export default function Revocation() {
  const { bar } = useLoaderData<typeof loader>();
  const text = hrDelegationsText(useLocale());
  return (
    <HrPage bar={bar} narrow title={text.revoke}>
      <RefusedNotice refused={useActionData<typeof action>()?.refused} />
      <p>
        <a href="/hr/delegations">{text.back}</a>
      </p>
    </HrPage>
  );
}
