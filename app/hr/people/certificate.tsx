import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useOutletContext } from "@remix-run/react";
import { actOnBinding, bindingRefusals, bindingsForHr } from "../../../workflows/cards/citizen/binding-desk";
import type { BindingAct } from "../../../workflows/machines/certificate-types";
import { isRefusal } from "../../../workflows/desk/refusal";
import { HrCertificate, type HrCertificateTried } from "./certificate-form";
import { Card, EmptyState, Notice } from "../../ui/elements";
import { page } from "../../web/access";
import { fieldValue, readForm } from "../../web/form-fields";
import { pageRefusal } from "../../web/refusals/refusal-page";
import { useLocale } from "../../web/page-facts";
import { readPreferences } from "../../web/preferences";
import type { SignedIn } from "../../web/session";
import { disabledReason } from "../../web/refusals/disabled-reason";
import { statusOf } from "../../web/refusals/status-of";
import { saidOf } from "../../ui/card-reader/bound-certificate";
import { boundCertificateText } from "../../ui/card-reader/bound-certificate.text";
import { hrPeopleText } from "./people.text";
import type { PersonFacts } from "./person-facts";

const inPerson = { type: "CONFIRM", by: "in-person" } as const;
const second = { type: "CONFIRM_SECOND" } as const;
const longestReason = 200;

const partyOf = ({ person }: SignedIn) =>
  ({ kind: "staff", actor: { kind: "person", personId: person.id } }) as const;

export const loader = page({ as: "hr" }, async ({ visitor, request, params, context }) => {
  const party = partyOf(visitor);
  const bindings = await bindingsForHr(context, party.actor, params.id ?? "");
  return {
    done: new URL(request.url).searchParams.get("done"),
    bindings: await Promise.all(
      bindings.map(async (binding) => {
        const confirming = binding.state === "awaitingSecondPerson" ? second : inPerson;
        const acts: BindingAct[] = [confirming, { type: "UNBIND", reason: "" }];
        const [confirm, unbind] = await bindingRefusals(context, party, binding.id, acts);
        return {
          ...binding,
          disabledReasons: {
            confirm: confirm ? disabledReason(confirm) : null,
            unbind: unbind ? disabledReason(unbind) : null,
          },
        };
      }),
    ),
  };
});

/** Confirms a certificate in person, or unbinds it with a reason. */
export const action = page({ as: "hr" }, async ({ visitor, request, params, context }) => {
  const party = partyOf(visitor);
  const text = boundCertificateText(readPreferences(request.headers).locale);
  const form = await readForm(request);
  const binding = fieldValue(form, "binding", 64);
  const reason = fieldValue(form, "reason", longestReason + 1).trim();
  const asSecond = form.get("act") === "confirm-second";
  const confirms = asSecond || form.get("act") === "confirm";
  const error = confirms
    ? form.has("checked")
      ? undefined
      : text.hrConfirmMissing
    : reason === ""
      ? text.reasonMissing
      : reason.length > longestReason
        ? text.reasonLong
        : undefined;
  const tried = { binding, reason, confirms };
  if (error) return data<HrCertificateTried>({ ...tried, error }, 422);
  let state;
  try {
    const confirming = asSecond ? second : inPerson;
    state = await actOnBinding(context, party, binding, confirms ? confirming : { type: "UNBIND", reason });
  } catch (refused) {
    if (!isRefusal(refused)) throw refused;
    return data<HrCertificateTried>({ ...tried, refused: pageRefusal(refused) }, statusOf(refused));
  }
  return redirect(`/hr/people/${params.id}/certificate?purpose=record&done=${state}`, 303);
});

export default function PersonCertificate() {
  const { bindings, done } = useLoaderData<typeof loader>();
  const { person } = useOutletContext<PersonFacts>();
  const tried = useActionData<typeof action>();
  const locale = useLocale();
  const text = boundCertificateText(locale);
  const said = saidOf(text, done);
  return (
    <section className="stack">
      <h2>{text.hrTitle}</h2>
      {said && (
        <Notice tone="ok" role="status">
          {said}
        </Notice>
      )}
      {bindings.length === 0 && (
        <Card>
          <EmptyState title={text.hrNone} />
        </Card>
      )}
      {bindings.map((binding) => (
        <HrCertificate
          key={binding.id}
          binding={binding}
          tried={tried?.binding === binding.id ? tried : undefined}
        />
      ))}
      <p>
        <a href={`/hr/people/${person.id}?purpose=record`}>{hrPeopleText(locale).backToPerson}</a>
      </p>
    </section>
  );
}
