import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { identify } from "../../../workflows/requests/identify";
import { lookUpAnybody, type FoundPeople } from "../../../workflows/hr/look-up";
import { StaffPage } from "../../ui/frames/staff-page";
import { IdempotencyField } from "../../ui/idempotency-field";
import { Button, Card, Notice } from "../../ui/elements";
import { FindButton, FinderField, FoundList } from "./people-finder";
import { page } from "../../web/access";
import { formIdempotency, newFormKey, catchRefusal } from "../../web/form-actions";
import { useLocale } from "../../web/page-facts";
import { readPreferences } from "../../web/preferences";
import type { Refusal } from "../../web/refusals/refusal";
import { notFound } from "../../web/refusals/refuse";
import { pageTitle } from "../../web/title";
import { deskTicketText } from "./ticket.text";
import { readForm } from "../../web/form-fields";

export const meta = pageTitle((locale) => deskTicketText(locale).identify);

export const loader = page({ as: "agent" }, async ({ params, context }) => {
  const ticket = await context.store.tickets.byNumber(params.number ?? "");
  if (!ticket) throw notFound();
  const claims = await context.store.tickets.claimsOf(ticket.id);
  return {
    number: ticket.number,
    typed: [claims?.name ?? ticket.applicantName, claims?.account, claims?.nationalIdMasked]
      .filter(Boolean)
      .join(" · "),
    query: claims?.name ?? ticket.applicantName,
    formKey: newFormKey(context),
  };
});

const posted = z.discriminatedUnion("act", [
  z.object({ act: z.literal("find"), query: z.string().trim().min(1).max(100) }),
  z.object({ act: z.literal("choose"), personId: z.string().min(1).max(64) }),
]);

interface Answer {
  found?: FoundPeople;
  query?: string;
  error?: string;
  refused?: Refusal;
}

/** Finds people, or says which of them the case is about; one with an open case is joined to that case. */
export const action = page({ as: "agent" }, async ({ visitor: { actor }, request, params, context }) => {
  const text = deskTicketText(readPreferences(request.headers).locale);
  const ticket = await context.store.tickets.byNumber(params.number ?? "");
  if (!ticket) throw notFound();
  const form = await readForm(request);
  const wanted = posted.safeParse(Object.fromEntries(form)).data;
  if (!wanted) return data<Answer>({ error: text.queryMissing, query: "" }, 422);
  if (wanted.act === "find") {
    const { query } = wanted;
    return data<Answer>({
      query,
      found: await lookUpAnybody(context, actor, { query, purpose: ticket.kind, ticketId: ticket.id }),
    });
  }
  const result = await catchRefusal(() =>
    identify(
      context,
      actor,
      { number: ticket.number, personId: wanted.personId },
      { idempotency: formIdempotency(context, request, form) },
    ),
  );
  if ("done" in result) return redirect(`/desk/tickets/${result.done.number}`, 303);
  return data<Answer>({ refused: result.refused }, result.status);
});

export default function Identify() {
  const { number, typed, query, formKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const locale = useLocale();
  const text = deskTicketText(locale);
  const language = locale === "en" ? "en" : "zh";
  return (
    <StaffPage title={text.identify}>
      <div className="stack desk-narrow">
        <p>
          <a className="num nowrap" href={`/desk/tickets/${number}`}>
            {number}
          </a>{" "}
          <span className="soft">{typed}</span>
        </p>
        {answer?.refused && (
          <Notice tone="error" role="alert" title={answer.refused.message[language]}>
            <p>{answer.refused.remedy?.[language]}</p>
          </Notice>
        )}
        <Card>
          <form method="post" className="form">
            <input type="hidden" name="act" value="find" />
            <FinderField query={answer?.query ?? query} error={answer?.error} />
            <FindButton />
          </form>
        </Card>
        {answer?.found && (
          <Card>
            <FoundList
              found={answer.found}
              actOf={({ id, openTicket }) => (
                <form method="post">
                  <IdempotencyField value={`${formKey}-${id.slice(0, 16)}`} />
                  <input type="hidden" name="act" value="choose" />
                  <input type="hidden" name="personId" value={id} />
                  <Button small>{text.choose}</Button>
                  {openTicket && openTicket !== number && (
                    <small className="soft">{text.chooseJoin(openTicket)}</small>
                  )}
                </form>
              )}
            />
          </Card>
        )}
      </div>
    </StaffPage>
  );
}
