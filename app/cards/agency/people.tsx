import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useState } from "react";
import { z } from "zod";
import { choiceOf, choosePerson, peopleOfCard } from "../../../workflows/cards/agency/people";
import { isRefusal } from "../../../workflows/desk/refusal";
import { CardFrame, TimeIsOver } from "./frame";
import { CardPeople } from "./people-table";
import { Countdown } from "../../ui/countdown";
import { TextField } from "../../ui/field";
import { Button } from "../../ui/elements";
import { RefusedNotice } from "../../ui/refused-notice";
import { page } from "../../web/access";
import { pageRefusal } from "../../web/refusals/refusal-page";
import { refusedPage, requireVisit, visitCookie } from "../../ui/card-reader/card-visit";
import { useLocale } from "../../web/page-facts";
import { pageTitle } from "../../web/title";
import { statusOf } from "../../web/refusals/status-of";
import { agencyCardText } from "./agency-card.text";
import { readForm } from "../../web/form-fields";

export const handle = { interactive: true };

export const meta = pageTitle((locale) => agencyCardText(locale).chooseTitle);

export const loader = page({ as: "everybody" }, async ({ request, context }) => {
  const visit = requireVisit(request, context);
  const choice = await choiceOf(context.card, visit).catch((error: unknown) => {
    if (!isRefusal(error)) throw error;
    throw redirect(refusedPage(error.code), 303);
  });
  return { ...choice, now: context.clock() };
});

const schema = z.object({
  query: z.string().trim().min(1).max(100).optional().catch(undefined),
  person: z.string().min(1).max(100).optional(),
});

export const action = page({ as: "everybody" }, async ({ request, context }) => {
  const visit = requireVisit(request, context);
  const { query, person } = schema.parse(Object.fromEntries(await readForm(request)));
  const none = { query: query ?? "", found: null, refused: null, missing: false };
  try {
    if (person !== undefined) {
      const next = await choosePerson(context.card, visit, person);
      const headers = { "Set-Cookie": visitCookie.keep(context, next) };
      return redirect("/agency-card/order", { status: 303, headers });
    }
    if (query === undefined) return data({ ...none, missing: true }, 422);
    const found = await peopleOfCard(context.card, visit, query);
    return data({ ...none, found }, 200);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    if (error.code === "card-proof-expired" || error.code === "not-now") {
      return redirect(refusedPage(error.code), 303);
    }
    return data({ ...none, refused: pageRefusal(error) }, statusOf(error));
  }
});

export default function ChoosePerson() {
  const { agencyName, until, now } = useLoaderData<typeof loader>();
  const tried = useActionData<typeof action>();
  const text = agencyCardText(useLocale());
  const [over, setOver] = useState(false);
  return (
    <CardFrame step={2} title={text.chooseTitle}>
      <div className="stack stack-tight">
        <p>
          <b>{text.provenAgency(agencyName)}</b>
        </p>
        <Countdown until={until} now={now} onEnd={() => setOver(true)} />
      </div>
      {over && <TimeIsOver />}
      <RefusedNotice refused={tried?.refused} />
      <form className="form card card-padded" method="post" role="search" noValidate>
        <TextField
          name="query"
          type="search"
          label={text.query}
          hint={text.queryHint}
          error={tried?.missing ? text.queryMissing : undefined}
          defaultValue={tried?.query}
          maxLength={100}
          autoComplete="off"
          required
        />
        <Button kind="primary" disabled={over}>
          {text.search}
        </Button>
      </form>
      {tried?.found && <CardPeople {...tried.found} disabled={over} />}
      <p>
        <a href="/agency-card/handover">{text.toHelpdesk}</a>
      </p>
    </CardFrame>
  );
}
