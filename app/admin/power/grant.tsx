import { useActionData, useLoaderData } from "@remix-run/react";
import { grantedRoles } from "../../../workflows/administration/grants";
import { hasSecond } from "../../../workflows/administration/administrators";
import { agenciesByOid, personByLogin } from "../../../workflows/administration/powers";
import { data } from "@remix-run/node";
import { Card, Notice } from "../../ui/elements";
import { CheckField } from "../../ui/choices";
import { SelectField, TextAreaField, TextField } from "../../ui/field";
import { StaffPage } from "../../ui/frames/staff-page";
import { page } from "../../web/access";
import { newFormKey } from "../../web/form-actions";
import { fieldValue, fieldValues, readForm } from "../../web/form-fields";
import { useLocale } from "../../web/page-facts";
import { readPreferences } from "../../web/preferences";
import { pageTitle } from "../../web/title";
import { askByForm } from "./ask";
import { powerText } from "./power.text";
import { AskForm } from "./ask-form";

export const meta = pageTitle((locale) => powerText(locale).grantTitle);

export const loader = page({ as: "administrator" }, async ({ visitor, context }) => {
  return { formKey: newFormKey(context), second: await hasSecond(context, visitor.person.id) };
});

export const action = page({ as: "administrator" }, async ({ visitor: { actor }, request, context }) => {
  const form = await readForm(request);
  const role = grantedRoles.find((one) => one === fieldValue(form, "role"));
  if (role === undefined) {
    const errors: Record<string, string> = {
      role: powerText(readPreferences(request.headers).locale).roleMissing,
    };
    return data({ typed: fieldValues(form), errors, refused: null }, 422);
  }
  return askByForm(context, { request, form, actor }, async () => {
    const { id: personId } = await personByLogin(context, fieldValue(form, "login"));
    const oids = fieldValue(form, "agencies", 5000).split(/\s+/).filter(Boolean);
    const agencies = await agenciesByOid(context, role === "hr-supervisor" ? [...new Set(oids)] : []);
    const includesSubordinates = form.has("subordinates");
    const serving = agencies.map(({ id }) => ({ agencyId: id, includesSubordinates }));
    return { kind: "role-grant", typed: { personId, role, serving } };
  });
});

/** Asks for a role, or for more agencies for somebody who holds it. */
export default function Grant() {
  const { formKey, second } = useLoaderData<typeof loader>();
  const tried = useActionData<typeof action>();
  const text = powerText(useLocale());
  const { typed = {}, errors = {} }: { typed?: Record<string, string>; errors?: Record<string, string> } =
    tried ?? {};
  return (
    <StaffPage title={text.grantTitle}>
      <Card label={text.grantTitle}>
        <AskForm
          tried={tried}
          formKey={formKey}
          ask={text.ask}
          back={{ href: "/admin/roles", label: text.back }}
        >
          {second ? <p className="soft">{text.rolesLead}</p> : <Notice tone="warn">{text.onlyOne}</Notice>}
          <TextField
            name="login"
            label={text.login}
            error={errors.login}
            defaultValue={typed.login}
            autoComplete="off"
            required
          />
          <SelectField name="role" label={text.role} error={errors.role} defaultValue={typed.role} required>
            <option value="" />
            {grantedRoles.map((role) => (
              <option key={role} value={role}>
                {text[role]}
              </option>
            ))}
          </SelectField>
          <TextAreaField
            name="agencies"
            label={text.agencies}
            hint={text.agenciesHint}
            error={errors.agencies}
            defaultValue={typed.agencies}
            rows={2}
          />
          <CheckField name="subordinates" label={text.subordinates} checked={"subordinates" in typed} />
        </AskForm>
      </Card>
    </StaffPage>
  );
}
