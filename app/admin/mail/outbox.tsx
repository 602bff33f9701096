import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { mailGetsOut } from "../../../workflows/mail/out/alarm";
import { StaffPage } from "../../ui/frames/staff-page";
import { OutboxTable } from "./outbox-table";
import { Pagination } from "../../ui/pagination";
import { Card, EmptyState, Notice } from "../../ui/elements";
import { page } from "../../web/access";
import { newFormKey } from "../../web/form-actions";
import { mailPage, mailStates } from "./lines";
import { useLocale } from "../../web/page-facts";
import { pageTitle } from "../../web/title";
import { outboxText } from "./outbox.text";

export const meta = pageTitle((locale) => outboxText(locale).title);

/** What waits, was sent and failed, and why; never what a mail says. */
export const loader = page({ as: "administrator" }, async ({ request, context }) => {
  const { state, page, done } = asked.parse(Object.fromEntries(new URL(request.url).searchParams));
  return {
    ...(await mailPage(context, { state, page })),
    getsOut: await mailGetsOut(context),
    state,
    page,
    done,
    formKey: newFormKey(context),
  };
});

const asked = z.object({
  state: z.enum(mailStates).nullable().default(null).catch(null),
  page: z.coerce.number().int().min(1).max(1_000_000).default(1).catch(1),
  done: z.enum(["queued", "no-such-mail", "not-open", "password-dead"]).nullable().default(null).catch(null),
});

export default function AdminMail() {
  const { mails, pages, counts, getsOut, state, page, done, formKey } = useLoaderData<typeof loader>();
  const text = outboxText(useLocale());
  const hrefOf = (wanted: number) =>
    `/admin/mail?${new URLSearchParams({ ...(state && { state }), page: String(wanted) }).toString()}`;
  return (
    <StaffPage title={text.title}>
      <div className="stack">
        <p className="soft">{text.lead}</p>
        {!getsOut && (
          <Notice tone="error" role="alert">
            {text.silent}
          </Notice>
        )}
        {done && (
          <Notice tone={done === "queued" ? "ok" : "warn"} role="status">
            {text[done]}
          </Notice>
        )}
        <nav className="links" aria-label={text.filter}>
          <a href="/admin/mail" aria-current={state === null ? "page" : undefined}>
            {text.all}
          </a>
          {mailStates.map((one) => (
            <a key={one} href={`/admin/mail?state=${one}`} aria-current={state === one ? "page" : undefined}>
              {text[one]} <span className="num">{counts[one] ?? 0}</span>
            </a>
          ))}
        </nav>
        <Card bare label={text.title}>
          {mails.length > 0 ? (
            <OutboxTable mails={mails} formKey={formKey} />
          ) : (
            <EmptyState title={text.noMail} />
          )}
        </Card>
        <Pagination page={page} pages={pages} hrefOf={hrefOf} />
      </div>
    </StaffPage>
  );
}
