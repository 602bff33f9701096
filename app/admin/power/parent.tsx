import { useActionData, useLoaderData } from "@remix-run/react";
import { agenciesByOid } from "../../../workflows/administration/powers";
import { Button, Card } from "../../ui/elements";
import { ErrorSummary } from "../../ui/error-summary";
import { TextField } from "../../ui/field";
import { StaffPage } from "../../ui/frames/staff-page";
import { IdempotencyField } from "../../ui/idempotency-field";
import { RefusedNotice } from "../../ui/refused-notice";
import { page } from "../../web/access";
import { newFormKey } from "../../web/form-actions";
import { fieldValue, readForm } from "../../web/form-fields";
import { useLocale } from "../../web/page-facts";
import { pageTitle } from "../../web/title";
import { askByForm } from "./ask";
import { powerText } from "./power.text";
import { ReasonField } from "./reason-field";

export const meta = pageTitle((locale) => powerText(locale).parent);

export const loader = page({ as: "administrator" }, ({ context }) => ({ formKey: newFormKey(context) }));

export const action = page({ as: "administrator" }, async ({ visitor: { actor }, request, context }) => {
  const form = await readForm(request);
  return askByForm(
    context,
    { request, form, actor },
    async () => {
      const above = fieldValue(form, "parent").trim();
      const oids = [fieldValue(form, "agency").trim(), ...(above === "" ? [] : [above])];
      const [agency, parent] = await agenciesByOid(context, oids);
      return {
        kind: "agency-parent",
        typed: { agencyId: agency?.id ?? "", parentId: parent?.id ?? null },
      };
    },
    { at: { "no-such-agency": "agency", unchanged: "parent" } },
  );
});

/** Asks for another place of an agency in the tree. */
export default function Parent() {
  const { formKey } = useLoaderData<typeof loader>();
  const tried = useActionData<typeof action>();
  const text = powerText(useLocale());
  const { typed = {}, errors = {} }: { typed?: Record<string, string>; errors?: Record<string, string> } =
    tried ?? {};
  return (
    <StaffPage title={text.parent}>
      <Card label={text.parent}>
        <form className="form" method="post" noValidate>
          <ErrorSummary errors={errors} />
          <RefusedNotice refused={tried?.refused} />
          <p className="soft">{text.parentLead}</p>
          <IdempotencyField value={formKey} />
          <TextField
            name="agency"
            label={text.agencyOid}
            error={errors.agency}
            defaultValue={typed.agency}
            autoComplete="off"
            required
          />
          <TextField
            name="parent"
            label={text.parentOid}
            hint={text.parentHint}
            error={errors.parent}
            defaultValue={typed.parent}
            autoComplete="off"
          />
          <ReasonField error={errors.reason} typed={typed.reason} />
          <div className="row">
            <Button kind="primary">{text.ask}</Button>
            <a href="/admin/roles">{text.back}</a>
          </div>
        </form>
      </Card>
    </StaffPage>
  );
}
