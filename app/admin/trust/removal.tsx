import { useActionData, useLoaderData } from "@remix-run/react";
import { trustOverview } from "../../../workflows/trust/trust-overview";
import { StaffPage } from "../../ui/frames/staff-page";
import { Card, DefinitionList, Notice } from "../../ui/elements";
import { page } from "../../web/access";
import { newFormKey } from "../../web/form-actions";
import { readForm } from "../../web/form-fields";
import { useLocale } from "../../web/page-facts";
import { pageTitle } from "../../web/title";
import { askByForm } from "../power/ask";
import { AskForm } from "../power/ask-form";
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
    return askByForm(context, { request, form, actor }, () => ({
      kind: "trust-removal",
      typed: { sha256: params.sha256 ?? "" },
    }));
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
          <AskForm
            tried={tried}
            formKey={formKey}
            ask={text.removeNow}
            kind="danger"
            back={{ href: "/admin/trust", label: text.back }}
          >
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
          </AskForm>
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
