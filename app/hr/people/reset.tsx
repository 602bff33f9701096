import { data, redirect } from "@remix-run/node";
import { useActionData, useOutletContext } from "@remix-run/react";
import { z } from "zod";
import { proofs } from "../../../workflows/hr/records";
import { startReset } from "../../../workflows/hr/reset";
import { isRefusal } from "../../../workflows/desk/refusal";
import { CheckField } from "../../ui/choices";
import { ErrorSummary } from "../../ui/error-summary";
import { IdempotencyField } from "../../ui/idempotency-field";
import { Button, Card, DefinitionList } from "../../ui/elements";
import { Address } from "../../ui/ticket/person-card";
import { ProofChoice } from "./proof-choice";
import { RefusedNotice } from "../../ui/refused-notice";
import { page } from "../../web/access";
import { formIdempotency } from "../../web/form-actions";
import { pageRefusal } from "../../web/refusals/refusal-page";
import { useLocale } from "../../web/page-facts";
import { readPreferences } from "../../web/preferences";
import { fieldValue, readForm } from "../../web/form-fields";
import { statusOf } from "../../web/refusals/status-of";
import { hrPeopleText } from "./people.text";
import type { PersonFacts } from "./person-facts";

const schema = z.object({
  kind: z.enum(["first-login", "recovery"]),
  proof: z.enum(proofs),
  disableOldPassword: z.literal("on").optional(),
});

export const action = page({ as: "hr" }, async ({ visitor: { actor }, request, params, context }) => {
  const form = await readForm(request);
  const typed = {
    proof: fieldValue(form, "proof"),
    disableOldPassword: form.has("disableOldPassword"),
  };
  const parsed = schema.safeParse(Object.fromEntries(form));
  if (!parsed.success) {
    const errors = { proof: hrPeopleText(readPreferences(request.headers).locale).proofMissing };
    return data({ typed, errors, refused: null }, 422);
  }
  try {
    const reset = { ...parsed.data, disableOldPassword: typed.disableOldPassword };
    const { number, joined } = await startReset(
      context,
      actor,
      params.id ?? "",
      reset,
      formIdempotency(context, request, form),
    );
    return redirect(`/hr/tickets/${number}?done=${joined ? "joined" : "started"}`, 303);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return data({ typed, errors: undefined, refused: pageRefusal(error) }, statusOf(error));
  }
});

/** Whose account, where the mail goes, what follows: confirmed before anything is done. */
export default function ConfirmReset() {
  const { person, kind, formKey, leadsTo, disabledReason, purpose } = useOutletContext<PersonFacts>();
  const tried = useActionData<typeof action>();
  const text = hrPeopleText(useLocale());
  const ways = {
    awaitingConfirmation: { follows: text.leadsToConfirmation, send: text.sendToSupervisor },
    awaitingSecondPerson: { follows: text.leadsToSecond, send: text.sendToSecond },
  };
  const way = ways[leadsTo as keyof typeof ways] ?? { follows: text.leadsToMail, send: text.send };
  const initial = kind === "first-login";
  return (
    <Card title={initial ? text.confirmInitial(person.name) : text.confirmReset(person.name)}>
      <form className="form" method="post" noValidate>
        <ErrorSummary errors={tried?.errors} />
        <RefusedNotice refused={tried?.refused ?? disabledReason} quiet={!tried?.refused} />
        <IdempotencyField value={formKey} />
        <input type="hidden" name="kind" value={kind} />
        <DefinitionList
          items={[
            [
              text.whose,
              `${person.agencyName} ${person.name}（${person.account ?? person.nationalIdMasked}）`,
            ],
            [text.mailTo, <Address key="email" {...person} />],
            [text.follows, way.follows],
          ]}
        />
        <ProofChoice chosen={tried?.typed.proof} error={tried?.errors?.proof} />
        {!initial && (
          <CheckField
            name="disableOldPassword"
            label={text.disable}
            hint={text.disableHint}
            checked={tried?.typed.disableOldPassword}
          />
        )}
        <div className="row">
          <Button kind="decide" disabled={disabledReason !== null}>
            {way.send}
          </Button>
          <a href={`/hr/people/${person.id}?purpose=${purpose}`}>{text.backToPerson}</a>
        </div>
      </form>
    </Card>
  );
}
