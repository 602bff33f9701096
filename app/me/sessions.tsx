import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { endSessions, liveSessions } from "../../workflows/sign-in/end-sessions";
import { DataTable } from "../ui/data-table";
import { Button, Card, Chip } from "../ui/elements";
import { DateTime } from "../ui/time";
import { PublicPage } from "../ui/frames/public-page";
import { useLocale } from "../web/page-facts";
import { visitorNavigation } from "../ui/frames/navigation";
import { readPreferences } from "../web/preferences";
import { requireVisitor } from "../web/session";
import { pageTitle } from "../web/title";
import { meText } from "./me.text";

export const meta = pageTitle((locale) => meText(locale).sessions);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const visitor = await requireVisitor(request, context);
  const sessions = await liveSessions(context, visitor.session);
  return {
    visitor: visitorNavigation(visitor, readPreferences(request.headers).locale, ""),
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
}

/** Ends one session or all others; ending it twice is the same as once. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { session } = await requireVisitor(request, context);
  const which = (await request.formData()).get("session");
  await endSessions(context, session, typeof which === "string" && which !== "others" ? which : undefined);
  return redirect("/me/sessions", 303);
}

export default function Sessions() {
  const { visitor, sessions } = useLoaderData<typeof loader>();
  const text = meText(useLocale());
  const ways = {
    password: text.viaPassword,
    "temporary-password": text.viaTemporary,
    certificate: text.viaCertificate,
  };
  return (
    <PublicPage visitor={visitor}>
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
