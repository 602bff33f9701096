import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { actOnBinding, bindingsToSecond } from "../../../workflows/cards/citizen/binding-desk";
import { isRefusal } from "../../../workflows/desk/refusal";
import { BoundCertificate } from "../../ui/card-reader/bound-certificate";
import { SecondConfirmation } from "../../ui/card-reader/second-confirmation";
import { Card, DefinitionList, EmptyState, Notice } from "../../ui/elements";
import { StaffPage } from "../../ui/frames/staff-page";
import { RefusedNotice } from "../../ui/refused-notice";
import { page } from "../../web/access";
import { fieldValue, readForm } from "../../web/form-fields";
import { useLocale } from "../../web/page-facts";
import { readPreferences } from "../../web/preferences";
import { disabledReason } from "../../web/refusals/disabled-reason";
import type { Refusal } from "../../web/refusals/refusal";
import { pageRefusal } from "../../web/refusals/refusal-page";
import { statusOf } from "../../web/refusals/status-of";
import { pageTitle } from "../../web/title";
import { OfficePhone } from "../ticket/office-phone";
import { deskCertificatesText } from "./certificates.text";

interface Tried {
  binding: string;
  error?: string;
  refused?: Refusal;
}

export const meta = pageTitle((locale) => deskCertificatesText(locale).title);

export const loader = page({ as: "agent" }, async ({ visitor, request, context }) => {
  const waiting = await bindingsToSecond(context, visitor.actor);
  return {
    done: new URL(request.url).searchParams.has("done"),
    waiting: waiting.map(({ refusal, ...one }) => ({
      ...one,
      disabled: refusal === null ? null : disabledReason(refusal),
    })),
  };
});

/** An agent confirms as the second person; whether this one may is the machine's to say. */
export const action = page({ as: "agent" }, async ({ visitor, request, context }) => {
  const form = await readForm(request);
  const binding = fieldValue(form, "binding", 64);
  if (!form.has("checked")) {
    const error = deskCertificatesText(readPreferences(request.headers).locale).missing;
    return data<Tried>({ binding, error }, 422);
  }
  try {
    await actOnBinding(context, { kind: "staff", actor: visitor.actor }, binding, { type: "CONFIRM_SECOND" });
  } catch (refused) {
    if (!isRefusal(refused)) throw refused;
    return data<Tried>({ binding, refused: pageRefusal(refused) }, statusOf(refused));
  }
  return redirect("/desk/certificates?done", 303);
});

export default function Certificates() {
  const { done, waiting } = useLoaderData<typeof loader>();
  const tried = useActionData<typeof action>();
  const text = deskCertificatesText(useLocale());
  return (
    <StaffPage title={text.title}>
      <div className="stack">
        <p>{text.lead}</p>
        {done && (
          <Notice tone="ok" role="status">
            {text.done}
          </Notice>
        )}
        <RefusedNotice refused={tried?.refused} />
        {waiting.length === 0 && (
          <Card>
            <EmptyState title={text.none}>{text.noneWhy}</EmptyState>
          </Card>
        )}
        {waiting.map(({ binding, person, first, disabled }) => (
          <Card key={binding.id} title={`${person.name} · ${person.agencyName}`}>
            <div className="stack">
              <DefinitionList
                items={[
                  [text.account, person.account ?? person.nationalIdMasked],
                  [text.post, [person.unit, person.title].filter(Boolean).join(" ") || undefined],
                  [
                    text.phone,
                    person.officePhone === null ? (
                      text.noPhone
                    ) : (
                      <OfficePhone key="phone" number={person.officePhone} extension={person.extension} />
                    ),
                  ],
                  [text.first, first ?? text.firstOwner],
                ]}
              />
              <BoundCertificate binding={binding} />
              <SecondConfirmation
                id={binding.id}
                disabled={disabled}
                error={tried?.binding === binding.id ? tried.error : undefined}
              />
            </div>
          </Card>
        ))}
      </div>
    </StaffPage>
  );
}
