import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { listsInTime } from "../../workflows/trust-overview";
import { DeskPage } from "../components/desk-page";
import { OutboxTable } from "../components/outbox-table";
import { Card, Chip, DefinitionList, EmptyState, Notice } from "../components/parts";
import { newFormKey } from "../web/act";
import { mailLines } from "../web/admin-view";
import { deskRail } from "../web/desk-visitor";
import { useLocale } from "../web/page-facts";
import { readPreferences } from "../web/preferences";
import { requireRole } from "../web/session";
import { pageTitle } from "../web/title";
import { adminText } from "./admin.text";

export const meta = pageTitle((locale) => adminText(locale).title);

const mailStates = ["waiting", "failed", "sent", "cancelled"] as const;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const visitor = await requireRole(request, context, "administrator");
  const { state, done } = asked.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { store } = context;
  return {
    counts: {
      agencies: await store.agencies.count(),
      people: await store.people.count(),
      openTickets: await store.tickets.count("all-open", {
        personId: visitor.person.id,
        at: context.clock(),
      }),
    },
    lists: await listsInTime(context, context.clock()),
    mails: await mailLines(context, state),
    state,
    done,
    formKey: newFormKey(context),
    rail: await deskRail(context, visitor, {
      locale: readPreferences(request.headers).locale,
      current: "admin",
    }),
  };
}

const asked = z.object({
  state: z.enum(mailStates).nullable().default(null).catch(null),
  done: z.enum(["queued", "no-such-mail", "not-open", "password-dead"]).nullable().default(null).catch(null),
});

export default function Admin() {
  const { counts, lists, mails, state, done, formKey, rail } = useLoaderData<typeof loader>();
  const text = adminText(useLocale());
  return (
    <DeskPage title={text.title} sections={rail.sections} who={rail.who}>
      <div className="stack">
        {done && (
          <Notice tone={done === "queued" ? "ok" : "warn"} role="status">
            {done === "queued" ? text.retried : text[done]}
          </Notice>
        )}
        <p className="links">
          <a href="/admin/trust">{text.trust}</a>
          {lists !== "good" && (
            <Chip tone={lists === "over" ? "seal" : "warn"}>
              {lists === "over" ? text.listOver : text.listEnding}
            </Chip>
          )}
          <a href="/admin/wording">{text.wording}</a>
        </p>
        <Card title={text.counts}>
          <DefinitionList
            items={[
              [text.agencies, counts.agencies],
              [text.people, counts.people],
              [text.openTickets, counts.openTickets],
            ]}
          />
        </Card>
        <Card title={text.outbox}>
          <nav className="links" aria-label={text.outbox}>
            <a href="/admin" aria-current={state === null ? "page" : undefined}>
              {text.all}
            </a>
            {mailStates.map((one) => (
              <a key={one} href={`/admin?state=${one}`} aria-current={state === one ? "page" : undefined}>
                {text[one]}
              </a>
            ))}
          </nav>
          {mails.length > 0 ? (
            <OutboxTable mails={mails} formKey={formKey} />
          ) : (
            <EmptyState title={text.noMail} />
          )}
        </Card>
      </div>
    </DeskPage>
  );
}
