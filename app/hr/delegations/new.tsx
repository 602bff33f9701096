import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { grantDelegation } from "../../../workflows/hr/delegations";
import { personForHr } from "../../../workflows/hr/people";
import { isRefusal } from "../../../workflows/desk/refusal";
import { Choices } from "../../ui/choices";
import { ErrorSummary } from "../../ui/error-summary";
import { TextField } from "../../ui/field";
import { HrPage } from "../frame";
import { IdempotencyField } from "../../ui/idempotency-field";
import { Button } from "../../ui/elements";
import { PersonCard } from "../../ui/ticket/person-card";
import { RefusedNotice } from "../../ui/refused-notice";
import { page } from "../../web/access";
import { formIdempotency, newFormKey } from "../../web/form-actions";
import { dayOf, endOfDay, startOfDay } from "./days";
import { pageRefusal } from "../../web/refusals/refusal-page";
import { useLocale } from "../../web/page-facts";
import { readPreferences } from "../../web/preferences";
import { pageTitle } from "../../web/title";
import { fieldValue, readForm } from "../../web/form-fields";
import { statusOf } from "../../web/refusals/status-of";
import { hrDelegationsText } from "./delegations.text";

export const meta = pageTitle((locale) => hrDelegationsText(locale).grant);

export const loader = page({ as: "hr" }, async ({ visitor, request, context }) => {
  const personId = new URL(request.url).searchParams.get("person") ?? "";
  const seen = await personForHr(context, visitor.actor, personId, "delegation");
  return {
    ...seen,
    today: dayOf(context.clock(), context.environment.officeTimeZone),
    formKey: newFormKey(context),
  };
});

const roles = {
  prepare: { kind: "staff", level: "prepare" },
  decide: { kind: "staff", level: "decide" },
  deputy: { kind: "deputy", level: "decide" },
} as const;

const schema = z.object({
  role: z.enum(["prepare", "decide", "deputy"]),
  from: z.iso.date(),
  to: z.iso.date(),
});

export const action = page({ as: "hr" }, async ({ visitor: { actor }, request, context }) => {
  const text = hrDelegationsText(readPreferences(request.headers).locale);
  const form = await readForm(request);
  const typed = Object.fromEntries(["role", "from", "to"].map((name) => [name, fieldValue(form, name)]));
  const parsed = schema.safeParse(typed);
  if (!parsed.success) {
    const wrong = new Set(parsed.error.issues.map((issue) => issue.path[0]));
    const missing = { role: text.kindMissing, from: text.dateMissing, to: text.dateMissing };
    return data({ typed, errors: pick(missing, wrong), refused: null }, 422);
  }
  const { role, from, to } = parsed.data;
  const zone = context.environment.officeTimeZone;
  const delegateId = new URL(request.url).searchParams.get("person") ?? "";
  const grant = {
    delegateId,
    ...roles[role],
    validFrom: startOfDay(from, zone),
    validTo: endOfDay(to, zone),
  };
  try {
    await grantDelegation(context, actor, grant, formIdempotency(context, request, form));
    return redirect("/hr/delegations?done=granted", 303);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return data({ typed, errors: undefined, refused: pageRefusal(error) }, statusOf(error));
  }
});

const pick = (messages: Record<string, string>, wrong: Set<PropertyKey | undefined>) =>
  Object.fromEntries(Object.entries(messages).filter(([name]) => wrong.has(name)));

export default function NewDelegation() {
  const { person, privileged, today, formKey } = useLoaderData<typeof loader>();
  const tried = useActionData<typeof action>();
  const text = hrDelegationsText(useLocale());
  return (
    <HrPage narrow title={text.newTitle(person.name)}>
      <PersonCard person={person} privileged={privileged} />
      <form className="form" method="post" noValidate>
        <ErrorSummary errors={tried?.errors} />
        <RefusedNotice refused={tried?.refused} />
        <IdempotencyField value={formKey} />
        <Choices
          name="role"
          legend={text.kind}
          error={tried?.errors?.role}
          chosen={tried?.typed.role}
          choices={[
            { value: "prepare", label: text.staffPrepare, hint: text.prepareHint },
            { value: "decide", label: text.staffDecide, hint: text.decideHint },
            { value: "deputy", label: text.deputy, hint: text.deputyHint },
          ]}
          required
        />
        <div className="hr-dates">
          <TextField
            name="from"
            type="date"
            label={text.firstDay}
            error={tried?.errors?.from}
            defaultValue={tried?.typed.from ?? today}
            required
          />
          <TextField
            name="to"
            type="date"
            label={text.lastDay}
            hint={text.lastDayHint}
            min={today}
            error={tried?.errors?.to}
            defaultValue={tried?.typed.to}
            required
          />
        </div>
        <div className="row">
          <Button kind="decide">{text.confirm}</Button>
          <a href="/hr/delegations">{text.back}</a>
        </div>
      </form>
    </HrPage>
  );
}
