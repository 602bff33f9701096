import { useActionData, useLoaderData } from "@remix-run/react";
import { rolesHeld } from "../../../workflows/administration/powers";
import { Card, DefinitionList, Notice } from "../../ui/elements";
import { StaffPage } from "../../ui/frames/staff-page";
import { page } from "../../web/access";
import { newFormKey } from "../../web/form-actions";
import { readForm } from "../../web/form-fields";
import { useLocale } from "../../web/page-facts";
import { pageTitle } from "../../web/title";
import { askByForm } from "./ask";
import { powerText } from "./power.text";
import { AskForm } from "./ask-form";

export const meta = pageTitle((locale) => powerText(locale).revokeTitle);

const isService = (request: Request) => new URL(request.url).searchParams.has("service");

export const loader = page({ as: "administrator" }, async ({ request, params, context }) => {
  const service = isService(request);
  const held = (await rolesHeld(context)).find((one) =>
    service ? one.serves.some(({ id }) => id === params.id) : one.id === params.id,
  );
  return {
    held: held ?? null,
    agency: service ? (held?.serves.find(({ id }) => id === params.id)?.agencyName ?? null) : null,
    formKey: newFormKey(context),
  };
});

export const action = page(
  { as: "administrator" },
  async ({ visitor: { actor }, request, params, context }) => {
    const form = await readForm(request);
    const id = params.id ?? "";
    return askByForm(context, { request, form, actor }, () =>
      isService(request)
        ? { kind: "service-revocation", typed: { servedId: id } }
        : { kind: "role-revocation", typed: { roleId: id } },
    );
  },
);

/** Asks to take back a role, or one agency of a supervisor. */
export default function Revocation() {
  const { held, agency, formKey } = useLoaderData<typeof loader>();
  const tried = useActionData<typeof action>();
  const text = powerText(useLocale());
  return (
    <StaffPage title={text.revokeTitle}>
      <Card label={text.revokeTitle}>
        {held === null ? (
          <Notice tone="warn">{text.gone}</Notice>
        ) : (
          <AskForm
            tried={tried}
            formKey={formKey}
            ask={text.ask}
            kind="danger"
            back={{ href: "/admin/roles", label: text.back }}
          >
            <p>{text.revokeMeaning}</p>
            <DefinitionList
              items={[
                [text.who, `${held.person.name}（${held.person.agencyName}）`],
                [text.role, text[held.role]],
                [text.serves, agency ?? held.serves.map(({ agencyName }) => agencyName).join("、")],
              ]}
            />
          </AskForm>
        )}
      </Card>
    </StaffPage>
  );
}
