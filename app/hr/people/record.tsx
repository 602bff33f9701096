import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useOutletContext } from "@remix-run/react";
import { z } from "zod";
import { checkNationalId, nationalIdWords } from "../../../accounts/identity/national-id";
import { proofs, recordChange, recordFields } from "../../../workflows/hr/records";
import { isRefusal, type DeskRefusalCode } from "../../../workflows/desk/refusal";
import { ErrorSummary } from "../../ui/error-summary";
import { TextField } from "../../ui/field";
import { personCardText } from "../../ui/ticket/person-card.text";
import { IdempotencyField } from "../../ui/idempotency-field";
import { Button, Card } from "../../ui/elements";
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

export const loader = page({ as: "hr" }, ({ request }) => {
  const wanted = new URL(request.url).searchParams.get("field");
  return { field: recordFields.find((field) => field === wanted) ?? ("email" as const) };
});

const schema = z.object({
  field: z.enum(recordFields),
  value: z.string().trim().min(1).max(254),
  proof: z.enum(proofs),
});

/** Refusals that are said at the field, because what was typed there is what is wrong. */
const aboutTheValue = new Set<DeskRefusalCode>([
  "not-an-address",
  "unchanged",
  "national-id-taken",
  "already-waiting",
]);

export const action = page({ as: "hr" }, async ({ visitor: { actor }, request, params, context }) => {
  const { locale } = readPreferences(request.headers);
  const text = hrPeopleText(locale);
  const form = await readForm(request);
  const typed = { value: fieldValue(form, "value"), proof: fieldValue(form, "proof") };
  const parsed = schema.safeParse(Object.fromEntries(form));
  if (!parsed.success) {
    const wrong = new Set(parsed.error.issues.map((issue) => issue.path[0]));
    const errors = {
      value: wrong.has("value")
        ? typed.value.trim() === ""
          ? text.valueMissing
          : text.valueLong
        : undefined,
      proof: wrong.has("proof") ? text.proofMissing : undefined,
    };
    return data({ typed, errors, refused: null }, 422);
  }
  const { field, value } = parsed.data;
  const nationalId = field === "nationalId" ? checkNationalId(value) : null;
  if (nationalId && !nationalId.ok) {
    const errors = { value: nationalIdWords(locale)[nationalId.code], proof: undefined };
    return data({ typed, errors, refused: null }, 422);
  }
  try {
    const { personId, waiting } = await recordChange(
      context,
      actor,
      params.id ?? "",
      parsed.data,
      formIdempotency(context, request, form),
    );
    const done = waiting === null ? `recorded=${field}` : "prepared";
    return redirect(`/hr/people/${personId}?purpose=record&${done}`, 303);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const refused = pageRefusal(error);
    if (!aboutTheValue.has(error.code)) return data({ typed, errors: undefined, refused }, statusOf(error));
    const pick = (words: { zh: string; en: string } | undefined) =>
      (locale === "en" ? words?.en : words?.zh) ?? "";
    const errors = { value: `${pick(refused.message)} ${pick(refused.remedy)}`.trim(), proof: undefined };
    return data({ typed, errors, refused: null }, statusOf(error));
  }
});

/** Records an address, name, office number or national ID, with how the identity was proven. */
export default function RecordChange() {
  const { field } = useLoaderData<typeof loader>();
  const { person, formKey, prepares } = useOutletContext<PersonFacts>();
  const tried = useActionData<typeof action>();
  const locale = useLocale();
  const text = hrPeopleText(locale);
  const ways = {
    email: {
      title: text.recordEmail,
      label: text.newEmail,
      hint: text.newEmailHint,
      type: "email",
      now: person.email,
    },
    name: { title: text.recordName, label: text.newName, hint: undefined, type: "text", now: person.name },
    officePhone: {
      title: text.recordPhone,
      label: text.newPhone,
      hint: text.newPhoneHint,
      type: "tel",
      now: person.officePhone,
    },
    nationalId: {
      title: text.recordNationalId,
      label: text.newNationalId,
      hint: text.newNationalIdHint,
      type: "text",
      now: person.nationalIdMasked,
    },
  };
  const { title, label, hint, type, now } = ways[field];
  return (
    <Card title={title}>
      <form className="form" method="post" noValidate>
        <ErrorSummary errors={tried?.errors} />
        <RefusedNotice refused={tried?.refused} />
        <IdempotencyField value={formKey} />
        {prepares && <p>{text.prepareMeaning}</p>}
        <input type="hidden" name="field" value={field} />
        <p className="soft">
          {text.now}：<span className="num">{now ?? personCardText(locale).noEmail}</span>
        </p>
        <TextField
          name="value"
          type={type}
          label={label}
          hint={hint}
          error={tried?.errors?.value}
          defaultValue={tried?.typed.value}
          maxLength={254}
          autoComplete="off"
          required
        />
        <ProofChoice chosen={tried?.typed.proof} error={tried?.errors?.proof} />
        <div className="row">
          <Button kind="primary">{prepares ? text.prepare : text.save}</Button>
          <a href={`/hr/people/${person.id}?purpose=record`}>{text.backToPerson}</a>
        </div>
      </form>
    </Card>
  );
}
