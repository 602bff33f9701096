import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { trustOverview } from "../../../workflows/trust/trust-overview";
import { AuthorityCard } from "./authority-card";
import { StaffPage } from "../../ui/frames/staff-page";
import { Button, ButtonLink, Card, EmptyState, Notice } from "../../ui/elements";
import { page } from "../../web/access";
import { useLocale } from "../../web/page-facts";
import { pageTitle } from "../../web/title";
import { trustText } from "./trust.text";

export const meta = pageTitle((locale) => trustText(locale).title);

const asked = z.object({
  done: z.enum(["refreshed"]).nullable().default(null).catch(null),
  taken: z.coerce.number().int().min(0).max(1000).default(0).catch(0),
  failed: z.coerce.number().int().min(0).max(1000).default(0).catch(0),
});

export const loader = page({ as: "administrator" }, async ({ request, context }) => {
  return {
    ...asked.parse(Object.fromEntries(new URL(request.url).searchParams)),
    authorities: await trustOverview(context, context.clock()),
  };
});

/** The authorities that cards rest on, their lists, and how fetching these went. */
export default function Trust() {
  const { authorities } = useLoaderData<typeof loader>();
  const text = trustText(useLocale());
  return (
    <StaffPage title={text.title}>
      <div className="stack">
        <p className="soft">{text.lead}</p>
        <Done />
        <form method="post" action="/admin/trust/refresh" className="row">
          <ButtonLink kind="primary" href="/admin/trust/new">
            {text.add}
          </ButtonLink>
          <Button>{text.refresh}</Button>
        </form>
        {authorities.map((authority) => (
          <AuthorityCard key={authority.sha256} authority={authority} />
        ))}
        {authorities.length === 0 && (
          <Card label={text.title}>
            <EmptyState title={text.none}>
              <p>{text.noneHelp}</p>
            </EmptyState>
          </Card>
        )}
      </div>
    </StaffPage>
  );
}

function Done() {
  const { done, taken, failed } = useLoaderData<typeof loader>();
  const text = trustText(useLocale());
  if (done === null) return null;
  const refreshed = taken + failed === 0 ? text.nothingToRefresh : text.refreshed(taken, failed);
  const bad = failed > 0 || taken === 0;
  return (
    <Notice tone={bad ? "warn" : "ok"} role="status">
      {refreshed}
    </Notice>
  );
}
