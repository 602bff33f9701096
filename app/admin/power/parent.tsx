import { useActionData, useLoaderData } from "@remix-run/react";
import { agenciesByOid } from "../../../workflows/administration/powers";
import { Card } from "../../ui/elements";
import { TextField } from "../../ui/field";
import { StaffPage } from "../../ui/frames/staff-page";
import { page } from "../../web/access";
import { newFormKey } from "../../web/form-actions";
import { fieldValue, readForm } from "../../web/form-fields";
import { useLocale } from "../../web/page-facts";
import { pageTitle } from "../../web/title";
import { askByForm } from "./ask";
import { powerText } from "./power.text";
import { AskForm } from "./ask-form";

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
        <AskForm
          tried={tried}
          formKey={formKey}
          ask={text.ask}
          back={{ href: "/admin/roles", label: text.back }}
        >
          <p className="soft">{text.parentLead}</p>
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
        </AskForm>
      </Card>
    </StaffPage>
  );
}
