import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { endSessionsOf, staffSessions } from "../../../workflows/administration/staff-sessions";
import { isRefusal } from "../../../workflows/desk/refusal";
import { DataTable } from "../../ui/data-table";
import { Button, Card, EmptyState, Notice } from "../../ui/elements";
import { StaffPage } from "../../ui/frames/staff-page";
import { RefusedNotice } from "../../ui/refused-notice";
import { DateTime } from "../../ui/time";
import { page } from "../../web/access";
import { fieldValue, readForm } from "../../web/form-fields";
import { useLocale } from "../../web/page-facts";
import { pageRefusal } from "../../web/refusals/refusal-page";
import { statusOf } from "../../web/refusals/status-of";
import { pageTitle } from "../../web/title";
import { powerText } from "./power.text";

export const meta = pageTitle((locale) => powerText(locale).sessions);

export const loader = page({ as: "administrator" }, async ({ request, context }) => {
  return {
    sessions: await staffSessions(context),
    ended: new URL(request.url).searchParams.has("ended"),
  };
});

/** What is ended stays ended, so a form sent twice needs no key. */
export const action = page({ as: "administrator" }, async ({ visitor: { actor }, request, context }) => {
  const form = await readForm(request);
  try {
    await endSessionsOf(context, actor, fieldValue(form, "person", 64));
    return redirect("/admin/sessions?ended", 303);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return data({ refused: pageRefusal(error) }, statusOf(error));
  }
});

/** Who of the staff is signed in, from where and since when. */
export default function Sessions() {
  const { sessions, ended } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused;
  const text = powerText(useLocale());
  return (
    <StaffPage title={text.sessions}>
      <div className="stack">
        <p className="soft">{text.sessionsLead}</p>
        <RefusedNotice refused={refused} />
        {ended && !refused && (
          <Notice tone="ok" role="status">
            {text.sessionsEnded}
          </Notice>
        )}
        <Card bare label={text.sessions}>
          {sessions.length === 0 ? (
            <EmptyState title={text.noSessions} />
          ) : (
            <DataTable
              caption={text.sessions}
              rows={sessions}
              keyOf={({ person, createdAt, address }) => `${person.id} ${createdAt} ${address}`}
              columns={[
                {
                  head: text.who,
                  cell: ({ person }) => (
                    <>
                      <b>{person.name}</b>
                      <small>{person.agencyName}</small>
                    </>
                  ),
                },
                { head: text.via, cell: ({ via }) => text[via] },
                { head: text.address, cell: ({ address }) => <span className="num">{address}</span> },
                { head: text.signedIn, cell: ({ createdAt }) => <DateTime at={createdAt} /> },
                { head: text.lastSeen, cell: ({ lastSeenAt }) => <DateTime at={lastSeenAt} /> },
                {
                  head: text.end,
                  cell: ({ person }) => (
                    <form method="post">
                      <input type="hidden" name="person" value={person.id} />
                      <Button small kind="danger" aria-label={text.endAllOf(person.name)}>
                        {text.end}
                      </Button>
                    </form>
                  ),
                },
              ]}
            />
          )}
        </Card>
      </div>
    </StaffPage>
  );
}
