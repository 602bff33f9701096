import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { longest } from "../../../language/lengths";
import { isRefusal } from "../../../workflows/desk/refusal";
import {
  confirmRecord,
  recordWaiting,
  returnRecord,
  withdrawRecord,
} from "../../../workflows/hr/waiting-records";
import { Card, Chip, DefinitionList } from "../../ui/elements";
import { ErrorSummary } from "../../ui/error-summary";
import { RefusedNotice } from "../../ui/refused-notice";
import { DateTime } from "../../ui/time";
import { WaitingDecision } from "../../ui/waiting-decision";
import { page } from "../../web/access";
import { formIdempotency, newFormKey } from "../../web/form-actions";
import { fieldValue, readForm } from "../../web/form-fields";
import { useLocale } from "../../web/page-facts";
import { readPreferences } from "../../web/preferences";
import { disabledReason } from "../../web/refusals/disabled-reason";
import { pageRefusal } from "../../web/refusals/refusal-page";
import { notFound } from "../../web/refusals/refuse";
import { statusOf } from "../../web/refusals/status-of";
import { pageTitle } from "../../web/title";
import { HrPage } from "../frame";
import { changeTones } from "./changes-table";
import { hrChangesText } from "./changes.text";

export const meta = pageTitle((locale) => hrChangesText(locale).title);

export const loader = page({ as: "hr" }, async ({ visitor, params, context }) => {
  const change = await recordWaiting(context, visitor.actor, params.id ?? "");
  return {
    ...change,
    disabledReason: change.refusal === null ? null : disabledReason(change.refusal),
    formKey: newFormKey(context),
  };
});

export const action = page({ as: "hr" }, async ({ visitor: { actor }, request, params, context }) => {
  const form = await readForm(request);
  const act = fieldValue(form, "act");
  const reason = fieldValue(form, "reason", longest.reason);
  const id = params.id ?? "";
  const once = formIdempotency(context, request, form);
  try {
    if (act === "agree") await confirmRecord(context, actor, id, once);
    else if (act === "return") await returnRecord(context, actor, id, reason, once);
    else if (act === "withdraw") await withdrawRecord(context, actor, id, once);
    else throw notFound();
    return redirect(`/hr?changed=${act}`, 303);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const refused = pageRefusal(error);
    if (error.code !== "reason-missing") return data({ refused, errors: undefined, reason }, statusOf(error));
    const errors = {
      reason: refused.message[readPreferences(request.headers).locale === "en" ? "en" : "zh"],
    };
    return data({ refused: null, errors, reason }, 422);
  }
});

/** One prepared change: what it is, and what may be done about it. */
export default function Change() {
  const change = useLoaderData<typeof loader>();
  const text = hrChangesText(useLocale());
  const { person, before, askedBy, askedAt, expiresAt, state, decidedBy, reason } = change;
  const { field, value, proof } = change.change;
  const tried = useActionData<typeof action>();
  return (
    <HrPage narrow title={`${person.name}：${text[field]}`} above={<a href="/hr">{text.back}</a>}>
      <RefusedNotice refused={tried?.refused} />
      <ErrorSummary errors={tried?.errors} />
      <Card label={text.change}>
        <div className="stack">
          <DefinitionList
            items={[
              [text.person, `${person.name}（${person.agencyName}）`],
              [text.before, before ?? text.nothing],
              [text.after, <b key="after">{value}</b>],
              [text.proof, text[proof]],
              [text.by, askedBy],
              [text.at, <DateTime key="at" at={askedAt} />],
              [
                text.result,
                <Chip key="state" tone={changeTones[state]}>
                  {text[state]}
                </Chip>,
              ],
              state === "waiting"
                ? [text.until, <DateTime key="until" at={expiresAt} />]
                : [
                    text.reasonGiven,
                    reason === null ? undefined : decidedBy === null ? reason : `${decidedBy}：${reason}`,
                  ],
            ]}
          />
          <p>
            <a href={`/hr/people/${person.id}?purpose=record`}>{text.seePerson}</a>
          </p>
        </div>
      </Card>
      {state === "waiting" && (
        <WaitingDecision
          own={change.own}
          shut={change.disabledReason}
          formKey={change.formKey}
          tried={{ reason: tried?.reason, error: tried?.errors?.reason }}
          words={text}
        />
      )}
    </HrPage>
  );
}
