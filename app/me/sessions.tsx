import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { endSessions, liveSessions } from "../../workflows/sign-in/end-sessions";
import { DataTable } from "../ui/data-table";
import { Button, Card, Chip } from "../ui/elements";
import { DateTime } from "../ui/time";
import { PublicPage } from "../ui/frames/public-page";
import { page } from "../web/access";
import { knownBrowserOf } from "../web/known-browser";
import { useLocale } from "../web/page-facts";
import { pageTitle } from "../web/title";
import { meText } from "./me.text";
import { readForm } from "../web/form-fields";

export const meta = pageTitle((locale) => meText(locale).sessions);

export const loader = page({ as: "signed-in" }, async ({ visitor, context }) => {
  const sessions = await liveSessions(context, visitor.session);
  return {
    sessions: sessions.map(({ tokenHash, via, address, createdAt, lastSeenAt }, index) => ({
      // The hash under which a session is kept; it opens nothing.
      id: tokenHash,
      mine: index === 0,
      via,
      address,
      createdAt,
      lastSeenAt,
    })),
  };
});

/** Ends one session or all others; ending it twice is the same as once. */
export const action = page({ as: "signed-in" }, async ({ visitor: { session }, request, context }) => {
  const which = (await readForm(request)).get("session");
  await endSessions(context, session, {
    which: typeof which === "string" && which !== "others" ? which : undefined,
    browser: knownBrowserOf(request, context, session.personId),
  });
  return redirect("/me/sessions", 303);
});

export default function Sessions() {
  const { sessions } = useLoaderData<typeof loader>();
  const text = meText(useLocale());
  const ways = {
    password: text.viaPassword,
    "temporary-password": text.viaTemporary,
    certificate: text.viaCertificate,
  };
  return (
    <PublicPage>
      <form className="stack stack-wide" method="post">
        <header>
          <h1>{text.sessions}</h1>
          <p className="lead">{text.sessionsLead}</p>
        </header>
        <Card bare>
          <DataTable
            caption={text.sessions}
            rows={sessions}
            keyOf={({ id }) => id}
            columns={[
              {
                head: text.via,
                cell: ({ via, mine }) => (
                  <>
                    {ways[via]} {mine && <Chip tone="ok">{text.thisOne}</Chip>}
                  </>
                ),
              },
              { head: text.address, cell: ({ address }) => <span className="num">{address}</span> },
              { head: text.since, cell: ({ createdAt }) => <DateTime at={createdAt} /> },
              { head: text.seen, cell: ({ lastSeenAt }) => <DateTime at={lastSeenAt} /> },
              {
                head: text.end,
                cell: ({ id, mine }) =>
                  mine ? null : (
                    <Button small name="session" value={id}>
                      {text.end}
                    </Button>
                  ),
              },
            ]}
          />
        </Card>
        <div className="row">
          {sessions.length > 1 ? (
            <Button name="session" value="others">
              {text.endOthers}
            </Button>
          ) : (
            <span className="soft">{text.onlyThis}</span>
          )}
          <a href="/me">{text.back}</a>
        </div>
      </form>
    </PublicPage>
  );
}
