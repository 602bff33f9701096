import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { DataTable } from "../ui/data-table";
import { TextField } from "../ui/field";
import { Button, ButtonLink, Card, EmptyState, Notice } from "../ui/elements";
import { DateTime } from "../ui/time";
import { PublicPage } from "../ui/frames/public-page";
import { page } from "../web/access";
import { mailboxOf } from "../web/demo-mailbox";
import { useLocale } from "../web/page-facts";
import { pageTitle } from "../web/title";
import { mailboxText } from "./mailbox.text";

export const meta = pageTitle((locale) => mailboxText(locale).title);

const most = 100;

/** What the demo sent, newest first. */
export const loader = page({ as: "everybody" }, ({ request, context }) => {
  const query = (new URL(request.url).searchParams.get("q") ?? "").trim().slice(0, 100);
  const wanted = query.toLowerCase();
  const messages = mailboxOf(context)
    .messages()
    .filter(({ to, subject }) => `${to.join(" ")} ${subject}`.toLowerCase().includes(wanted))
    .slice(0, most)
    .map(({ id, to, subject, receivedAt }) => ({ id, to: to.join(", "), subject, receivedAt }));
  return { query, messages };
});

export const action = page({ as: "everybody" }, ({ context }) => {
  mailboxOf(context).clear();
  return redirect("/mailbox", 303);
});

export default function Mailbox() {
  const { query, messages } = useLoaderData<typeof loader>();
  const text = mailboxText(useLocale());
  return (
    <PublicPage>
      <div className="stack stack-wide">
        <h1>{text.title}</h1>
        <Notice tone="warn">{text.lead}</Notice>
        <form className="search-form" method="get" role="search">
          <TextField name="q" type="search" label={text.find} defaultValue={query} />
          <Button>{text.search}</Button>
        </form>
        <Card bare>
          {messages.length === 0 ? (
            <EmptyState title={query === "" ? text.empty : text.none}>
              {query === "" && text.emptyWhy}
            </EmptyState>
          ) : (
            <DataTable
              caption={text.title}
              rows={messages}
              keyOf={({ id }) => id}
              columns={[
                { head: text.subject, cell: ({ id, subject }) => <a href={`/mailbox/${id}`}>{subject}</a> },
                { head: text.to, cell: ({ to }) => to },
                { head: text.at, cell: ({ receivedAt }) => <DateTime at={receivedAt} /> },
              ]}
            />
          )}
        </Card>
        <div className="row">
          <ButtonLink href="/mailbox">{text.reload}</ButtonLink>
          <form method="post">
            <Button kind="link">{text.clear}</Button>
          </form>
          <span className="soft push">{text.count(messages.length)}</span>
        </div>
      </div>
    </PublicPage>
  );
}
