import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { checkNationalId, maskNationalId, nationalIdWords } from "../../../accounts/identity/national-id";
import { lookUp, matchesOf, purposes } from "../../../workflows/hr/people";
import { scopeOf } from "../../../workflows/hr/office";
import { HrPage } from "../frame";
import { LookUpForm } from "./look-up-form";
import { MatchTable } from "./match-table";
import { meantAsNationalId } from "../../../accounts/identity/account-name";
import { lookUpCookie } from "./last-look-up";
import { page } from "../../web/access";
import { useLocale } from "../../web/page-facts";
import { readPreferences } from "../../web/preferences";
import { pageTitle } from "../../web/title";
import { fieldValues, readForm } from "../../web/form-fields";
import { hrPeopleText } from "./people.text";

export const meta = pageTitle((locale) => hrPeopleText(locale).title);

/** More agencies than this are no choice but a search. */
const mostAgencies = 40;

export const loader = page({ as: "hr" }, async ({ visitor, request, context }) => {
  const { served } = await scopeOf(context, visitor.actor);
  const kept = lookUpCookie.read(request, context);
  const last = kept?.by === visitor.person.id ? kept : null;
  const wanted = new URL(request.url).searchParams.get("purpose");
  const agencies =
    served.length <= mostAgencies
      ? await Promise.all(served.map((id) => context.store.agencies.byId(id)))
      : [];
  return {
    purpose: purposes.find((purpose) => purpose === wanted) ?? last?.purpose ?? null,
    last: last && { ...last, people: await matchesOf(context, last.found) },
    agencies: agencies.flatMap((agency) => (agency ? [{ id: agency.id, name: agency.fullName }] : [])),
  };
});

const schema = z.object({
  query: z.string().trim().min(1).max(100),
  purpose: z.enum(purposes),
  agency: z.string().max(100).default(""),
});

/** Looks up, and leads to what was found: nothing typed stands in an address, and a reload looks up nothing. */
export const action = page({ as: "hr" }, async ({ visitor, request, context }) => {
  const { locale } = readPreferences(request.headers);
  const text = hrPeopleText(locale);
  const typed = fieldValues(await readForm(request));
  const parsed = schema.safeParse(typed);
  const wrong = new Set(parsed.error?.issues.map((issue) => issue.path[0]));
  const nationalId = checkNationalId(typed.query ?? "");
  const errors = {
    query: wrong.has("query")
      ? text.queryMissing
      : !nationalId.ok && meantAsNationalId(typed.query ?? "")
        ? nationalIdWords(locale)[nationalId.code]
        : undefined,
    purpose: wrong.has("purpose") ? text.purposeMissing : undefined,
  };
  if (!parsed.success || errors.query) return data({ typed, errors }, 422);

  const { query, purpose } = parsed.data;
  const agencyId = parsed.data.agency || null;
  const found = await lookUp(context, visitor.actor, { query, agencyId, purpose });
  const kept = lookUpCookie.keep(context, {
    by: visitor.person.id,
    query: nationalId.ok ? maskNationalId(nationalId.value) : query,
    purpose,
    agencyId,
    found: found.people.map(({ id }) => id),
    more: found.more,
  });
  return redirect("/hr/people", { status: 303, headers: { "Set-Cookie": kept } });
});

export default function LookUp() {
  const { purpose, last, agencies } = useLoaderData<typeof loader>();
  const tried = useActionData<typeof action>();
  const text = hrPeopleText(useLocale());
  return (
    <HrPage title={text.title} lead={text.lead}>
      <LookUpForm
        typed={tried?.typed ?? { purpose: purpose ?? "", agency: last?.agencyId ?? "" }}
        errors={tried?.errors}
        agencies={agencies}
      />
      {last && !tried && <MatchTable {...last} />}
    </HrPage>
  );
}
