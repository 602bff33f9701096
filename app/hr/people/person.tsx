import { redirect } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";
import { purposes } from "../../../workflows/hr/people";
import { HrPage } from "../frame";
import { ButtonLink, Notice } from "../../ui/elements";
import { PersonCard } from "../../ui/ticket/person-card";
import { personFacts } from "./person-facts";
import { RecentChanges } from "./recent-changes";
import { page } from "../../web/access";
import { useLocale } from "../../web/page-facts";
import { pageTitle } from "../../web/title";
import { hrChangesText } from "../changes/changes.text";
import { hrPeopleText } from "./people.text";

export const meta = pageTitle((locale) => hrPeopleText(locale).title);

/** Whoever comes here says what for; without a purpose there is no look at anybody. */
export const loader = page({ as: "hr" }, async ({ visitor, request, params, context }) => {
  const search = new URL(request.url).searchParams;
  const purpose = purposes.find((one) => one === search.get("purpose"));
  if (!purpose) throw redirect("/hr/people");
  return {
    ...(await personFacts(context, visitor.actor, params.id ?? "", purpose)),
    recorded: search.get("recorded"),
    prepared: search.has("prepared"),
  };
});

export default function PersonPage() {
  const facts = useLoaderData<typeof loader>();
  const { person, recentChanges, openTicket, recorded, prepared, waiting } = facts;
  const locale = useLocale();
  const text = hrPeopleText(locale);
  const changes = hrChangesText(locale);
  return (
    <HrPage narrow title={person.name} above={<a href="/hr/people">{text.back}</a>}>
      {recorded !== null && (
        <Notice tone="ok" role="status" title={recorded === "email" ? text.recordedAddress : text.recorded}>
          <p>{text.recordedHint}</p>
        </Notice>
      )}
      {prepared && (
        <Notice tone="ok" role="status" title={text.prepared}>
          <p>{text.preparedHint}</p>
        </Notice>
      )}
      {waiting.length > 0 && (
        <Notice tone="warn" title={changes.title}>
          <ul className="hr-changes">
            {waiting.map(({ id, change: { field, value }, askedBy }) => (
              <li key={id}>
                <a href={`/hr/changes/${id}`}>{changes.to(changes[field], value)}</a>（{askedBy}）
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <RecentChanges changes={recentChanges} />
      <PersonCard {...facts} />
      {openTicket && (
        <Notice title={text.openTicket(openTicket.number)}>
          <p>{text.openTicketHint}</p>
          <p>
            <ButtonLink small href={`/hr/tickets/${openTicket.number}`}>
              {text.seeTicket}
            </ButtonLink>
          </p>
        </Notice>
      )}
      <Outlet context={facts} />
    </HrPage>
  );
}
