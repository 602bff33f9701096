import { useLoaderData } from "@remix-run/react";
import { OwnTicket } from "./own-ticket";
import { Card, Chip, EmptyState, Notice } from "../ui/elements";
import { PublicPage } from "../ui/frames/public-page";
import { LinkCard } from "../ui/link-card";
import { applicantView } from "../ui/ticket/applicant-view";
import { page } from "../web/access";
import { useLocale } from "../web/page-facts";
import { readPreferences } from "../web/preferences";
import { pageTitle } from "../web/title";
import { toDoOf, type ToDo } from "./to-do";
import { meText } from "./me.text";

export const meta = pageTitle((locale) => meText(locale).title);

const confirmations = ["set", "changed", "closed", "reported"] as const;

/** 我的專區: what the manual shows after signing in. */
export const loader = page({ as: "signed-in" }, async ({ visitor, request, context }) => {
  const preferences = readPreferences(request.headers);
  const { person, actor } = visitor;
  const open = await context.store.tickets.openOf(person.id);
  const done = new URL(request.url).searchParams.get("done");
  return {
    agency: person.agencyName,
    name: person.name,
    account: person.account,
    login: person.account ?? person.nationalIdMasked,
    ticket: open ? await applicantView(context, open, actor, preferences) : null,
    toDo: await toDoOf(context, visitor, preferences),
    done: confirmations.find((one) => one === done) ?? null,
  };
});

export default function Me() {
  const { agency, name, account, login, ticket, toDo, done } = useLoaderData<typeof loader>();
  const text = meText(useLocale());
  return (
    <PublicPage>
      <div className="stack stack-wide">
        {done && (
          <Notice tone={done === "reported" ? "warn" : "ok"} role="status">
            {text[done]}
          </Notice>
        )}
        <header>
          <p className="soft">
            {text.title}・{agency}
          </p>
          <h1>{text.hello(name)}</h1>
          <p className="soft">{account === null ? text.chooseAccount : text.account(login)}</p>
        </header>
        <div className="me">
          <section className="stack" aria-labelledby="to-do">
            <h2 id="to-do">{text.todo}</h2>
            {ticket && <OwnTicket ticket={ticket} />}
            {toDo.length > 0 && <ToDoList items={toDo} />}
            {!ticket && toDo.length === 0 && (
              <Card>
                <EmptyState title={text.nothing}>{text.nothingWhy}</EmptyState>
              </Card>
            )}
            <h2 id="votes">{text.votes}</h2>
            <Card>
              <EmptyState title={text.noVotes}>{text.votesFor}</EmptyState>
            </Card>
          </section>
          <div className="stack">
            <h2>{text.help}</h2>
            <LinkCard to="/manual#temporary-password" name={text.start} note={text.startFor} />
            <LinkCard to="/manual" name={text.manual} note={text.manualFor} />
            <Card title={text.settings}>
              <ul className="plain-list">
                <li>
                  <a href="/me/password">{text.password}</a>
                </li>
                <li>
                  <a href="/me/sessions">{text.sessions}</a>
                </li>
                <li>
                  <a href="/me/certificate">{text.certificate}</a>
                </li>
                <li>
                  <a href="/me/preferences">{text.preferences}</a>
                </li>
              </ul>
            </Card>
          </div>
        </div>
      </div>
    </PublicPage>
  );
}

function ToDoList({ items }: { items: readonly ToDo[] }) {
  const text = meText(useLocale());
  return (
    <ul className="card to-do">
      {items.map(({ to, label, count, urgent }) => (
        <li key={to}>
          <a href={to}>{label}</a>
          <Chip tone={urgent ? "warn" : "brand"}>
            <span className="num">{text.cases(count)}</span>
          </Chip>
        </li>
      ))}
    </ul>
  );
}
