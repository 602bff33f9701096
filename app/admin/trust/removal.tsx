import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { removeAuthority } from "../../../workflows/trust/trust-keeping";
import { trustOverview } from "../../../workflows/trust/trust-overview";
import { isTrustRefused, trustRefusedWords } from "../../../workflows/trust/trust-refused";
import { StaffPage } from "../../ui/frames/staff-page";
import { ErrorSummary } from "../../ui/error-summary";
import { TextAreaField } from "../../ui/field";
import { IdempotencyField } from "../../ui/idempotency-field";
import { Button, Card, DefinitionList, Notice } from "../../ui/elements";
import { page } from "../../web/access";
import { formIdempotency, newFormKey } from "../../web/form-actions";
import { fieldValue, readForm } from "../../web/form-fields";
import { useLocale } from "../../web/page-facts";
import { readPreferences } from "../../web/preferences";
import { pageTitle } from "../../web/title";
import { statusOf } from "../../web/refusals/status-of";
import { trustText } from "./trust.text";

export const meta = pageTitle((locale) => trustText(locale).removeTitle);

export const loader = page({ as: "administrator" }, async ({ params, context }) => {
  const all = await trustOverview(context, context.clock());
  return {
    authority: all.find(({ sha256 }) => sha256 === params.sha256) ?? null,
    formKey: newFormKey(context),
  };
});

export const action = page(
  { as: "administrator" },
  async ({ visitor: { actor }, request, params, context }) => {
    const form = await readForm(request);
    const reason = fieldValue(form, "reason", 500);
    try {
      const parts = { ...context, trust: context.card.trust };
      const which = { sha256: params.sha256 ?? "", reason };
      await removeAuthority(parts, which, actor, formIdempotency(context, request, form));
      return redirect("/admin/trust?done=removed", 303);
    } catch (error) {
      if (!isTrustRefused(error)) throw error;
      const message = trustRefusedWords(error, readPreferences(request.headers).locale);
      const field = error.detail.field === "reason" ? "reason" : "form";
      return data({ reason, errors: { [field]: message } }, statusOf(error));
    }
  },
);

export default function Removal() {
  const { authority, formKey } = useLoaderData<typeof loader>();
  const tried = useActionData<typeof action>();
  const text = trustText(useLocale());
  return (
    <StaffPage title={text.removeTitle}>
      <Card title={authority?.subject} label={text.removeTitle}>
        {authority ? (
          <form className="form" method="post" noValidate>
            <ErrorSummary errors={tried?.errors} />
            <IdempotencyField value={formKey} />
            <p>{text.removeMeaning}</p>
            <DefinitionList
              items={[
                [text.role, text[authority.role]],
                [text.purpose, authority.purposes.map((purpose) => text[purpose]).join(" · ")],
                [
                  text.fingerprint,
                  <code key="sha256" className="fingerprint">
                    {authority.sha256}
                  </code>,
                ],
              ]}
            />
            <TextAreaField
              name="reason"
              label={text.reason}
              error={tried?.errors.reason}
              defaultValue={tried?.reason}
              maxLength={500}
              rows={3}
              required
            />
            <div className="row">
              <Button kind="danger">{text.removeNow}</Button>
              <a href="/admin/trust">{text.back}</a>
            </div>
          </form>
        ) : (
          <>
            <Notice tone="warn">{text.gone}</Notice>
            <p>
              <a href="/admin/trust">{text.back}</a>
            </p>
          </>
        )}
      </Card>
    </StaffPage>
  );
}
