import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { longest } from "../../../language/lengths";
import { pairFor } from "../../../workflows/administration/pair-views";
import { agreeInPair, returnInPair, withdrawInPair } from "../../../workflows/administration/pairs";
import { isRefusal } from "../../../workflows/desk/refusal";
import { isTrustRefused, trustRefusedWords } from "../../../workflows/trust/trust-refused";
import { Card, Chip, DefinitionList } from "../../ui/elements";
import { ErrorSummary } from "../../ui/error-summary";
import { StaffPage } from "../../ui/frames/staff-page";
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
import { detailRows, pairTones } from "./pair-facts";
import { waitingText } from "./waiting.text";

export const meta = pageTitle((locale) => waitingText(locale).title);

export const loader = page({ as: "administrator" }, async ({ visitor, params, context }) => {
  const change = await pairFor(context, visitor.actor, params.id ?? "");
  return {
    change,
    disabledReason: change.refusal === null ? null : disabledReason(change.refusal),
    formKey: newFormKey(context),
  };
});

export const action = page(
  { as: "administrator" },
  async ({ visitor: { actor }, request, params, context }) => {
    const form = await readForm(request);
    const reason = fieldValue(form, "reason", longest.reason);
    const once = formIdempotency(context, request, form);
    const parts = { ...context, trust: context.card.trust };
    const id = params.id ?? "";
    try {
      switch (fieldValue(form, "act")) {
        case "agree":
          await agreeInPair(parts, actor, id, once);
          return redirect("/admin/waiting?done=isAgreed", 303);
        case "return":
          await returnInPair(parts, actor, id, reason, once);
          return redirect("/admin/waiting?done=isReturned", 303);
        case "withdraw":
          await withdrawInPair(parts, actor, id, once);
          return redirect("/admin/waiting?done=isWithdrawn", 303);
      }
    } catch (error) {
      const { locale } = readPreferences(request.headers);
      if (isTrustRefused(error))
        return data(
          { refused: null, errors: { form: trustRefusedWords(error, locale) }, reason },
          statusOf(error),
        );
      if (!isRefusal(error)) throw error;
      const refused = pageRefusal(error);
      if (error.code !== "reason-missing") return data({ refused, errors: {}, reason }, statusOf(error));
      const errors = { reason: refused.message[locale === "en" ? "en" : "zh"] };
      return data({ refused: null, errors, reason }, 422);
    }
    throw notFound();
  },
);

/** One change of power or trust, for the second administrator to judge. */
export default function PairChange() {
  const { change, formKey, disabledReason: shut } = useLoaderData<typeof loader>();
  const tried = useActionData<typeof action>();
  const locale = useLocale();
  const text = waitingText(locale);
  const { kind, state, askedBy, askedAt, expiresAt, reason, decidedBy, decidedReason, own } = change;
  const errors: Record<string, string | undefined> = tried?.errors ?? {};
  return (
    <StaffPage title={text[kind]}>
      <div className="stack">
        <RefusedNotice refused={tried?.refused} />
        <ErrorSummary errors={errors} />
        <Card label={text[kind]}>
          <DefinitionList
            items={[
              ...detailRows(change, locale).map(
                ([name, value]) =>
                  [
                    name,
                    name === text.sha256 ? (
                      <code key="sha256" className="fingerprint">
                        {value}
                      </code>
                    ) : (
                      value
                    ),
                  ] as const,
              ),
              [text.reason, reason],
              [text.by, askedBy],
              [text.at, <DateTime key="at" at={askedAt} />],
              [
                text.state,
                <span key="state">
                  <Chip tone={pairTones[state]}>{text[state]}</Chip>{" "}
                  {state === "returned" || state === "agreed" ? decidedBy : null}
                </span>,
              ],
              [text.giveBackReason, decidedReason],
              [text.until, state === "waiting" ? <DateTime key="until" at={expiresAt} /> : undefined],
            ]}
          />
        </Card>
        {state === "waiting" && (
          <WaitingDecision
            own={own}
            shut={shut}
            formKey={formKey}
            tried={{ reason: tried?.reason, error: errors.reason }}
            words={text}
          />
        )}
        <p>
          <a href="/admin/waiting">{text.back}</a>
        </p>
      </div>
    </StaffPage>
  );
}
