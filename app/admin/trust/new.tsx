import { useActionData, useLoaderData } from "@remix-run/react";
import { CheckField } from "../../ui/choices";
import { StaffPage } from "../../ui/frames/staff-page";
import { ErrorSummary } from "../../ui/error-summary";
import { SelectField, TextAreaField, TextField } from "../../ui/field";
import { IdempotencyField } from "../../ui/idempotency-field";
import { Button, Card } from "../../ui/elements";
import { page } from "../../web/access";
import { newFormKey } from "../../web/form-actions";
import { fieldValue, fieldValues, readForm } from "../../web/form-fields";
import { useLocale } from "../../web/page-facts";
import { pageTitle } from "../../web/title";
import { askByForm } from "../power/ask";
import { ReasonField } from "../power/reason-field";
import { RefusedNotice } from "../../ui/refused-notice";
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
  const pem = fieldValue(form, "pem", longestPem);
  const crlUrls = fieldValue(form, "crlUrls", 5000);
  const file = (await uploaded(form)) ?? new TextEncoder().encode(pem);
  return askByForm(
    context,
    { request, form, actor },
    () => ({
      kind: "trust-addition",
      typed: {
        file: Buffer.from(file).toString("base64"),
        purposes: purposes.filter((purpose) => form.has(purpose)),
        role: roles.find((role) => role === fieldValue(form, "role")),
        crlUrls: crlUrls.split(/\s+/).filter(Boolean),
        ocspUrl: fieldValue(form, "ocspUrl").trim() || null,
      },
    }),
    // Both boxes stand under one heading; the first of them carries what is wrong with it.
    { at: { purpose: "citizen" }, typed: { ...fieldValues(form), pem, crlUrls } },
  );
});

async function uploaded(form: FormData): Promise<Uint8Array | null> {
  const file = form.get("certificate");
  return file !== null && typeof file !== "string" && file.size > 0
    ? new Uint8Array(await file.arrayBuffer())
    : null;
}

export default function NewAuthority() {
  const { formKey } = useLoaderData<typeof loader>();
  const tried = useActionData<typeof action>();
  const { typed = {}, errors = {} }: { typed?: Record<string, string>; errors?: Record<string, string> } =
    tried ?? {};
  const text = trustText(useLocale());
  return (
    <StaffPage title={text.add}>
      <Card label={text.add}>
        <form className="form" method="post" encType="multipart/form-data" noValidate>
          <ErrorSummary errors={errors} />
          <RefusedNotice refused={tried?.refused} />
          <IdempotencyField value={formKey} />
          <p className="soft">{text.compare}</p>
          <TextField
            name="certificate"
            type="file"
            label={text.certificate}
            hint={text.certificateHint}
            error={errors.certificate}
          />
          <TextAreaField name="pem" label={text.pem} hint={text.pemHint} defaultValue={typed.pem} rows={4} />
          <fieldset className="choices">
            <legend>{text.forWhom}</legend>
            {errors.citizen && <div className="field-error">{errors.citizen}</div>}
            <CheckField name="citizen" label={text.citizenCards} checked={"citizen" in typed} />
            <CheckField name="agency" label={text.agencyCards} checked={"agency" in typed} />
          </fieldset>
          <SelectField name="role" label={text.role} defaultValue={typed.role}>
            <option value="">{text.byItself}</option>
            <option value="anchor">{text.anchor}</option>
            <option value="intermediate">{text.intermediate}</option>
          </SelectField>
          <TextAreaField
            name="crlUrls"
            label={text.crlUrls}
            hint={text.crlUrlsHint}
            error={errors.crlUrls}
            defaultValue={typed.crlUrls}
            rows={2}
          />
          <TextField
            name="ocspUrl"
            type="url"
            label={text.ocspUrl}
            error={errors.ocspUrl}
            defaultValue={typed.ocspUrl}
          />
          <ReasonField error={errors.reason} typed={typed.reason} />
          <div className="row">
            <Button kind="decide">{text.save}</Button>
            <a href="/admin/trust">{text.back}</a>
          </div>
        </form>
      </Card>
    </StaffPage>
  );
}
