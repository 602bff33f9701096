import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { addAuthority } from "../../../workflows/trust/trust-keeping";
import { isTrustRefused, trustRefusedWords } from "../../../workflows/trust/trust-refused";
import { CheckField } from "../../ui/choices";
import { StaffPage } from "../../ui/frames/staff-page";
import { ErrorSummary } from "../../ui/error-summary";
import { SelectField, TextAreaField, TextField } from "../../ui/field";
import { IdempotencyField } from "../../ui/idempotency-field";
import { Button, Card } from "../../ui/elements";
import { page } from "../../web/access";
import { formIdempotency, newFormKey } from "../../web/form-actions";
import { fieldValue, readForm } from "../../web/form-fields";
import { useLocale } from "../../web/page-facts";
import { readPreferences } from "../../web/preferences";
import { pageTitle } from "../../web/title";
import { statusOf } from "../../web/refusals/status-of";
import { trustText } from "./trust.text";

export const meta = pageTitle((locale) => trustText(locale).add);

export const loader = page({ as: "administrator" }, ({ context }) => {
  return {
    formKey: newFormKey(context),
  };
});

const purposes = ["citizen", "agency"] as const;
const roles = ["anchor", "intermediate"] as const;
const longestPem = 100_000;

export const action = page({ as: "administrator" }, async ({ visitor: { actor }, request, context }) => {
  const form = await readForm(request);
  const typed = {
    pem: fieldValue(form, "pem", longestPem),
    role: fieldValue(form, "role"),
    crlUrls: fieldValue(form, "crlUrls", 5000),
    ocspUrl: fieldValue(form, "ocspUrl"),
    purposes: purposes.filter((purpose) => form.has(purpose)),
  };
  const wish = {
    file: (await uploaded(form)) ?? new TextEncoder().encode(typed.pem),
    purposes: typed.purposes,
    role: roles.find((role) => role === typed.role),
    crlUrls: typed.crlUrls.split(/\s+/).filter(Boolean),
    ocspUrl: typed.ocspUrl.trim() || null,
  };
  try {
    const parts = { ...context, trust: context.card.trust };
    const { sha256 } = await addAuthority(parts, wish, actor, formIdempotency(context, request, form));
    return redirect(`/admin/trust?done=added#authority-${sha256.slice(0, 16)}`, 303);
  } catch (error) {
    if (!isTrustRefused(error)) throw error;
    const message = trustRefusedWords(error, readPreferences(request.headers).locale);
    const { field } = error.detail;
    return data({ typed, errors: { [field === "purpose" ? "citizen" : field]: message } }, statusOf(error));
  }
});

async function uploaded(form: FormData): Promise<Uint8Array | null> {
  const file = form.get("certificate");
  return file !== null && typeof file !== "string" && file.size > 0
    ? new Uint8Array(await file.arrayBuffer())
    : null;
}

export default function NewAuthority() {
  const { formKey } = useLoaderData<typeof loader>();
  const { typed, errors } = useActionData<typeof action>() ?? {};
  const text = trustText(useLocale());
  return (
    <StaffPage title={text.add}>
      <Card label={text.add}>
        <form className="form" method="post" encType="multipart/form-data" noValidate>
          <ErrorSummary errors={errors} />
          <IdempotencyField value={formKey} />
          <p className="soft">{text.compare}</p>
          <TextField
            name="certificate"
            type="file"
            label={text.certificate}
            hint={text.certificateHint}
            error={errors?.certificate}
          />
          <TextAreaField name="pem" label={text.pem} hint={text.pemHint} defaultValue={typed?.pem} rows={4} />
          <fieldset className="choices">
            <legend>{text.forWhom}</legend>
            {errors?.citizen && <div className="field-error">{errors.citizen}</div>}
            <CheckField
              name="citizen"
              label={text.citizenCards}
              checked={typed?.purposes.includes("citizen")}
            />
            <CheckField name="agency" label={text.agencyCards} checked={typed?.purposes.includes("agency")} />
          </fieldset>
          <SelectField name="role" label={text.role} defaultValue={typed?.role}>
            <option value="">{text.byItself}</option>
            <option value="anchor">{text.anchor}</option>
            <option value="intermediate">{text.intermediate}</option>
          </SelectField>
          <TextAreaField
            name="crlUrls"
            label={text.crlUrls}
            hint={text.crlUrlsHint}
            error={errors?.crlUrls}
            defaultValue={typed?.crlUrls}
            rows={2}
          />
          <TextField
            name="ocspUrl"
            type="url"
            label={text.ocspUrl}
            error={errors?.ocspUrl}
            defaultValue={typed?.ocspUrl}
          />
          <div className="row">
            <Button kind="decide">{text.save}</Button>
            <a href="/admin/trust">{text.back}</a>
          </div>
        </form>
      </Card>
    </StaffPage>
  );
}
